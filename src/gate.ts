// The whole of Goldgate's judgement: (configuration, facts) → report. Pure, so that every door says the same.

import picomatch from 'picomatch';
import { type Baseline, baselineKey, staleEntries } from './config/baseline.ts';
import type { Config, RuleSetting } from './config/config.ts';
import { compareFindings, type Draft, type Finding, type Level, levels } from './core/finding.ts';
import type { Metrics, Report } from './core/report.ts';
import type { Rule } from './core/rule.ts';
import type { DatasetFacts } from './dataset/facts.ts';
import type { ManifestFacts } from './dataset/manifest.ts';
import type { PilotFacts } from './pilots/facts.ts';
import type { PlanningFacts } from './planning/facts.ts';
import { rules } from './registry.ts';
import type { BaselineFacts, ChangeFacts } from './review/change.ts';
import { negativeCoverage } from './testcases/coverage.ts';
import type { TestcaseFacts } from './testcases/facts.ts';

/** Everything the rules look at, one entry a subject; `null` where the caller did not ask for it. */
export interface Facts {
  datasets: DatasetFacts | null;
  manifest: ManifestFacts | null;
  testcases: TestcaseFacts | null;
  planning: PlanningFacts | null;
  change: ChangeFacts | null;
  pilots: PilotFacts | null;
}

export interface Scope {
  /** Only these rules; all when empty. */
  rules?: readonly string[];
  /** With `--base`: whether the change touched a path. A finding about files that it did not touch is left out. */
  touched?: (path: string) => boolean;
  baseline?: { entries: Baseline; path: string };
  /** Whether everything that is configured was looked at, so that a stale baseline entry can be told. */
  complete?: boolean;
}

/** Runs every rule that is on over its facts. */
export function gate(config: Config, facts: Facts, scope: Scope = {}): Report {
  const found: Finding[] = [];
  for (const rule of rules) {
    if (scope.rules?.length && !scope.rules.includes(rule.id)) continue;
    const about = rule.subject === 'baseline' ? staleness(scope, found) : facts[rule.subject];
    if (about === null) continue;
    for (const finding of runRule(rule, config.rules[rule.id] ?? {}, about)) found.push(finding);
  }
  const touched = scope.touched;
  const inScope = touched
    ? found.filter((finding) => [finding, ...(finding.related ?? [])].some((place) => touched(place.path)))
    : found;
  const findings = inScope.filter((finding) => !scope.baseline?.entries.has(baselineKey(finding)));
  findings.sort(compareFindings);

  const counts = { error: 0, warning: 0, notice: 0 };
  for (const finding of findings) counts[finding.level]++;
  const notes: string[] = [];
  const hidden = inScope.length - findings.length;
  if (hidden > 0) notes.push(`${hidden} old findings are in the baseline and do not count.`);
  const stubs = facts.testcases?.files.filter((file) => file.stub).length ?? 0;
  if (stubs > 0) notes.push(`stub: ${stubs}. Stub test cases never count towards negative coverage.`);

  const records = countRecords(facts);
  const failing = levels.slice(0, levels.indexOf(config['fail-on']) + 1);
  return {
    version: 1,
    verdict: failing.some((level) => counts[level] > 0) ? 'fail' : 'pass',
    files: records.length + (facts.testcases?.files.length ?? 0),
    records: records.reduce((sum, count) => sum + count, 0),
    counts,
    metrics: measure(facts),
    findings,
    notes,
  };
}

/** How many records each dataset file holds; where none was judged, each file that the manifest lists. */
function countRecords({ datasets, manifest }: Facts): number[] {
  if (datasets) return datasets.files.map(({ records }) => records);
  return [...(manifest?.listed.values() ?? [])].flatMap((file) => (file.standing === 'file' ? [file.examples] : []));
}

/** Stale entries can be told only when everything was looked at. The rule comes last in the registry. */
function staleness(
  { baseline, rules, touched, complete = true }: Scope,
  found: readonly Finding[],
): BaselineFacts | null {
  if (!baseline || rules?.length || touched || !complete) return null;
  return { stale: [...staleEntries(baseline.entries, found, baseline.path)] };
}

function measure(facts: Facts): Metrics {
  const metrics: Metrics = {};
  if (facts.datasets) {
    const required = facts.datasets.files.reduce((sum, file) => sum + file.fields.required, 0);
    const complete = facts.datasets.files.reduce((sum, file) => sum + file.fields.complete, 0);
    metrics.completeness = required === 0 ? null : complete / required;
  }
  if (facts.testcases?.present) metrics['negative-coverage'] = negativeCoverage(facts.testcases).score;
  return metrics;
}

/** A rule runs once for each distinct setting; each draft is taken from the run whose setting its path has. */
function* runRule(rule: Rule, setting: RuleSetting, facts: unknown): Iterable<Finding> {
  const defaults = Object.fromEntries(Object.entries(rule.options).map(([name, { default: value }]) => [name, value]));
  const { level = rule.level, paths = [], ...options } = setting;
  const settings = [
    { level, ...options },
    ...paths.map(({ match: _, ...override }) => ({ level, ...options, ...override })),
  ];
  const matchers = paths.map((override) => picomatch(override.match, { dot: true }));
  const settingOf = (draft: Draft) => matchers.findLastIndex((matches) => matches(draft.path)) + 1;
  for (const [index, { level, ...chosen }] of settings.entries()) {
    if (level === 'off') continue;
    for (const draft of rule.check(facts, { ...defaults, ...chosen })) {
      if (settingOf(draft) === index) yield { ...draft, rule: rule.id, level: level as Level };
    }
  }
}
