// Which runs a workflow has had: so that one command spends money once, however often it is delivered.

import { SetupError } from '../core/errors.ts';
import { answerOf, type GitHub, refused } from './actions-github.ts';

const mostRuns = 1000;

/**
 * The address of an older run of the same workflow for the same comment, as the end of its `run-name` says
 * (`… · comment 345`); `null` when there is none. One that was cancelled before any step of it began does not count.
 * `workflow` is GITHUB_WORKFLOW_REF, `run` is GITHUB_RUN_ID. Throws SetupError when the runs cannot be listed.
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
  const { api, paginate, repository } = github;
  const query = { ...repository, workflow_id: file, event: 'workflow_dispatch', per_page: 100 };
  let seen = 0;
  try {
    for await (const { data } of paginate.iterator(api.actions.listWorkflowRuns, query)) {
      for (const { id, display_title, conclusion, html_url } of data) {
        if (id >= own || /· comment (\d+)$/.exec(display_title)?.[1] !== comment) continue;
        if (conclusion !== 'cancelled' || (await hasBegun(github, id))) return html_url;
      }
      seen += data.length;
      if (seen >= mostRuns) return null;
    }
  } catch (error) {
    throw error instanceof SetupError ? error : refused(`the runs of ${file}`, error);
  }
  return null;
}

async function hasBegun({ api, repository }: GitHub, run: number): Promise<boolean> {
  const query = { ...repository, run_id: run, per_page: 100 };
  const { jobs } = await answerOf(`the jobs of run ${run}`, api.actions.listJobsForWorkflowRun(query));
  return jobs.some(({ steps }) => (steps ?? []).length > 0);
}
