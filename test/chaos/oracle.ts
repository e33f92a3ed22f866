// What the check of a pull request must say, worked out anew from the whole world: simpler than the evaluator, slower, and
// knowing what GitHub does not tell, which head a reviewer really had before him.

import { createHash } from 'node:crypto';
import type { Change } from '../../src/review/facts.ts';
import type { CheckRun, Review } from '../fakehub/model.ts';
import type { Repository } from '../fakehub/repository.ts';

/** By base branch, what its policy file says. */
export interface Rule {
  approvals: number;
  curators: readonly string[];
}

export interface Told {
  /** Review → the head that its reviewer looked at. */
  seen: ReadonlyMap<number, string>;
  rules: Readonly<Record<string, Rule>>;
}

/** `must` is what GitHub alone can prove; `may` is what is true. A check between the two is right. */
export interface Expected {
  must: boolean;
  may: boolean;
}

export const checkName = 'goldgate/double-review';
/** What the app itself has said of a commit, the newest last. */
export const checksOf = ({ checks, world }: Repository, sha: string): CheckRun[] =>
  [...checks.values()]
    .filter((check) => check.name === checkName && check.appId === world.appId && check.sha === sha)
    .sort((a, b) => a.id - b.id);

const gated = (path: string) => path.startsWith('data/') || path === '.github/goldgate.yml';

export function expectedOf(repository: Repository, number: number, { seen, rules }: Told): Expected {
  const { head, base, reviews, issue } = repository.pull(number);
  const tip = repository.head(base.ref);
  const digest = contentOf(repository, tip, head.sha);
  if (digest === '') return { must: true, may: true };
  const rule = rules[base.ref];
  if (!rule) throw new Error(`no rule for ${base.ref}`);
  const commits = repository.history.between(tip, head.sha);
  const content = (sha: string) => contentOf(repository, tip, sha);
  /** The base taken in, and nothing of the data changed by it. */
  const isUpdate = (sha: string) => {
    const [first = '', second, ...more] = repository.history.commit(sha).parents;
    return second && more.length === 0 && !commits.includes(second) && content(first) === content(sha);
  };
  const signed = new Set(
    commits.flatMap((sha) => {
      if (isUpdate(sha)) return [];
      const { author, committer } = repository.history.commit(sha);
      return [author.email, committer.email].map((email) => repository.world.userOfEmail(email)?.login);
    }),
  );
  const curators = decisionsOf(reviews).filter(([{ author }]) => rule.curators.includes(author.login));
  if (curators.some(([{ state }]) => state === 'CHANGES_REQUESTED')) return { must: false, may: false };
  const counting = curators.filter(([{ author }]) => author !== issue.author && !signed.has(author.login));
  const seenBy = (decisions: readonly Review[]): string[] => {
    const other = decisions.findIndex(({ state }) => state !== 'APPROVED');
    const approvals = other < 0 ? decisions : decisions.slice(0, other);
    return approvals.map(({ id }) => seen.get(id) ?? '').filter((sha) => content(sha) === digest);
  };
  const may = counting.map(seenBy).filter((heads) => heads.length > 0);
  const must = may.filter((heads) => heads.some((sha) => commits.includes(sha)));
  return { may: may.length >= rule.approvals, must: must.length >= rule.approvals };
}

/** Each reviewer's approvals, requests for changes and dismissals, the newest first. */
function decisionsOf(reviews: readonly Review[]): [Review, ...Review[]][] {
  const newest = reviews
    .filter(({ state }) => state !== 'COMMENTED' && state !== 'PENDING')
    .toSorted((a, b) => String(b.submittedAt).localeCompare(String(a.submittedAt)) || b.id - a.id);
  const byAuthor = new Map<number, [Review, ...Review[]]>();
  for (const review of newest) {
    const known = byAuthor.get(review.author.id);
    if (known) known.push(review);
    else byAuthor.set(review.author.id, [review]);
  }
  return [...byAuthor.values()];
}

/** The gated files that differ from the merge base with `tip`. */
export function changesOf({ history }: Repository, tip: string, sha: string): Change[] {
  const [before, after] = [history.filesAt(history.mergeBase(tip, sha) ?? sha), history.filesAt(sha)];
  return [...new Set([...before.keys(), ...after.keys()])].filter(gated).flatMap((path) => {
    const [old, now] = [before.get(path), after.get(path)];
    const same = old?.mode === now?.mode && old?.sha === now?.sha;
    return same ? [] : [{ path, mode: now?.mode ?? null, blob: now?.sha ?? null }];
  });
}

/** Empty when nothing that is gated changes. */
function contentOf(repository: Repository, tip: string, sha: string): string {
  if (sha === '') return 'unseen';
  const lines = changesOf(repository, tip, sha).map(({ path, mode, blob }) => `${path} ${mode} ${blob}`);
  return lines.length === 0 ? '' : createHash('sha256').update(lines.sort().join('\n')).digest('hex');
}
