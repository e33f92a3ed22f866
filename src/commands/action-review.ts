// The app's work as a step of a workflow, with no server. What the event asks for is done, and what earlier runs have left:
// GitHub cancels a run that waits when the next one comes, so each looks at everything that has changed since one was done.

import { setTimeout } from 'node:timers/promises';
import { writeSummary } from '../adapters/actions.ts';
import { answered, connect, inRepository, Unanswered } from '../adapters/github/client.ts';
import { refused } from '../adapters/github/step.ts';
import { exitCode, reasonOf, SetupError } from '../core/errors.ts';
import { inline } from '../report/markdown-escape.ts';
import { workOf } from '../review/events.ts';
import { mergeWork, workKey } from '../review/merge-work.ts';
import type { Work } from '../review/work.ts';
import type { EventPayload } from './action-event.ts';
import type { ActionInput } from './action-interface.ts';
import type { AppContext } from './app/context.ts';
import { doWork, WorkLeft, widen } from './app/do-work.ts';
import { faultInWords } from './app/fault.ts';
import { keyedLock } from './app/lock.ts';
import { markUnreadable } from './app/reconcile.ts';
import { sweepRepository } from './app/sweep-repository.ts';
import type { Host } from './host.ts';

/** Of GitHub's own Actions on github.com, as check runs show it. */
const actionsApp = { login: 'github-actions[bot]', id: 15368 };
/** Milliseconds that GitHub's clocks and lists may lag behind each other. */
const lag = 120_000;

/**
 * Exit code 1: some of the work could not be done, and the summary names it. A verdict is told by the check alone.
 * `pauses` are the milliseconds before a second try of what failed, a third, and so on.
 */
export async function reviewStep(
  host: Host,
  event: Partial<EventPayload>,
  input: (name: ActionInput) => string,
  pauses: readonly number[] = [5_000, 20_000],
): Promise<number> {
  checkStart(host, event);
  const lines: string[] = [];
  const context = contextOf(host, input('token'), (line) => {
    lines.push(line);
    host.note(`${line}\n`);
  });
  const works = await inTries(host, pauses, () => whatIsToDo(context, host, event)).catch((error: unknown) => {
    throw error instanceof Unanswered ? refused(error) : error;
  });
  let left = 0;
  for (const work of works) left += (await isDone(context, host, work, pauses)) ? 0 : 1;
  const title = left === 0 ? '✅ Double review: up to date' : `❌ Double review: ${left} of ${works.length} not done`;
  await writeSummary(`## ${title}\n\n${lines.map((line) => `- ${inline(line)}\n`).join('')}`);
  return left === 0 ? exitCode.clean : exitCode.findings;
}

const events = ['workflow_run', 'issue_comment', 'push', 'schedule', 'workflow_dispatch'];

/** The right to write is for code that a pull request cannot choose: that of the default branch. */
function checkStart({ env }: Host, { repository }: Partial<EventPayload>): void {
  const { GITHUB_EVENT_NAME: name = '', GITHUB_REF: ref = '' } = env;
  if (/^pull_request/.test(name)) {
    throw new SetupError(
      `the review does not run on \`${name}\`, where the pull request or its reviewer chooses what runs; \`goldgate init --app workflow\` writes a workflow that reacts to it on the default branch`,
    );
  }
  if (!events.includes(name)) {
    throw new SetupError(`the review runs on ${events.map((event) => `\`${event}\``).join(', ')}, not on \`${name}\``);
  }
  const branch = repository?.default_branch;
  // A schedule runs on the default branch alone, and its event need not name the repository.
  if (branch === undefined && name === 'schedule') return;
  if (branch === undefined) throw new SetupError('the event does not say which branch is the default one');
  if (ref !== `refs/heads/${branch}`) {
    throw new SetupError(`the review runs on the default branch, ${branch}, not on ${ref}; dispatch it there`);
  }
}

/** Throws SetupError without a token, or when the environment names no repository. */
function contextOf({ env, now }: Host, token: string, tell: (line: string) => void): AppContext {
  if (token === '') throw new SetupError('set the input `token` to github.token: GitHub is to be asked');
  const [owner, repo, ...more] = (env.GITHUB_REPOSITORY ?? '').split('/');
  if (!owner || !repo || more.length > 0) throw new SetupError('GITHUB_REPOSITORY does not name OWNER/REPOSITORY');
  const octokit = connect({ authentication: { token }, baseUrl: env.GITHUB_API_URL });
  const hosted = (env.GITHUB_SERVER_URL ?? 'https://github.com') === 'https://github.com';
  return {
    github: inRepository(octokit, { owner, repo }),
    // Whoever may push a workflow writes as the same account, so nothing that stands there is believed later.
    self: { login: actionsApp.login, appId: hosted ? actionsApp.id : null, recordsApprovals: false },
    now,
    log: (fields, message) =>
      tell(Object.entries(fields).reduce((line, [key, value]) => `${line} ${key}=${value}`, message)),
    locked: keyedLock(),
  };
}

