// The app's one job: read everything about a pull request, judge it, write the difference. Nothing is counted up, so doing
// it twice, late or out of order is harmless.

import { type CheckRun, findCheck, type Written, writeCheck } from '../../adapters/github/check-run.ts';
import { Unclear } from '../../adapters/github/client.ts';
import { type Calls, countCalls } from '../../adapters/github/conditional.ts';
import { gatherReview } from '../../adapters/github/gather-review.ts';
import { pullRequestsAt, readPullRequest } from '../../adapters/github/pull-requests.ts';
import { judgeReview } from '../../config/judge-review.ts';
import { reasonOf } from '../../core/errors.ts';
import type { ApprovalRecord, PullRequestFacts } from '../../review/facts.ts';
import { passes, type Verdict } from '../../review/verdict.ts';
import type { PullRequestWork } from '../../review/work.ts';
import type { AppContext } from './context.ts';
import { answerOf, numbersOf, type Told, unreadableAnswer } from './reconcile-answer.ts';
import { completeRecords, keptRecords, recordsOf } from './reconcile-records.ts';

type Hints = Pick<PullRequestWork, 'number' | 'reviews' | 'heads'>;

/** A head that moves more often while it is read is left to the events that moved it. */
const attempts = 4;

/**
 * Brings the check on the pull request's head up to date, and tells this pull request's own verdict; `null` when it is
 * closed or gone, and nothing is to be said. Throws what cannot be read or written; nothing is written then.
 */
export async function reconcileReview(context: AppContext, work: Hints): Promise<Verdict | null> {
  return (await reconcilePullRequest(context, work))?.verdict ?? null;
}

/** As `reconcileReview`, with the policy that the verdict is by. */
export async function reconcilePullRequest(context: AppContext, work: Hints): Promise<Told | null> {
  const calls: Calls = { asked: 0, unchanged: 0, remembered: 0 };
  const done = await countCalls(calls, () => reconcile(context, work));
  const [outcome, check] = [done?.told.verdict.outcome ?? 'closed', done?.written ?? null];
  context.log({ number: work.number, outcome, check, ...calls }, 'review reconciled');
  return done?.told ?? null;
}

interface Done {
  told: Told;
  written: Written;
}

async function reconcile(context: AppContext, work: Hints): Promise<Done | null> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const pull = await readPullRequest(context.github, work.number);
    if (pull === null || pull.state === 'closed') return null;
    const { sha } = pull.head;
    const done = await context.locked(keyOf(context, sha), () => reconcileAt(context, work, sha));
    if (done !== null) return done;
  }
  throw new Unclear(`pull request ${work.number} changed each time that it was read; it is read again later`);
}

/** One check stands on a commit, so work on it is done one after the other, whichever pull request it is for. */
function keyOf({ github: { repository } }: AppContext, sha: string): string {
  return `${repository.owner}/${repository.repo}@${sha}`.toLowerCase();
}

interface Judged extends Told {
  facts: PullRequestFacts;
}

/** Null when `sha` is no longer the head of the pull request, or its base has changed: nothing is written then. */
async function reconcileAt(context: AppContext, work: Hints, sha: string): Promise<Done | null> {
  const { github, self } = context;
  const found = await findCheck(github, sha, self);
  const own = await judge(context, work, found, recordsOf(context, found));
  if (!isAt(own.facts, sha)) return null;
  const judged = [own];
  // Others with this head are looked for where it matters: next to one that fails, they cannot make it pass.
  const others = new Set([...numbersOf(found), ...(passes(own.verdict) ? await pullRequestsAt(github, sha) : [])]);
  others.delete(work.number);
  for (const number of others) {
    const pull = await readPullRequest(github, number);
    if (pull?.state !== 'open' || pull.head.sha !== sha) continue;
    const other = await judge(context, { number, reviews: [], heads: [] }, found, recordsKnown(judged));
    if (isAt(other.facts, sha)) judged.push(other);
  }
  judged.sort((a, b) => a.number - b.number);
  const seen = judged.map(({ facts }) => facts);
  const records = self.recordsApprovals ? keptRecords(recordsKnown(judged), seen) : null;
  const now = await readPullRequest(github, work.number);
  if (now?.state !== 'open' || now.head.sha !== sha || now.base.ref !== own.facts.base.ref) return null;
  return { told: own, written: await writeCheck(github, sha, found, answerOf(sha, judged, records)) };
}

const isAt = ({ state, head }: PullRequestFacts, sha: string) => state === 'open' && head.sha === sha;

/** Of all that were judged: what one of them found belongs into the one check. */
const recordsKnown = (judged: readonly Judged[]): ApprovalRecord[] => {
  const byReview = new Map(judged.flatMap(({ facts }) => facts.records).map((record) => [record.review, record]));
  return [...byReview.values()];
};

async function judge(
  context: AppContext,
  work: Hints,
  found: CheckRun | null,
  records: readonly ApprovalRecord[],
): Promise<Judged> {
  const facts = await gatherReview(context.github, work.number, {
    records: (seen) => completeRecords(context, work, seen, { records, found }),
  });
  return { number: work.number, facts, verdict: judgeReview(facts), policy: facts.policy };
}

/**
 * Says in the check that the review cannot be judged: in progress, or failed when `final`. A check that fails already
 * is left until then. What keeps it from being said is logged; nothing is thrown.
 * @param reason for people: one line without a secret
 */
export async function markUnreadable(
  context: AppContext,
  number: number,
  reason: string,
  { final }: { final: boolean },
): Promise<void> {
  const { github, self } = context;
  try {
    const pull = await readPullRequest(github, number);
    if (pull === null || pull.state === 'closed') return;
    const { sha } = pull.head;
    await context.locked(keyOf(context, sha), async () => {
      const found = await findCheck(github, sha, self);
      if (!final && found?.conclusion === 'failure') return;
      const records = self.recordsApprovals ? recordsOf(context, found) : null;
      const numbers = [...numbersOf(found), number];
      const answer = unreadableAnswer(sha, numbers, inOneLine(reason), { final, records });
      const check = await writeCheck(github, sha, found, answer);
      context.log({ number, final, check }, 'review unreadable');
    });
  } catch (error) {
    context.log({ number, final, error: reasonOf(error) }, 'the check cannot say that the review is unreadable');
  }
}

/** An address may hold a secret, and tells nobody what to do. */
function inOneLine(reason: string): string {
  const [line = ''] = reason.replace(/\b[a-z][a-z\d+.-]*:\/\/\S+/gi, '(an address)').split(/\r?\n/);
  return line.slice(0, 300);
}
