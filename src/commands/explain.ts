// `goldgate explain`: what a rule wants and why, from the registry, so that a finding never needs a web page.

import picocolors from 'picocolors';
import { exitCode, SetupError } from '../core/errors.ts';
import { nearest } from '../core/nearest.ts';
import type { Rule } from '../core/rule.ts';
import { ruleById, rules } from '../registry.ts';
import { renderTable } from '../report/table.ts';
import type { Host } from './host.ts';

/** One rule, or the list of all. Throws SetupError for an unknown one, with those that it may have meant. */
export async function explain(host: Host, flags: { rule?: string }): Promise<number> {
  const colors = picocolors.createColors(host.color);
  if (flags.rule === undefined) host.print(renderList(colors));
  else {
    const rule = ruleById(flags.rule);
    if (!rule) throw new SetupError(unknown(flags.rule));
    host.print(renderRule(rule, colors));
  }
  return exitCode.clean;
}

type Colors = ReturnType<typeof picocolors.createColors>;

function renderList(colors: Colors): string {
  const rows = rules.map(({ id, level, requirement }) => [id, level, requirement]);
  const table = renderTable({ head: ['rule', 'level', 'what must hold'], rows }, colors.bold);
  return `${table}\n${colors.dim('One of them, with examples and options:')} goldgate explain ${rules[0]?.id}\n`;
}

function renderRule(rule: Rule, colors: Colors): string {
  const block = (title: string, text: string) => `${colors.bold(title)}\n${indent(text)}\n`;
  const options = Object.entries(rule.options).map(
    ([name, { schema, default: value }]) =>
      `${name}: ${JSON.stringify(value)}  ${colors.dim(`# ${schema.description}`)}`,
  );
  const setting = [
    'rules:',
    `  ${rule.id}:`,
    `    level: ${rule.level}  ${colors.dim('# or error, warning, notice, off')}`,
    ...options.map((option) => `    ${option}`),
  ];
  return [
    `${colors.bold(rule.id)}  ${paintLevel(rule.level, colors)}\n${rule.requirement}\n`,
    block('Why', rule.why),
    block(colors.red('Bad'), rule.bad),
    block(colors.green('Good'), rule.good),
    block('In .github/goldgate.yml, with its defaults', setting.join('\n')),
  ].join('\n');
}

function paintLevel(level: Rule['level'], colors: Colors): string {
  return { error: colors.red, warning: colors.yellow, notice: colors.blue }[level](level);
}

const indent = (text: string) => text.replace(/^(?=.)/gm, '  ');

function unknown(id: string): string {
  const near = nearest(
    id,
    rules.map((rule) => rule.id),
  );
  const hint = near.length > 0 ? `did you mean ${near.join(' or ')}?` : '';
  return `there is no rule ${JSON.stringify(id)}; ${hint || '`goldgate explain` lists them all'}`;
}
