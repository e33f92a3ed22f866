// A verdict as a report: the answer and what is missing first, then who reviewed, then what it is about.

import type { Block, Column, Document, Inline, Mark, Phrase } from '../core/document.ts';
import { shortSha } from './history.ts';
import { passes, type ReviewerVerdict, type RuleVerdict, type Verdict } from './verdict.ts';

export interface ToldVerdict {
  verdict: Verdict;
  /** The pull request's. */
  number: number;
}

const mostPaths = 50;
const mostReviewers = 50;

/** `head`: the commit that the verdict is about. */
export function verdictDocument(verdict: Verdict, { head }: { head: string }): Document {
  const blocks = [answer(verdict), ...missing(verdict), ...background(verdict)];
  return { title: `Goldgate double review at ${shortSha(head)}`, blocks };
}

/**
 * The two parts of a check, which stand under the verdict's title: what one must know, and what it comes from. Of several
 * pull requests with one head, each is named in the first and told whole in the second.
 */
export function verdictParts(told: readonly ToldVerdict[]): { summary: Block[]; text: Block[] } {
  const [only, ...rest] = told;
  if (only && rest.length === 0) {
    const { verdict } = only;
    const sentence: Block = { kind: 'paragraph', text: sentences[verdict.outcome] };
    return { summary: [sentence, ...missing(verdict)], text: background(verdict) };
  }
  const items = told.map(({ verdict, number }) => ({
    text: nameOf(number, verdict),
    mark: passes(verdict) ? ('good' as const) : ('bad' as const),
  }));
  const why = `${told.length} pull requests have this head, and one check stands for all: it is as bad as the worst.`;
  return {
    summary: [{ kind: 'paragraph', text: why }, ...list(items)],
    text: told.flatMap(({ verdict, number }): Block[] => [
      { kind: 'heading', level: 2, text: nameOf(number, verdict) },
      ...missing(verdict),
      ...background(verdict),
    ]),
  };
}

const nameOf = (number: number, { title }: Verdict) => `Pull request ${number}: ${title}`;

const sentences: Record<Verdict['outcome'], string> = {
  met: 'Every rule holds for what this pull request changes.',
  'not-gated': 'No approval is needed.',
  waiting: 'More approvals are needed.',
  blocked: 'A request for changes stands in the way.',
  unsatisfiable: 'There are not enough people who may approve.',
  unknown: 'This cannot be judged, so it does not pass.',
};

function answer(verdict: Verdict): Block {
  const title = verdict.title.charAt(0).toUpperCase() + verdict.title.slice(1);
  return { kind: 'verdict', good: passes(verdict), title, text: sentences[verdict.outcome] };
}

function missing({ problems, rules }: Verdict): Block[] {
  return [
    ...list(problems.map((text) => ({ text: withLine(text), mark: 'bad' }))),
    ...list(rules.flatMap((rule) => ruleItems(rule, 0))),
  ];
}

function background({ reviewers, gated, notes }: Verdict): Block[] {
  return [
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
