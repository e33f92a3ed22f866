// Runs of a workflow: started, found again by the comment that asked for them, cancelled.

import { setTimeout as wait } from 'node:timers/promises';
import { parseRunTitle, type RunTitle } from '../../review/command-marker.ts';
import { answered, answeredOrNull, type GitHub, Unanswered, Unclear } from './client.ts';
import { sameLogin } from './comments.ts';
import { perPage } from './pages.ts';

export const tuneWorkflow = 'tune.yml';

export interface WorkflowRun {
  id: number;
  title: string;
  url: string;
  /** The file below `.github/workflows/`. */
  file: string;
  event: string;
  ended: boolean;
  /** `null` while it goes on. */
  conclusion: string | null;
  headSha: string;
  headBranch: string;
  repositoryId: number;
  headRepositoryId: number;
  /** Whoever dispatched it, lower case. */
  actor: string;
  createdAt: string;
}

export type TuningRun = WorkflowRun & { asked: RunTitle };

type Answer<Call extends (...given: never[]) => Promise<{ data: unknown }>> = Awaited<ReturnType<Call>>['data'];
type ShownRun = Answer<GitHub['api']['actions']['getWorkflowRun']>;

const runOf = (run: ShownRun): WorkflowRun => ({
  ...{ id: run.id, title: run.display_title, url: run.html_url, event: run.event, headSha: run.head_sha },
  // GitHub writes `PATH` or `PATH@REF`.
  file: /^\.github\/workflows\/([^@/]+)(?:@|$)/.exec(run.path)?.[1] ?? '',
  ended: run.status === 'completed',
  conclusion: run.conclusion,
  headBranch: run.head_branch ?? '',
  repositoryId: run.repository.id,
  headRepositoryId: run.head_repository?.id ?? 0,
  actor: run.actor?.login.toLowerCase() ?? '',
  createdAt: run.created_at,
});

/** `null` when it is gone. Throws Unanswered, as all of these. */
export async function readRun({ api, repository }: GitHub, id: number): Promise<WorkflowRun | null> {
  const found = await answeredOrNull(`run ${id}`, api.actions.getWorkflowRun({ ...repository, run_id: id }));
  return found && runOf(found);
}

const mostPages = 10;

/** Of a workflow, the newest first, as far back as `since`; `null` when there is no such workflow. */
export async function listRuns(
  { api, repository }: GitHub,
  file: string,
  since: string,
  query: { event?: string; branch?: string } = {},
): Promise<WorkflowRun[] | null> {
  const runs: WorkflowRun[] = [];
  for (let page = 1; page <= mostPages; page++) {
    const asked = api.actions.listWorkflowRuns({ ...repository, workflow_id: file, ...query, per_page: perPage, page });
    const found = await answeredOrNull(`the runs of ${file}`, asked);
    if (found === null) return null;
    runs.push(...found.workflow_runs.map(runOf));
    if (found.workflow_runs.length < perPage || (runs.at(-1)?.createdAt ?? '') < since) break;
  }
  return runs.filter(({ createdAt }) => createdAt >= since);
}

/** Those that `login` has dispatched for comments, the newest first. */
export async function listTunings(github: GitHub, login: string, since: string): Promise<TuningRun[]> {
  const runs = (await listRuns(github, tuneWorkflow, since, { event: 'workflow_dispatch' })) ?? [];
  return runs.flatMap((run) => {
    const asked = parseRunTitle(run.title);
    return asked && sameLogin(run.actor, login) ? [{ ...run, asked }] : [];
  });
}

/**
 * The new run's id and address. Throws Unanswered: 404 when the branch has no such workflow, 422 for inputs that it does
 * not take, and without a status when nobody knows whether it was started.
 */
export async function dispatch(
  github: GitHub,
  {
    file,
    branch,
    inputs,
    find,
  }: {
    file: string;
    branch: string;
    inputs: Readonly<Record<string, string>>;
    /** The run in the list, where GitHub does not tell which one it has started. */
    find: () => Promise<{ id: number; url: string } | null>;
  },
): Promise<{ id: number; url: string }> {
  const { api, repository } = github;
  const given = { ...repository, workflow_id: file, ref: branch, inputs, return_run_details: true };
  const told = (await answered(`a run of ${file}`, api.actions.createWorkflowDispatch(given))) as
    | { workflow_run_id?: number; html_url?: string }
    | undefined;
  if (told?.workflow_run_id && told.html_url) return { id: told.workflow_run_id, url: told.html_url };
  for (const pause of [0, 1000, 2000, 4000]) {
    await wait(pause);
    const found = await find();
    if (found) return found;
  }
  throw new Unclear(`the run of ${file} that was just started is not in the list yet; it is looked for again`);
}

/** Also fine when it has ended already. */
export async function cancelRun({ api, repository }: GitHub, run: number): Promise<void> {
  const asked = api.actions.cancelWorkflowRun({ ...repository, run_id: run });
  await answeredOrNull(`the end of run ${run}`, asked, [404, 409]);
}

/** A plain no, which asking again does not change. */
export const isRefusal = (error: unknown): error is Unanswered =>
  error instanceof Unanswered && [400, 401, 403, 404, 410, 422].includes(error.refusal ?? 0);

export async function readDefaultBranch({ api, repository }: GitHub): Promise<string> {
  return (await answered('the repository', api.repos.get({ ...repository }))).default_branch;
}
