// Workflow runs: started by a dispatch, a schedule or a push, and finished when the test says so.

import { basename } from 'node:path';
import { parse } from 'yaml';
import { renderExpressions } from './expression.ts';
import type { Conclusion, Job, Run, Step, User, Workflow } from './model.ts';
import type { Repository } from './repository.ts';
import { showRun, showWorkflow } from './shape-run.ts';

export interface NewRun {
  /** The file's name below `.github/workflows`. */
  workflow: string;
  event?: string;
  branch?: string;
  /** The branch's head if unsaid. */
  sha?: string;
  actor?: string;
  inputs?: Record<string, string>;
  /** Where the head is, for a fork's pull request. */
  from?: Repository;
}

export interface Outcome {
  /** Name → the zip file. */
  artifacts?: Readonly<Record<string, Buffer>>;
  jobs?: readonly { name: string; conclusion?: Conclusion; steps?: readonly Step[] }[];
}

/** The workflow of the default branch, or of `at`; `null` when it has none such. */
export function findWorkflow(repository: Repository, file: string, at?: string): Workflow | null {
  const path = /^\d+$/.test(file)
    ? [...repository.workflowIds].find(([, id]) => id === Number(file))?.[0]
    : `.github/workflows/${basename(file)}`;
  const text = path && repository.file(path, at);
  if (!path || !text) return null;
  const definition = parse(text.toString()) as Record<string, unknown>;
  const id = repository.workflowIds.get(path) ?? repository.world.id();
  repository.workflowIds.set(path, id);
  return { id, path, name: (definition.name as string | undefined) ?? path, definition };
}

export function startRun(repository: Repository, given: NewRun): Run {
  const { world } = repository;
  const branch = given.branch ?? repository.defaultBranch;
  const source = given.from ?? repository;
  const sha = given.sha ?? source.head(branch);
  const workflow = findWorkflow(repository, given.workflow);
  if (!workflow) throw new Error(`fakehub: there is no workflow ${given.workflow}`);
  const number = [...repository.runs.values()].filter((run) => run.workflow.id === workflow.id).length + 1;
  const actor = world.user(given.actor ?? 'github-actions[bot]');
  const now = world.now();
  const event = given.event ?? 'schedule';
  const inputs = given.inputs ?? {};
  const run: Run = {
    ...world.born(),
    id: 10_000_000_000 + world.id(),
    number,
    attempt: 1,
    workflow,
    event,
    title: titleOf(repository, workflow, { actor, number, event, inputs, sha, branch }),
    branch,
    sha,
    headRepository: source,
    actor,
    inputs,
    status: 'queued',
    conclusion: null,
    createdAt: now,
    updatedAt: now,
    jobs: [],
    artifacts: [],
  };
  repository.runs.set(run.id, run);
  tell(repository, run, 'requested');
  return run;
}

interface Naming {
  actor: User;
  number: number;
  event: string;
  inputs: Record<string, string>;
  sha: string;
  branch: string;
}

function titleOf(repository: Repository, { name, definition }: Workflow, run: Naming): string {
  const wanted = definition['run-name'];
  if (typeof wanted !== 'string') {
    return run.event === 'schedule' || run.event === 'workflow_dispatch'
      ? name
      : (repository.history.commit(run.sha).message.split('\n')[0] ?? name);
  }
  const github = {
    actor: run.actor.login,
    run_number: run.number,
    sha: run.sha,
    ref_name: run.branch,
    ref: `refs/heads/${run.branch}`,
    event_name: run.event,
    repository: repository.fullName,
    event: { inputs: run.inputs },
  };
  return renderExpressions(wanted, { inputs: run.inputs, github });
}

/** Ends a run; its artifacts can be downloaded from then on. */
export function completeRun(repository: Repository, run: Run, conclusion: Conclusion, outcome: Outcome = {}): void {
  const { world } = repository;
  const now = world.now();
  for (const [name, data] of Object.entries(outcome.artifacts ?? {})) {
    const artifact = { ...world.born(), id: world.id(), run, name, data, expired: false, createdAt: now };
    run.artifacts.push(artifact);
    repository.artifacts.set(artifact.id, artifact);
  }
  run.jobs = (outcome.jobs ?? [{ name: 'run' }]).map(
    (job): Job => ({
      id: world.id(),
      name: job.name,
      status: 'completed',
      conclusion: job.conclusion ?? conclusion,
      startedAt: run.createdAt,
      completedAt: now,
      steps: [...(job.steps ?? [{ name: 'Run', conclusion }])],
    }),
  );
  Object.assign(run, { status: 'completed', conclusion, updatedAt: now });
  tell(repository, run, 'completed');
}

export function expireArtifacts(_repository: Repository, run: Run): void {
  for (const artifact of run.artifacts) artifact.expired = true;
}

function tell(repository: Repository, run: Run, action: string): void {
  repository.emit('workflow_run', run.actor, {
    action,
    workflow_run: showRun(repository, run),
    workflow: showWorkflow(repository, run.workflow),
  });
}
