// The answer for a merge group: every pull request in it is judged again, and the worst of them stands for the group.

import { findCheck, type Written, writeCheck } from '../../adapters/github/check-run.ts';
import { branchOfGroup, readMembers } from '../../adapters/github/merge-queue.ts';
import type { MergeGroupWork } from '../../review/work.ts';
import type { AppContext } from './context.ts';
import { reconcilePullRequest } from './reconcile.ts';
import { answerOf, isSettled, type Told } from './reconcile-answer.ts';

/**
 * Answers on the group's commit; the checks of its pull requests are brought up to date too. A group whose pull requests
 * cannot be found fails, unless it was answered before: then it has been merged or given up. Throws Unanswered.
 */
export async function answerMergeGroup(context: AppContext, work: MergeGroupWork): Promise<void> {
  const { github, self } = context;
  const branch = branchOfGroup(work.ref);
  const members = branch === null ? null : await readMembers(github, branch, work);
  const judged: Told[] = [];
  for (const number of members ?? []) {
    const told = await reconcilePullRequest(context, { number, reviews: [], heads: [] });
    judged.push(told ?? failing(number, `pull request ${number} is closed`));
  }
  if (members === null) {
    judged.push(
      failing(numberOf(work.ref), 'the pull requests of this merge group cannot be found in the merge queue'),
    );
  }
  const written = await context.locked(`${work.sha} group`, async (): Promise<Written> => {
    const found = await findCheck(github, work.sha, self);
    if (members === null && isSettled(found)) return 'unchanged';
    return writeCheck(github, work.sha, found, answerOf(work.sha, judged, null));
  });
  context.log({ sha: work.sha, members: members?.length ?? null, check: written }, 'merge group answered');
}

const numberOf = (ref: string): number => Number(/\/pr-(\d+)-/.exec(ref)?.[1] ?? 0);

function failing(number: number, problem: string): Told {
  const problems = [`${problem}; take the pull request out of the queue and put it in again`];
  const none = { rules: [], reviewers: [], gated: [], notes: [], digest: null };
  return { number, verdict: { outcome: 'unknown', title: problem, problems, ...none }, policy: null };
}
