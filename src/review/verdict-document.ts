// A verdict as a report: the answer and what is missing first, then who reviewed, then what it is about.

import type { Block, Column, Document, Inline, Mark, Phrase } from '../core/document.ts';
import { shortSha } from './history.ts';
import { passes, type ReviewerVerdict, type RuleVerdict, type Verdict } from './verdict.ts';
import { worstVerdict } from './worst.ts';

export interface ToldVerdict {
  verdict: Verdict;
  /** The pull request's; `null` where there is no other. */
  number: number | null;
}

const mostPaths = 50;
const mostReviewers = 50;

/** `head`: the commit that the verdict is about. */
export function verdictDocument(verdict: Verdict, { head }: { head: string }): Document {
  return { title: titleOf(head), blocks: [answer(verdict), ...detailsOf(verdict)] };
}

/** Several pull requests with one head: the worst answer first, then each in full. Throws a RangeError without any. */
export function verdictsDocument(told: readonly ToldVerdict[], { head }: { head: string }): Document {
  const [only, ...rest] = told;
  if (only && rest.length === 0) return verdictDocument(only.verdict, { head });
  const each = told.flatMap(({ verdict, number }): Block[] => [
    { kind: 'heading', level: 2, text: `Pull request ${number}: ${verdict.title}` },
    ...detailsOf(verdict),
  ]);
  return { title: titleOf(head), blocks: [answer(worstVerdict(told.map(({ verdict }) => verdict))), ...each] };
}

const titleOf = (head: string) => `Goldgate double review at ${shortSha(head)}`;

const sentences: Record<Verdict['outcome'], string> = {
  met: 'Every rule holds for what this pull request changes.',
  'not-gated': 'No approval is needed.',
  waiting: 'More approvals are needed.',
  blocked: 'A request for changes stands in the way.',
  unsatisfiable: 'There are not enough people who may approve.',
  unknown: 'What cannot be known does not pass.',
};

function answer(verdict: Verdict): Block {
  const title = verdict.title.charAt(0).toUpperCase() + verdict.title.slice(1);
  return { kind: 'verdict', good: passes(verdict), title, text: sentences[verdict.outcome] };
}

function detailsOf({ problems, rules, reviewers, gated, notes }: Verdict): Block[] {
  return [
    ...list(problems.map((text) => ({ text: withLine(text), mark: 'bad' }))),
    ...list(rules.flatMap((rule) => ruleItems(rule, 0))),
    ...(reviewers.length > 0 ? reviewersTable(reviewers) : []),
    ...gatedBlock(gated),
    ...list(notes.map((text) => ({ text, mark: 'open' }))),
  ];
}

type Item = Extract<Block, { kind: 'list' }>['items'][number];

function list(items: readonly { text: Phrase; mark: Mark }[]): Block[] {
  return items.length > 0 ? [{ kind: 'list', items }] : [];
}

const marks: Record<RuleVerdict['outcome'], Mark> = {
  met: 'good',
  waiting: 'bad',
  blocked: 'bad',
  unsatisfiable: 'bad',
  unknown: 'bad',
  skipped: 'open',
};

/** What is nested stands under its group, one step further in. */
function ruleItems({ name, outcome, text, children }: RuleVerdict, depth: number): (Item & { mark: Mark })[] {
  const step = depth > 0 ? [`${'· '.repeat(depth)}`] : [];
  const line: Inline[] = [...step, { style: 'strong', text: name }, `: ${text}`];
  return [{ text: line, mark: marks[outcome] }, ...children.flatMap((child) => ruleItems(child, depth + 1))];
}

const states: Record<ReviewerVerdict['state'], string> = {
  APPROVED: 'approved',
  CHANGES_REQUESTED: 'requested changes',
  COMMENTED: 'commented',
  DISMISSED: 'dismissed',
  PENDING: 'pending',
};

/** Who counts and who blocks come first. */
function reviewersTable(reviewers: readonly ReviewerVerdict[]): Block[] {
  const columns: Column[] = ['Reviewer', 'Review', 'Counts', 'Why'].map((title) => ({ title }));
  const weight = ({ counts, blocks }: ReviewerVerdict) => (blocks ? 0 : counts ? 1 : 2);
  const sorted = [...reviewers].sort((a, b) => weight(a) - weight(b));
  const rows = sorted
    .slice(0, mostReviewers)
    .map(({ person, state, counts, blocks, why }) => [
      person?.login ?? '(account gone)',
      states[state],
      blocks ? 'blocks' : counts ? 'yes' : 'no',
      why,
    ]);
  const more = reviewers.length - rows.length;
  const rest: Block[] = more > 0 ? [{ kind: 'paragraph', text: `${more} more reviewers do not count.` }] : [];
  return [{ kind: 'table', columns, rows }, ...rest];
}

function gatedBlock(gated: Verdict['gated']): Block[] {
  if (gated.length === 0) return [];
  const items = gated
    .slice(0, mostPaths)
    .map(({ path, by }): Item => ({ text: [{ style: 'code', text: path }, `: ${by}`] }));
  const more = gated.length - items.length;
  const summary = `${gated.length} gated ${gated.length === 1 ? 'file' : 'files'} changed`;
  const rest: Item[] = more > 0 ? [{ text: `and ${more} more` }] : [];
  return [{ kind: 'details', summary, blocks: [{ kind: 'list', items: [...items, ...rest] }] }];
}

/** The policy's own line, which follows a fault, as it stands there. */
function withLine(problem: string): Phrase {
  const at = problem.indexOf(' │ ');
  if (at < 0) return problem;
  return [`${problem.slice(0, at)} │ `, { style: 'code', text: problem.slice(at + 3).trim() }];
}
