// When the nightly workflow fails on the default branch, one issue says so until it passes again. It is told by the list of
// its runs as it is now, so deliveries that come late or twice change nothing.

import { findIssue, writeIssue } from '../../adapters/github/issue.ts';
import { listRuns, readDefaultBranch, readRun, type WorkflowRun } from '../../adapters/github/runs.ts';
import { code } from '../../report/markdown-escape.ts';
import { link } from './answer-reply.ts';
import type { AppContext } from './context.ts';

const days = 60;
/** Of a run that says nothing: it was broken off, or had nothing to do. */
const silent = new Set([null, 'cancelled', 'skipped', 'neutral', 'stale', 'action_required']);

/** Idempotent. A run that goes on, is older than the one that the issue names, or is no nightly changes nothing. */
export async function reportNightly(context: AppContext, id: number): Promise<void> {
  const { github, now } = context;
  const run = await readRun(github, id);
  if (!run?.ended || !/nightly[^/]*\.ya?ml$/.test(run.file)) return;
  const branch = await readDefaultBranch(github);
  if (!isNightly(run, branch)) return;
  await context.locked(`nightly ${github.repository.owner}/${github.repository.repo}`.toLowerCase(), async () => {
    const since = new Date(now().getTime() - days * 86_400_000).toISOString();
    const listed = (await listRuns(github, run.file, since, { branch })) ?? [];
    // The list may lag behind the run that has just ended.
    const runs = [run, ...listed.filter((other) => other.id !== run.id)]
      .filter((other) => other.ended && isNightly(other, branch) && !silent.has(other.conclusion))
      .toSorted((a, b) => b.id - a.id);
    const [newest] = runs;
    if (newest) await tell(context, newest, runs, branch);
  });
}

/** A pull request may have a branch of the same name, and a workflow of its own. */
const isNightly = (run: WorkflowRun, branch: string): boolean =>
  run.headBranch === branch &&
  run.headRepositoryId === run.repositoryId &&
  ['schedule', 'workflow_dispatch', 'push', 'repository_dispatch'].includes(run.event);

async function tell(
  { github, self, log }: AppContext,
  newest: WorkflowRun,
  runs: readonly WorkflowRun[],
  branch: string,
): Promise<void> {
  const key = `<!-- goldgate:nightly:${newest.file.replace(/[^\w.]/g, '-')} `;
  const found = await findIssue(github, self.login, key);
  const named = Number(/ run=(\d+)/.exec(found?.body.split('\n', 1)[0] ?? '')?.[1] ?? 0);
  if (named > newest.id) return;
  const good = newest.conclusion === 'success';
  if (good && found === null) return;
  const passed = runs.findIndex(({ conclusion }) => conclusion === 'success');
  const failing = passed < 0 ? runs : runs.slice(0, passed);
  // What the list no longer reaches, the issue has kept.
  const [, told] = /^Since: (.*)$/m.exec(found?.body ?? '') ?? [];
  const first = failing.at(-1) ?? newest;
  const since =
    (named > 0 ? told : undefined) ?? `${first.createdAt.slice(0, 10)}, ${link(first.url, `run ${first.id}`)}`;
  const state = good
    ? `✅ Passed again: ${link(newest.url, `run ${newest.id}`)} of ${newest.createdAt.slice(0, 10)}.`
    : `Newest: ${newest.createdAt.slice(0, 10)}, ${link(newest.url, `run ${newest.id}`)}, ${newest.conclusion?.replaceAll('_', ' ')}`;
  const body = [
    `${key}run=${newest.id} -->`,
    `The workflow ${code(newest.file)} ${good ? 'failed' : 'fails'} on ${code(branch)}. This issue is closed when it passes again.`,
    `Since: ${since}`,
    state,
  ].join('\n\n');
  const title = `The nightly fails: ${newest.file}`;
  await writeIssue(github, found, { title, body, ...(good ? { state: 'closed' as const } : {}) });
  log({ run: newest.id, good }, 'nightly told');
}
