// What was seen when a review was submitted: recorded once, at the head that its own delivery tells, and carried from the
// check of one head to the check of the next, so that GitHub holds all that the app remembers.

import { readChanges } from '../../adapters/github/changes.ts';
import { type CheckRun, findCheck } from '../../adapters/github/check-run.ts';
import { digestAt } from '../../config/judge-review.ts';
import type { ApprovalRecord, PullRequestFacts } from '../../review/facts.ts';
import { decodeRecords, standingRecords } from '../../review/records.ts';
import { isBefore } from '../../review/standing.ts';
import type { PullRequestWork } from '../../review/work.ts';
import type { AppContext } from './context.ts';
import { isSettled } from './reconcile-answer.ts';

/** Earlier heads that are looked at; of a longer way back, approvals without a record are judged without one. */
const furthest = 10;
/** Records that one check holds. */
const mostRecords = 200;

/** Those that `found`, the check on the head, holds; none where somebody else could have written them. */
export function recordsOf({ self }: AppContext, found: CheckRun | null): ApprovalRecord[] {
  return self.recordsApprovals && self.appId !== null ? decodeRecords(found?.text ?? '') : [];
}

/**
 * With `records`, those of the reviews in `work`, and those of other approvals that have none yet: as earlier heads hold
 * them, or as GitHub tells their commit.
 */
export async function completeRecords(
  context: AppContext,
  work: Pick<PullRequestWork, 'reviews' | 'heads'>,
  seen: PullRequestFacts,
  { records, found }: { records: readonly ApprovalRecord[]; found: CheckRun | null },
): Promise<ApprovalRecord[]> {
  const { self, github } = context;
  if (!self.recordsApprovals || self.appId === null) return [];
  const known = new Map(records.map((record) => [record.review, record]));
  const states = new Map(seen.reviews.map(({ id, state }) => [id, state]));
  const record = async (review: number, head: string) => {
    const changes = seen.contents[head] ?? (await readChanges(github, seen.base.sha, head));
    const digest = changes === null ? null : digestAt(seen.policy, changes);
    if (digest !== null) known.set(review, { review, head, digest });
  };
  for (const { review, head } of work.reviews) {
    // A review that is not listed yet will be. Its own delivery knows better than what was taken from a list.
    if ((states.get(review) ?? 'APPROVED') === 'APPROVED' && known.get(review)?.head !== head)
      await record(review, head);
  }
  const missing = () =>
    seen.reviews.filter(({ id, state, person }) => state === 'APPROVED' && person && !known.has(id));
  const look = async (sha: string): Promise<CheckRun | null> => {
    const carrier = await findCheck(github, sha, self);
    for (const one of recordsOf(context, carrier)) if (!known.has(one.review)) known.set(one.review, one);
    return carrier;
  };
  const own = [...work.heads, ...missing().flatMap(({ commit }) => commit ?? [])];
  const earlier = isSettled(found) ? [] : seen.commits.map(({ sha }) => sha).reverse();
  const places = [...new Set([...own, ...earlier])].filter((sha) => sha !== seen.head.sha).slice(0, furthest);
  for (const sha of places) {
    if (missing().length === 0) break;
    // A check that a whole reconcile wrote has everything that was there before it.
    if (isSettled(await look(sha)) && !own.includes(sha)) break;
  }
  // Whose delivery never came is judged by GitHub's word, which a later push may change: what it is now is kept, unless
  // the word cannot be true, as the commit came after the review.
  for (const review of missing()) {
    const commit = seen.commits.find(({ sha }) => sha === review.commit);
    if (commit && isBefore(commit, review)) await record(review.id, commit.sha);
  }
  return [...known.values()];
}

/**
 * Those worth keeping: of approvals that stand, and of reviews that are not `seen`, as they may be of another pull request
 * with this head.
 */
export function keptRecords(records: readonly ApprovalRecord[], seen: readonly PullRequestFacts[]): ApprovalRecord[] {
  const reviews = seen.flatMap((facts) => facts.reviews);
  const listed = new Set(reviews.map(({ id }) => id));
  const others = records.filter(({ review }) => !listed.has(review));
  return [...standingRecords(records, reviews), ...others].sort((a, b) => b.review - a.review).slice(0, mostRecords);
}
