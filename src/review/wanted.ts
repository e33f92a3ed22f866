// Which commits' contents must be fetched besides the head's: as few as can be, since each is a question to GitHub.

import { signersOf, updatedParent } from './contributors.ts';
import type { PullRequestFacts } from './facts.ts';
import { gatedChanges, gatingOf } from './gating.ts';
import { historyOf } from './history.ts';
import { reviewersOf } from './latest.ts';
import type { ReviewPolicy } from './policy.ts';
import { standingRecords } from './records.ts';
import { commitInQuestion } from './standing.ts';

/** SHAs that `facts.contents` does not have yet and the evaluation would look at. */
export function wantedCommits(facts: PullRequestFacts, policy: ReviewPolicy): string[] {
  const { head, commits, contents, reviews, records, author } = facts;
  const gating = gatingOf(policy);
  if (gatedChanges(gating, contents[head.sha] ?? []).length === 0) return [];
  const history = historyOf(facts, gating);
  const recorded = new Map(standingRecords(records, reviews).map((record) => [record.review, record]));
  const reviewed = reviewersOf(reviews)
    .filter(({ person }) => person?.type === 'User')
    .flatMap(({ approvals }) => approvals.map((one) => commitInQuestion(one, recorded.get(one.id), history)));
  // Who opened the pull request never counts, so their own merges need no second look.
  const merged = commits
    .filter((commit) => signersOf(commit).some(([, { person }]) => !person || person.id !== author?.id))
    .flatMap((commit) => {
      const inside = updatedParent(commit, history);
      return inside === null ? [] : [commit.sha, inside];
    });
  const wanted = new Set([...reviewed, ...merged].filter((sha) => sha !== null));
  return [...wanted].filter((sha) => !Object.hasOwn(contents, sha));
}
