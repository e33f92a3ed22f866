// The review policy that a configuration's text holds, or why it holds none, with the line in front of the reader.

import { policyPath } from '../review/gating.ts';
import { literally } from '../review/globs.ts';
import { completePolicy, type ReviewPolicy } from '../review/policy.ts';
import type { Config } from './config.ts';
import { parseConfig } from './parse.ts';

/** What is wrong with a policy: at a glance, and each fault in full. */
export interface BrokenPolicy {
  title: string;
  problems: readonly string[];
}

const mostProblems = 10;
const longestLine = 120;

/** `text` is the policy file's at the base; `null` when there is none. */
export function parsePolicy(text: string | null): { policy: ReviewPolicy } | { broken: BrokenPolicy } {
  if (text === null) {
    const problem = `${policyPath} does not exist on the base branch, so nobody is named who may approve; \`goldgate init\` writes one`;
    return { broken: { title: 'no policy on the base branch', problems: [problem] } };
  }
  const parsed = parseConfig(text);
  if ('problems' in parsed) {
    const lines = text.split(/\r\n?|\n/);
    const told = parsed.problems.map(({ line, message }) => {
      const written = writtenLine(lines, line);
      const quoted = (lines[written - 1] ?? '').trimEnd().slice(0, longestLine);
      return `${policyPath}:${written}: ${message}${quoted && ` │ ${quoted}`}`;
    });
    const rest = told.length > mostProblems ? [`… and ${told.length - mostProblems} more`] : [];
    const title = `policy broken at line ${writtenLine(lines, parsed.problems[0]?.line ?? 1)}`;
    return { broken: { title, problems: [...told.slice(0, mostProblems), ...rest] } };
  }
  const { review } = parsed.config;
  if (review) return { policy: completePolicy(review, [goldenData(parsed.config)]) };
  const problem = `${policyPath} has no \`review\`, so nobody is named who may approve; add it: review: {curators: {users: [LOGIN, LOGIN]}}`;
  return { broken: { title: 'no review policy on the base branch', problems: [problem] } };
}

/** What is missing at the end is missing after the last line that holds something. */
function writtenLine(lines: readonly string[], line: number): number {
  return lines.slice(0, line).findLastIndex((text) => text.trim() !== '') + 1 || line;
}

/** What is gated where the policy names no rules. Among the datasets' globs, an exclusion holds wherever it stands. */
function goldenData({ datasets, manifest, expectations }: Config): { name: string; paths: readonly string[] } {
  const excluded = datasets.filter((glob) => glob.startsWith('!'));
  const included = datasets.filter((glob) => !glob.startsWith('!'));
  return { name: 'golden data', paths: [...included, ...excluded, literally(manifest), literally(expectations)] };
}
