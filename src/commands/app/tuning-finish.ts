// A tuning that has ended is told on its pull request: by the report, or by why there is none. Then its command is closed.

import { listOwn, type OwnComment, sameLogin, writeComment } from '../../adapters/github/comments.ts';
import { type PullRequest, readPullRequest } from '../../adapters/github/pull-requests.ts';
import { react } from '../../adapters/github/reactions.ts';
import { listTunings, readRun, type TuningRun, tuneWorkflow } from '../../adapters/github/runs.ts';
import { code, inline } from '../../report/markdown-escape.ts';
import { parseRunTitle, renderMarker } from '../../review/command-marker.ts';
import { commandsKey, deleteDoubled, link, nameRun, standingReply } from './answer-reply.ts';
import type { AppContext } from './context.ts';
import { reportTuning } from './tuning-report.ts';

/** No run is older than what it may wait and last, in milliseconds. */
export const longestRun = 7 * 86_400_000;

/** Idempotent: nothing happens for a run that goes on, that is none of ours, or that is told already. */
export async function finishTuning(context: AppContext, id: number): Promise<void> {
  const run = await readTuning(context, id);
  const pull = run?.ended ? await readPullRequest(context.github, run.asked.pullRequest) : null;
  if (!run || !pull) return;
  await context.locked(commandsKey(context, pull.number), async () => {
    const own = await listOwn(context.github, context.self.login, pull.number);
    const reply = standingReply(own, run.asked.comment);
    const named = Number(reply?.marker.fields.run);
    if (!reply || reply.marker.fields.role !== run.asked.role) return;
    // Of several runs of one comment the oldest works; the others end before they spend.
    const works = run.conclusion !== 'cancelled' && sameLogin(run.actor, context.self.login);
    if (run.id < named && works) await conclude(context, pull, own, run, await nameRun(context, reply, run.id));
    else if (run.id === named) await conclude(context, pull, own, run, reply);
  });
}

/** As finishTuning, for one that holds the lock; `reply` is the command's. */
export async function concludeIfEnded(context: AppContext, pull: PullRequest, reply: OwnComment): Promise<void> {
  const run = await readTuning(context, Number(reply.marker.fields.run));
  if (!run?.ended) return;
  await conclude(context, pull, await listOwn(context.github, context.self.login, pull.number), run, reply);
}

async function readTuning({ github }: AppContext, id: number): Promise<TuningRun | null> {
  const run = await readRun(github, id);
  const asked = run?.file === tuneWorkflow ? parseRunTitle(run.title) : null;
  return run && asked && { ...run, asked };
}

/** The reply that names the run: it alone says that we have asked for it, and for which commit. */
export const replyOf = (own: readonly OwnComment[], run: TuningRun): OwnComment | undefined =>
  own.find(
    ({ marker: { kind, key, fields } }) =>
      kind === 'reply' &&
      key === `${run.asked.comment}` &&
      fields.run === `${run.id}` &&
      fields.role === run.asked.role,
  );

/** The run that works on the same comment, where GitHub's list had not shown it yet when another was asked for. */
async function olderRun({ github, self }: AppContext, run: TuningRun): Promise<TuningRun | null> {
  const since = new Date(Date.parse(run.createdAt) - longestRun).toISOString();
  const same = (await listTunings(github, self.login, since)).filter(
    ({ id, asked, conclusion }) =>
      id < run.id &&
      asked.comment === run.asked.comment &&
      asked.role === run.asked.role &&
      asked.pullRequest === run.asked.pullRequest &&
      conclusion !== 'cancelled',
  );
  return same.at(-1) ?? null;
}

async function conclude(
  context: AppContext,
  pull: PullRequest,
  own: readonly OwnComment[],
  run: TuningRun,
  reply: OwnComment,
): Promise<void> {
  const { github } = context;
  const { comment, role } = run.asked;
  const told = await reportTuning(context, { pull, own, run, reply });
  if ('fault' in told) {
    const older = await olderRun(context, run);
    if (older) {
      const named = await nameRun(context, reply, older.id);
      return older.ended ? conclude(context, pull, own, older, named) : undefined;
    }
    const marker = { kind: 'ended', key: `${comment}`, fields: { run: `${run.id}` } } as const;
    const line = renderMarker(marker);
    if (!own.some(({ body }) => body.startsWith(line))) {
      const text = `The tuning of ${code(role)} has no report: ${inline(`(${told.fault}`, 1000).slice(1)}. See ${link(run.url, `run ${run.id}`)}.`;
      await writeComment(github, pull.number, `${line}\n❌ ${text}\n`);
    }
  }
  await deleteDoubled(context, own, comment, reply);
  await react(github, comment, 'fault' in told ? '-1' : '+1');
  context.log({ number: pull.number, comment, run: run.id, reported: !('fault' in told) }, 'tuning ended');
}
