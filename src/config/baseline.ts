// A team with old findings gates only new ones. An entry is the rule and what the finding is about, never a line number.

import { compareText, type Draft, type Finding } from '../core/finding.ts';

/** Keys of old findings → where they stood when they were written down. */
export type Baseline = Map<string, { line: number }>;

export function baselineKey(finding: Pick<Finding, 'rule' | 'identity'>): string {
  return `${finding.rule} ${finding.identity}`;
}

interface BaselineFile {
  version: 1;
  findings: { rule: string; identity: string; path: string }[];
}

/** One entry a line, sorted, so that a pull request that adds one shows it. */
export function renderBaseline(findings: readonly Finding[]): string {
  const entries = new Map(findings.map((finding) => [baselineKey(finding), finding]));
  const lines = [...entries.values()]
    .sort((a, b) => compareText(a.path, b.path) || compareText(baselineKey(a), baselineKey(b)))
    .map(({ rule, identity, path }) => `    ${JSON.stringify({ rule, identity, path })}`);
  return `{\n  "version": 1,\n  "findings": [\n${lines.join(',\n')}${lines.length ? '\n' : ''}  ]\n}\n`;
}

/** Throws an `Error` that says what is wrong with the text. */
export function parseBaseline(text: string): Baseline {
  const file = JSON.parse(text) as BaselineFile;
  if (file?.version !== 1 || !Array.isArray(file.findings))
    throw new Error('it needs "version": 1 and "findings": […]');
  const baseline: Baseline = new Map();
  // One pass: entries stand in the order of the text, and there may be a hundred thousand.
  let [at, line, end] = [0, 1, text.indexOf('\n')];
  for (const entry of file.findings) {
    if (typeof entry?.rule !== 'string' || typeof entry.identity !== 'string') {
      throw new Error('each finding needs "rule" and "identity"');
    }
    const found = text.indexOf(JSON.stringify(entry.identity), at);
    for (; end >= 0 && end < found; end = text.indexOf('\n', end + 1)) line++;
    at = found < 0 ? text.length : found + 1;
    baseline.set(baselineKey(entry), { line });
  }
  return baseline;
}

/** Entries that no finding answers to any more, as drafts of `baseline-current`. */
export function* staleEntries(baseline: Baseline, findings: readonly Finding[], path: string): Iterable<Draft> {
  const live = new Set(findings.map(baselineKey));
  for (const [key, { line }] of baseline) {
    if (!live.has(key)) {
      yield { path, line, identity: `stale ${key}`, message: `stale entry: ${key} is no longer found; remove it` };
    }
  }
}
