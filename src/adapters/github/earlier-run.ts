// Which runs a workflow has had: so that one command spends money once, however often it is delivered.

import { SetupError } from '../../core/errors.ts';
import { answered, type GitHub } from './client.ts';
import { listRuns } from './runs.ts';

/**
 * The address of an older run of the same workflow for the same comment, as the end of its `run-name` says
 * (`… · comment 345`); `null` when there is none. One that was cancelled before any step of it began does not count.
 * `workflow` is GITHUB_WORKFLOW_REF, `run` is GITHUB_RUN_ID. Throws SetupError when they do not say which run this is,
 * and Unanswered.
 */
export async function findEarlierRun(
  github: GitHub,
  { workflow, run, comment }: { workflow: string | undefined; run: string | undefined; comment: string },
): Promise<string | null> {
  const file = /\/\.github\/workflows\/([^/@]+)@/.exec(workflow ?? '')?.[1];
  const own = Number(run);
  if (file === undefined || !Number.isSafeInteger(own) || own <= 0) {
    throw new SetupError('GITHUB_WORKFLOW_REF and GITHUB_RUN_ID do not say which run this is');
  }
  for (const { id, title, conclusion, url } of (await listRuns(github, file, '', { event: 'workflow_dispatch' })) ??
    []) {
    if (id >= own || /· comment (\d+)$/.exec(title)?.[1] !== comment) continue;
    if (conclusion !== 'cancelled' || (await hasBegun(github, id))) return url;
  }
  return null;
}

async function hasBegun({ api, repository }: GitHub, run: number): Promise<boolean> {
  const asked = api.actions.listJobsForWorkflowRun({ ...repository, run_id: run, per_page: 100 });
  const { jobs } = await answered(`the jobs of run ${run}`, asked);
  return jobs.some(({ steps }) => (steps ?? []).length > 0);
}
