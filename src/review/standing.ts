// Whether an approval is of what is gated at the head now. It is bound to the content, not to the push: the app's record
// of the review's own delivery tells what was approved. GitHub's binding may be moved later, so it only helps out.

import type { ApprovalRecord, Commit, Review } from './facts.ts';
import { type History, shortSha } from './history.ts';

/** `why` says of a stale approval what happened. */
export type Standing = { current: true } | { current: false; why: string };

/**
 * The commit whose content the answer hangs on, if any. Without a record it is the one that GitHub binds the review to.
 * With one, it is the same where it comes before the recorded head: the reviewer looked at it while another was pushed.
 */
export function commitInQuestion(review: Review, record: ApprovalRecord | undefined, history: History): string | null {
  const { commit } = review;
  if (commit === null) return null;
  const asks = record ? commit !== record.head && history.isBefore(commit, record.head) : history.has(commit);
  return asks ? commit : null;
}

export function standingOf(review: Review, record: ApprovalRecord | undefined, history: History): Standing {
  const digest = history.digest(history.head);
  const stale = (why: string): Standing => ({ current: false, why });
  const at = commitInQuestion(review, record, history);
  if (record) {
    if (record.digest !== digest) return stale(`approved other content, at ${shortSha(record.head)}`);
    if (at === null || history.digest(at) === digest) return { current: true };
    return stale(`approved ${shortSha(at)} while ${shortSha(record.head)} was being pushed`);
  }
  if (at === null) {
    const where =
      review.commit === null
        ? 'a commit that is gone'
        : `${shortSha(review.commit)}, which is no longer in the pull request`;
    return stale(`approved ${where}`);
  }
  if (history.digest(at) === null) return stale(`approved ${shortSha(at)}, whose content can no longer be read`);
  if (history.digest(at) !== digest) return stale(`approved other content, at ${shortSha(at)}`);
  if (isBefore(history.commit(at), review)) return { current: true };
  return stale(`approved in the second in which ${shortSha(at)} was made, or before it`);
}

/**
 * Whether a commit was there for the reviewer to read, as far as both tell their time. GitHub tells seconds: nobody can
 * have read what was made in the very second of the approval, or after it.
 */
export function isBefore(commit: Commit | undefined, { submittedAt }: Review): boolean {
  const [made, submitted] = [secondOf(commit?.committedAt), secondOf(submittedAt)];
  return made === null || submitted === null || made < submitted;
}

function secondOf(time: string | null | undefined): number | null {
  const milliseconds = Date.parse(time ?? '');
  return Number.isNaN(milliseconds) ? null : Math.floor(milliseconds / 1000);
}