/** What the event asks for, and what is open: all of it, or after an event what has changed since a run was done. */
async function whatIsToDo(context: AppContext, { env }: Host, event: Partial<EventPayload>): Promise<Work[]> {
  const name = env.GITHUB_EVENT_NAME ?? '';
  const [told, open] = [workOf(name, event)?.work ?? [], await sweepRepository(context)];
  // Of the whole repository there is nothing more to find.
  const pieces = told.filter(({ kind }) => kind !== 'repository');
  const asked = (await Promise.all(pieces.map((work) => widen(context, work)))).flat();
  const since = name === 'workflow_run' || name === 'issue_comment' ? await lastDone(context, env) : null;
  if (since === null) return merged(context, [...asked, ...open]);
  const changed = await changedSince(context, since);
  const due = open.filter((work) => work.kind !== 'pull-request' || work.settled || changed.has(work.number));
  return merged(context, [...asked, ...due]);
}

function merged({ github }: AppContext, works: readonly Work[]): Work[] {
  const byKey = new Map<string, Work>();
  for (const work of works) {
    const key = workKey(github.repository, work);
    const there = byKey.get(key);
    byKey.set(key, there ? mergeWork(there, work) : work);
  }
  return [...byKey.values()];
}

/** When the newest run of this workflow that did all its work was created; `null` when there is none. */
async function lastDone({ github }: AppContext, { GITHUB_WORKFLOW_REF = '' }: Host['env']): Promise<number | null> {
  const file = /\/\.github\/workflows\/([^/@]+)@/.exec(GITHUB_WORKFLOW_REF)?.[1];
  if (file === undefined) throw new SetupError('GITHUB_WORKFLOW_REF does not say which workflow this is');
  const query = { ...github.repository, workflow_id: file, status: 'success', per_page: 1 } as const;
  const { workflow_runs } = await answered(`the runs of ${file}`, github.api.actions.listWorkflowRuns(query));
  const created = workflow_runs[0]?.created_at;
  return created === undefined ? null : Date.parse(created) - lag;
}

async function changedSince({ github }: AppContext, since: number): Promise<Set<number>> {
  const query = { ...github.repository, state: 'open', sort: 'updated', direction: 'desc', per_page: 100 } as const;
  const numbers = new Set<number>();
  for (let page = 1; ; page++) {
    const listed = await answered('the open pull requests', github.api.pulls.list({ ...query, page }));
    for (const { number, updated_at } of listed) {
      if (Date.parse(updated_at) < since) return numbers;
      numbers.add(number);
    }
    if (listed.length < query.per_page) return numbers;
  }
}

/** Tells whether the work is done in the end; what is not is told on the pull request, and by the next run. */
async function isDone(context: AppContext, host: Host, work: Work, pauses: readonly number[]): Promise<boolean> {
  let left = work;
  try {
    await inTries(host, pauses, async () => {
      try {
        await doWork(context, left);
      } catch (error) {
        if (error instanceof WorkLeft) left = error.left;
        throw error;
      }
    });
    return true;
  } catch (error) {
    const reasons: unknown[] = error instanceof AggregateError ? error.errors : [error];
    // GitHub's refusals need no stack, our own faults do.
    for (const reason of reasons) {
      host.note(`${reason instanceof Unanswered ? reasonOf(reason) : ((reason as Error).stack ?? reasonOf(reason))}\n`);
    }
    const number = left.kind === 'pull-request' ? left.number : null;
    context.log({ kind: left.kind, number }, 'not done');
    if (left.kind === 'pull-request' && !left.settled) {
      await markUnreadable(context, left.number, faultInWords(error), { final: true });
    }
    return false;
  }
}

async function inTries<Result>(
  { signal }: Host,
  pauses: readonly number[],
  job: () => Promise<Result>,
): Promise<Result> {
  for (const pause of pauses) {
    try {
      return await job();
    } catch (error) {
      if (error instanceof SetupError) throw error;
      await setTimeout(pause, undefined, { signal });
    }
  }
  return job();
}
