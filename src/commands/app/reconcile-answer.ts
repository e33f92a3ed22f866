// What the check says of a verdict, within the size that GitHub takes: the records always stay whole.

import { createHash } from 'node:crypto';
import { type CheckAnswer, type CheckRun, longestOutput } from '../../adapters/github/check-run.ts';
import type { Block } from '../../core/document.ts';
import { renderBlocksMarkdown } from '../../report/document-markdown.ts';
import type { ApprovalRecord } from '../../review/facts.ts';
import { encodeRecords } from '../../review/records.ts';
import { passes, type Verdict } from '../../review/verdict.ts';
import { verdictParts } from '../../review/verdict-document.ts';
import { worstVerdict } from '../../review/worst.ts';

export interface Told {
  number: number;
  verdict: Verdict;
  policy: string | null;
}

/** The worst of the verdicts stands, each is told. `records` is null where none are kept. */
export function answerOf(sha: string, judged: readonly Told[], records: readonly ApprovalRecord[] | null): CheckAnswer {
  const worst = worstVerdict(judged.map(({ verdict }) => verdict));
  const numbers = judged.map(({ number }) => number);
  const policies = [...new Set(judged.map(({ policy }) => policy ?? ''))].sort();
  const { summary, text } = verdictParts(judged);
  const hash = createHash('sha256').update(policies.join('\0')).digest('hex').slice(0, 12);
  return {
    conclusion: passes(worst) ? 'success' : 'failure',
    externalId: `pr ${written(numbers)} ${sha} ${hash}`,
    title: worst.title,
    summary: within(longestOutput, summary),
    text: withRecords(text, records),
  };
}

/** For a commit whose verdict cannot be told: in progress, or failed once the tries are over. */
export function unreadableAnswer(
  sha: string,
  numbers: readonly number[],
  reason: string,
  { final, records }: { final: boolean; records: readonly ApprovalRecord[] | null },
): CheckAnswer {
  const next = final
    ? 'This does not pass. It is tried again with the next event on the pull request.'
    : 'It is tried again in a moment; nobody needs to do anything.';
  const why = `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`;
  const summary: Block[] = [why, next].map((text) => ({ kind: 'paragraph', text }));
  return {
    conclusion: final ? 'failure' : null,
    externalId: `pr ${written(numbers)} ${sha} unread`,
    title: final ? 'The review cannot be judged' : 'GitHub cannot be read just now',
    summary: within(longestOutput, summary),
    text: withRecords([], records),
  };
}

const written = (numbers: readonly number[]) => [...new Set(numbers)].sort((a, b) => a - b).join(',');

/** The pull requests that a check of ours was written for. */
export function numbersOf(check: CheckRun | null): number[] {
  const [, numbers] = /^pr (\d{1,10}(?:,\d{1,10}){0,19}) /.exec(check?.externalId ?? '') ?? [];
  return numbers ? numbers.split(',').map(Number) : [];
}

/** Whether a check tells a verdict, and not that GitHub could not be read. */
export const isSettled = (check: CheckRun | null): boolean => / [0-9a-f]{12}$/.test(check?.externalId ?? '');

function withRecords(blocks: readonly Block[], records: readonly ApprovalRecord[] | null): string {
  if (records === null) return within(longestOutput, blocks);
  const end = encodeRecords(records);
  return `${within(longestOutput - Buffer.byteLength(end) - 1, blocks)}\n${end}`;
}

/** At most so many bytes; the end goes first, by whole blocks. */
function within(bytes: number, blocks: readonly Block[]): string {
  for (let longest = bytes; ; longest = Math.floor(longest * 0.8)) {
    const text = renderBlocksMarkdown(blocks, longest);
    if (Buffer.byteLength(text) <= bytes) return text;
  }
}
