// Compares the configuration that a pull request brings with the one that judges it: what does it ask less?

import { type Draft, levels } from '../core/finding.ts';
import type { Rule } from '../core/rule.ts';
import { rules } from '../registry.ts';
import type { Baseline } from './baseline.ts';
import type { Config, RuleSetting } from './config.ts';

/** A comparable strength of a level: `error` 3 … `off` 0. */
const strength = (level: string) => (level === 'off' ? 0 : levels.length - levels.indexOf(level as 'error'));

/**
 * Every way in which `head` asks less than `base`. `lineOf` tells where a key stands in the head's text.
 * Options are compared as values: any other value than the base's counts, since "stricter" depends on the option.
 */
export function* checkLoosening(
  base: Config,
  head: Config,
  path: string,
  lineOf: (keys: string[]) => number,
): Iterable<Draft> {
  const draft = (keys: string[], message: string): Draft => ({
    path,
    line: lineOf(keys),
    message: `${message}; the base’s configuration judges this pull request`,
    identity: `loosened ${keys.join('.')} ${message}`,
  });
  for (const rule of rules) {
    const before = base.rules[rule.id] ?? {};
    const after = head.rules[rule.id] ?? {};
    const keys = ['rules', rule.id];
    const [was, is] = [before.level ?? rule.level, after.level ?? rule.level];
    if (strength(is) < strength(was)) {
      yield draft(
        keys,
        is === 'off' ? `the rule ${rule.id} is switched off` : `the level of ${rule.id} sinks from ${was} to ${is}`,
      );
    }
    for (const option of Object.keys(rule.options)) {
      const [old, now] = [valueOf(rule, before, option), valueOf(rule, after, option)];
      if (old !== now)
        yield draft([...keys, option], `the option ${option} of ${rule.id} changes from ${old} to ${now}`);
    }
    const known = new Set((before.paths ?? []).map((override) => JSON.stringify(override)));
    for (const override of after.paths ?? []) {
      if (known.has(JSON.stringify(override))) continue;
      yield draft([...keys, 'paths'], `${rule.id} gets an exception for ${override.match.join(', ')}`);
    }
  }
  for (const key of [
    'datasets',
    'manifest',
    'expectations',
    'testcases',
    'stories',
    'roles',
    'limits',
    'baseline',
  ] as const) {
    const [was, is] = [JSON.stringify(base[key]), JSON.stringify(head[key])];
    if (was !== is) yield draft([key], `\`${key}\` changes from ${was} to ${is}`);
  }
  if (strength(head['fail-on']) > strength(base['fail-on'])) {
    yield draft(['fail-on'], `\`fail-on\` changes from ${base['fail-on']} to ${head['fail-on']}`);
  }
}

/** Entries that the head's baseline has and the base's has not. */
export function* checkBaselineGrowth(base: Baseline, head: Baseline, path: string): Iterable<Draft> {
  for (const [key, { line }] of head) {
    if (base.has(key)) continue;
    yield {
      path,
      line,
      message: `the baseline gets an entry: ${key}; it does not count in this pull request`,
      identity: `baseline ${key}`,
    };
  }
}

function valueOf(rule: Rule, setting: RuleSetting, option: string): string {
  return JSON.stringify(setting[option] ?? rule.options[option]?.default);
}
