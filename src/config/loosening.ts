// Compares the configuration that a pull request brings with the one that judges it: what does it ask less?

import { type Draft, levels } from '../core/finding.ts';
import type { Rule } from '../core/rule.ts';
import { rules } from '../registry.ts';
import type { Baseline } from './baseline.ts';
import type { Config, RuleSetting } from './config.ts';
import { looserReview } from './review-loosening.ts';

/** `error` 3, `warning` 2, `notice` 1, `off` 0. */
const strength = (level: string) => (level === 'off' ? 0 : levels.length - levels.indexOf(level as 'error'));

/** Whether `is` asks less than `was` in a level or an option. Yields what, in words, and under which key. */
function* looserIn(rule: Rule, was: RuleSetting, is: RuleSetting): Iterable<{ key?: string; what: string }> {
  const [oldLevel, newLevel] = [was.level ?? rule.level, is.level ?? rule.level];
  if (strength(newLevel) < strength(oldLevel)) {
    yield { what: newLevel === 'off' ? 'is switched off' : `sinks from ${oldLevel} to ${newLevel}` };
  }
  for (const [key, option] of Object.entries(rule.options)) {
    const [old, now] = [was[key] ?? option.default, is[key] ?? option.default];
    if (option.looser(old, now)) {
      yield { key, what: `has \`${key}\` changed from ${JSON.stringify(old)} to ${JSON.stringify(now)}` };
    }
  }
}

/**
 * What asks less among the overrides by path. Which of them match the same paths cannot be known, so one that was
 * added counts against each that was there, and each that is left counts against one that went.
 */
function* looserOverrides(rule: Rule, was: RuleSetting, is: RuleSetting): Iterable<string> {
  const [before, after] = [was.paths ?? [], is.paths ?? []];
  const among = (overrides: typeof before) => new Set(overrides.map((override) => JSON.stringify(override)));
  const [known, kept] = [among(before), among(after)];
  const added = after.filter((override) => !known.has(JSON.stringify(override)));
  const gone = before.filter((override) => !kept.has(JSON.stringify(override)));
  const left = before.filter((override) => !gone.includes(override));
  const whole = (override: object): RuleSetting => ({ ...was, ...override });
  const changes = [
    ...added.flatMap((one) => [{}, ...before].map((other) => ({ one, from: whole(other), to: whole(one) }))),
    ...gone.flatMap((one) => [{}, ...left].map((other) => ({ one, from: whole(one), to: whole(other) }))),
  ];
  for (const { one, from, to } of changes) {
    for (const { what } of looserIn(rule, from, to)) yield `${rule.id} ${what} for ${one.match.join(', ')}`;
  }
  if (added.length + gone.length === 0 && JSON.stringify(before) !== JSON.stringify(after)) {
    yield `${rule.id} has the order of its overrides changed`;
  }
}

/** Every way in which `head` asks less than `base`. `lineOf` tells where a key stands in the head's text. */
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
    identity: `${keys.join('.')} ${message}`,
  });
  for (const rule of rules) {
    const [was, is] = [base.rules[rule.id] ?? {}, head.rules[rule.id] ?? {}];
    for (const { key, what } of looserIn(rule, was, is)) {
      yield draft(['rules', rule.id, ...(key ? [key] : [])], `${rule.id} ${what}`);
    }
    for (const message of new Set(looserOverrides(rule, was, is))) yield draft(['rules', rule.id, 'paths'], message);
  }
  const changed = (key: 'manifest' | 'expectations' | 'testcases' | 'stories' | 'tasks' | 'roles' | 'baseline') => {
    const [was, is] = [JSON.stringify(base[key]), JSON.stringify(head[key])];
    return was === is ? [] : [draft([key], `\`${key}\` changes from ${was} to ${is}`)];
  };
  yield* (['manifest', 'expectations', 'testcases', 'stories', 'tasks', 'roles', 'baseline'] as const).flatMap(changed);
  for (const key of ['base-url', 'allow-hosts'] as const) {
    const [was, is] = [JSON.stringify(base.model[key]), JSON.stringify(head.model[key])];
    if (was !== is)
      yield draft(['model', key], `\`model.${key}\`, where the key is sent to, changes from ${was} to ${is}`);
  }
  for (const glob of base.datasets.filter((glob) => !glob.startsWith('!') && !head.datasets.includes(glob))) {
    yield draft(['datasets'], `the datasets ${glob} are left out`);
  }
  for (const glob of head.datasets.filter((glob) => glob.startsWith('!') && !base.datasets.includes(glob))) {
    yield draft(['datasets'], `the datasets ${glob.slice(1)} are left out`);
  }
  for (const { keys, what } of looserReview(base.review, head.review)) yield draft(keys, what);
  for (const key of ['depth', 'line-bytes'] as const) {
    const [was, is] = [base.limits[key], head.limits[key]];
    if (is > was) yield draft(['limits', key], `\`limits.${key}\` grows from ${was} to ${is}`);
  }
  if (strength(head['fail-on']) > strength(base['fail-on'])) {
    yield draft(['fail-on'], `\`fail-on\` changes from ${base['fail-on']} to ${head['fail-on']}`);
  }
}

/** Entries that the head's baseline has and the base's has not. */
export function* checkBaselineGrowth(base: Baseline, head: Baseline, path: string): Iterable<Draft> {
  for (const [key, { line }] of head) {
    if (base.has(key)) continue;
    const message = `the baseline gets an entry: ${key}; it does not count in this pull request`;
    yield { path, line, message, identity: `baseline ${key}` };
  }
}
