// `goldgate check`, `lint` and `nightly`: the verdict on a terminal, or in any of the formats.

import { resolve } from 'node:path';
import { standingOf, standingText, writeFileAtomic, writeInside } from '../adapters/workspace.ts';
import { renderBaseline } from '../config/baseline.ts';
import type { Config } from '../config/config.ts';
import { exitCode, SetupError } from '../core/errors.ts';
import type { Metrics } from '../core/report.ts';
import type { Rule } from '../core/rule.ts';
import { version } from '../core/version.ts';
import { ruleById, rules } from '../registry.ts';
import type { RenderContext } from '../report/context.ts';
import { formats, isFormat, renderReport } from '../report/formats.ts';
import type { Host } from './host.ts';
import { type JudgeFlags, type Judgement, judge } from './judge.ts';

export interface CheckFlags extends JudgeFlags {
  format?: string;
  /** A file in place of standard output. */
  output?: string;
  maxFindings?: number;
  writeBaseline?: boolean;
}

export async function check(host: Host, flags: CheckFlags): Promise<number> {
  checkFormat(flags);
  if (flags.writeBaseline) return writeBaseline(host, flags);
  return show(host, flags, await judge(host, flags));
}

export interface LintFlags extends CheckFlags {
  story?: string[];
  skipIfMissing?: boolean;
}

const testcaseSubjects: Rule['subject'][] = ['testcases', 'planning'];

/** The test-case rules alone. An absent folder is a broken set-up, unless the caller may do without. */
export async function lint(host: Host, flags: LintFlags): Promise<number> {
  checkFormat(flags);
  const [only, ...more] = flags.paths ?? [];
  const folder = only !== undefined && more.length === 0 && !only.endsWith('.md') ? { testcases: only, paths: [] } : {};
  const stories = flags.story?.length ? { stories: flags.story } : {};
  const mayLackTestcases = flags.skipIfMissing === true || host.env.DSPY_QA_SKIP_IF_MISSING === '1';
  const named = { ...flags, ...folder };
  const judgement = await judge(host, {
    ...{ ...named, ...stories, subjects: testcaseSubjects },
    // A story without a file is told below, in its own words.
    mayLackTestcases: mayLackTestcases || (flags.story !== undefined && !named.paths?.length),
  });
  const { facts, config } = judgement;
  const written = new Set(facts.testcases?.files.map(({ story }) => story));
  const lacking = mayLackTestcases ? [] : (flags.story ?? []).filter((id) => !written.has(id));
  if (lacking.length > 0) {
    const places = lacking.map((id) => `${id} has no test cases: ${config.testcases}/${id}.md does not exist`);
    throw new SetupError(`${places.join('; ')}; \`goldgate testcases --story ${lacking.join(' ')}\` writes them`);
  }
  if (facts.testcases?.present) return show(host, flags, judgement);
  if (mayLackTestcases) {
    host.note(`No test cases at ${config.testcases}: skipped.\n`);
    return exitCode.clean;
  }
  const asked = flags.paths ?? [];
  throw new SetupError(
    `no test cases ${asked.length > 0 ? `of ${asked.join(', ')} ` : ''}at ${config.testcases}; \`goldgate testcases\` writes them, DSPY_QA_SKIP_IF_MISSING=1 does without`,
  );
}

/** Everything, and a JSON record of the day beside the earlier ones, for trends. */
export async function nightly(host: Host, flags: CheckFlags): Promise<number> {
  checkFormat(flags);
  const judgement = await judge(host, flags);
  await recordDay(host, judgement);
  return show(host, flags, judgement);
}

/** Writes the JSON record of the day, in place of an earlier one of the same day. */
export async function recordDay(host: Host, { config, root, report }: Judgement): Promise<void> {
  const date = host.now().toISOString();
  const { verdict, files, records, counts, metrics } = report;
  const path = `${config.record}/${date.slice(0, 10)}.json`;
  if ((await standingOf(root, path)) === 'outside')
    throw new SetupError(`\`record\`: ${path} leads out of the repository`);
  const byRule: Record<string, number> = {};
  for (const { rule } of report.findings) byRule[rule] = (byRule[rule] ?? 0) + 1;
  const record = { version: 1, date, goldgate: version, verdict, files, records, counts, metrics, rules: byRule };
  await writeInside(root, path, `${JSON.stringify(record, null, 2)}\n`);
  host.note(`The record of the day is ${path}\n`);
}

function checkFormat({ format = 'text', maxFindings }: CheckFlags): void {
  if (!isFormat(format)) throw new SetupError(`--format is ${Object.keys(formats).join(', ')}, not ${format}`);
  if (maxFindings !== undefined && !(Number.isInteger(maxFindings) && maxFindings >= 0)) {
    throw new SetupError('--max-findings takes a whole number from 0');
  }
}

async function show(
  host: Host,
  { format = 'text', output, maxFindings }: CheckFlags,
  judgement: Judgement,
): Promise<number> {
  const { report } = judgement;
  const color = host.color && output === undefined;
  if (isFormat(format)) {
    const text = renderReport(format, report, { ...renderContext(judgement), color, maxFindings });
    if (output === undefined) host.print(text);
    else {
      await writeFileAtomic(resolve(host.cwd, output), text);
      host.note(`${report.verdict}: the report is in ${output}\n`);
    }
  }
  return report.verdict === 'pass' ? exitCode.clean : exitCode.findings;
}

/** What every renderer is told of this run. */
export function renderContext({
  config,
  touched,
}: Pick<Judgement, 'config' | 'touched'>): Omit<RenderContext, 'color'> {
  return { version, rules, touched, targets: targetsOf(config) };
}

/** The headline numbers' targets, from the options of the rules that hold them. */
function targetsOf(config: Config): Metrics {
  const target = (id: string) => Number(config.rules[id]?.minimum ?? ruleById(id)?.options.minimum?.default);
  return { completeness: target('completeness'), 'negative-coverage': target('negative-coverage') };
}

async function writeBaseline(host: Host, flags: CheckFlags): Promise<number> {
  if (flags.paths?.length || flags.rule?.length || flags.base) {
    throw new SetupError('--write-baseline writes down everything; leave out paths, --rule and --base');
  }
  const { report, config, root } = await judge(host, { ...flags, ignoreBaseline: true });
  const standing = await standingOf(root, config.baseline);
  if (standing !== 'file' && standing !== 'missing') {
    throw new SetupError(`\`baseline\`: ${config.baseline} ${standingText[standing]}; name a file in the repository`);
  }
  await writeInside(root, config.baseline, renderBaseline(report.findings));
  host.print(`${report.findings.length} findings are in ${config.baseline} now; commit it, and only new ones count.\n`);
  return exitCode.clean;
}
