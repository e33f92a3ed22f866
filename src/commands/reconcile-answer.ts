// What the check says of a verdict, within the size that GitHub takes: the records always stay whole.

import { createHash } from 'node:crypto';
import { type CheckAnswer, type CheckRun, longestOutput } from '../adapters/github/check-run.ts';
import type { Block, Document, Inline } from '../core/document.ts';
import { renderDocumentMarkdown } from '../report/document-markdown.ts';
import type { ApprovalRecord, Person } from '../review/facts.ts';
import { encodeRecords } from '../review/records.ts';
import { passes, type RuleVerdict, type Verdict } from '../review/verdict.ts';
import { verdictsDocument } from '../review/verdict-document.ts';
import { worstVerdict } from '../review/worst.ts';

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
  const hash = createHash('sha256').update(policies.join('\0')).digest('hex').slice(0, 12);
  return {
    conclusion: passes(worst) ? 'success' : 'failure',
    externalId: `pr ${written(numbers)} ${sha} ${hash}`,
    title: worst.title,
    summary: within(longestOutput, summaryOf(worst)),
    text: withRecords(verdictsDocument(judged, { head: sha }), records),
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
  const document: Document = {
    title: 'The review cannot be judged',
    blocks: [
      { kind: 'paragraph', text: reason },
      { kind: 'paragraph', text: next },
    ],
  };
  return {
    conclusion: final ? 'failure' : null,
    externalId: `pr ${written(numbers)} ${sha} unread`,
    title: final ? 'The review cannot be judged' : 'GitHub cannot be read just now',
    summary: within(longestOutput, document),
    text: withRecords(document, records),
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

/** What is missing, rule by rule, and who could mend it. */
function summaryOf(verdict: Verdict): Document {
  const items = [
    ...verdict.problems.map((text) => ({ text, mark: 'bad' as const })),
    ...verdict.rules.map((rule) => ({ text: inWords(rule), mark: holds(rule) ? ('good' as const) : ('bad' as const) })),
  ];
  const able = new Map(verdict.rules.flatMap(open).map(({ id, login }) => [id, login]));
  const who: Inline[] = [...able.values()].flatMap((login, index): Inline[] => [
    index === 0 ? 'Could still approve: ' : ', ',
    { style: 'code', text: login },
  ]);
  const blocks: Block[] = [
    ...(items.length > 0 ? [{ kind: 'list' as const, items }] : []),
    ...(who.length > 0 && !passes(verdict) ? [{ kind: 'paragraph' as const, text: who }] : []),
  ];
  return { title: verdict.title, blocks };
}

const holds = ({ outcome }: RuleVerdict): boolean => outcome === 'met' || outcome === 'skipped';

const inWords = ({ name, text }: RuleVerdict): Inline[] => [{ style: 'strong', text: name }, `: ${text}`];

/** Who may still approve, of a rule or of those within it. */
function open({ outcome, eligible, children }: RuleVerdict): Person[] {
  return outcome === 'met' || outcome === 'skipped' ? [] : [...eligible, ...children.flatMap(open)];
}

function withRecords(document: Document, records: readonly ApprovalRecord[] | null): string {
  if (records === null) return within(longestOutput, document);
  const end = encodeRecords(records);
  return `${within(longestOutput - Buffer.byteLength(end) - 1, document)}\n${end}`;
}

/** At most so many bytes; the end goes first, by whole blocks. */
function within(bytes: number, document: Document): string {
  for (let longest = bytes; ; longest = Math.floor(longest * 0.8)) {
    const text = renderDocumentMarkdown(document, longest);
    if (Buffer.byteLength(text) <= bytes) return text;
  }
}
