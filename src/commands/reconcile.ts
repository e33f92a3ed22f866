// Brings the check of one pull request up to date.

import type { Verdict } from '../review/verdict.ts';
import type { PullRequestWork } from '../review/work.ts';
import type { AppContext } from './app-context.ts';

/** `null`: the pull request is closed or gone, nothing is to be said. */
export async function reconcileReview(context: AppContext, work: PullRequestWork): Promise<Verdict | null> {
  throw new Error(`not yet: ${context.self.login} ${work.number}`);
}

/** Says in the check that GitHub cannot be read; a failure when `final`, in progress before. Never throws. */
export async function markUnreadable(
  context: AppContext,
  number: number,
  reason: string,
  { final }: { final: boolean },
): Promise<void> {
  throw new Error(`not yet: ${context.self.login} ${number} ${reason} ${final}`);
}
