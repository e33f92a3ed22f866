// One piece of work is done part by part: what fails does not keep the rest from being done, and alone is left to do.

import { pullRequestsAt } from '../../adapters/github/pull-requests.ts';
import { pullRequestWork } from '../../review/events.ts';
import type { PullRequestWork, Work } from '../../review/work.ts';
import { answerComment } from './answer-comment.ts';
import type { AppContext } from './context.ts';
import { answerMergeGroup } from './merge-group.ts';
import { reportNightly } from './nightly-issue.ts';
import { reconcileReview } from './reconcile.ts';
import { sweepRepository } from './sweep-repository.ts';
import { finishTuning } from './tuning-finish.ts';

/** What could not be done, and why; the rest of the work is done. */
export class WorkLeft extends AggregateError {
  override readonly name = 'WorkLeft';
  readonly left: Work;

  constructor(left: Work, reasons: readonly unknown[]) {
    super(reasons, 'a part of the work is left');
    this.left = left;
  }
}

/** Does it now, whatever it leads to. Throws WorkLeft with what failed, or what the one part of it threw. */
export async function doWork(context: AppContext, work: Work): Promise<void> {
  switch (work.kind) {
    case 'pull-request':
      return doPullRequest(context, work);
    case 'merge-group':
      return void (await answerMergeGroup(context, work));
    case 'nightly':
      return reportNightly(context, work.run);
    default: {
      const reasons: unknown[] = [];
      for (const each of await widen(context, work))
        await doWork(context, each).catch((reason) => reasons.push(reason));
      if (reasons.length > 0) throw new WorkLeft(work, reasons);
    }
  }
}

/** The pieces that a piece of work consists of, when it names no pull request itself; otherwise itself. */
export async function widen(context: AppContext, work: Work): Promise<Work[]> {
  if (work.kind === 'repository') return sweepRepository(context);
  if (work.kind !== 'commit') return [work];
  return (await pullRequestsAt(context.github, work.sha)).map((number) => pullRequestWork(number));
}

async function doPullRequest(context: AppContext, work: PullRequestWork): Promise<void> {
  const reasons: unknown[] = [];
  const failed = async (part: () => Promise<unknown>): Promise<boolean> => {
    try {
      await part();
      return false;
    } catch (reason) {
      reasons.push(reason);
      return true;
    }
  };
  const settled = work.settled || !(await failed(() => reconcileReview(context, work)));
  const comments: number[] = [];
  for (const comment of work.comments) if (await failed(() => answerComment(context, comment))) comments.push(comment);
  const runs: number[] = [];
  for (const run of work.runs) if (await failed(() => finishTuning(context, run))) runs.push(run);
  if (reasons.length === 0) return;
  const { reviews, heads } = settled ? pullRequestWork(work.number) : work;
  const left = pullRequestWork(work.number, { reviews, heads, comments, runs, ...(settled ? { settled } : {}) });
  throw new WorkLeft(left, reasons);
}
