// GitHub Actions over the API: dispatches, runs, jobs, and artifacts behind a link that expires.

import {
  ApiError,
  type Call,
  needWriteAccess,
  notFound,
  numberOf,
  ok,
  pageOf,
  type Reply,
  type Routes,
  repositoryOf,
  textOf,
  writer,
} from './api.ts';
import type { Downloads } from './downloads.ts';
import type { Artifact, Run, Workflow } from './model.ts';
import type { Repository } from './repository.ts';
import { findWorkflow, startRun } from './runs.ts';
import { showArtifact, showJob, showRun, showWorkflow } from './shape-run.ts';

function workflowOf(call: Call): { repository: Repository; workflow: Workflow } {
  const repository = repositoryOf(call);
  const workflow = findWorkflow(repository, call.params.workflow_id ?? '');
  if (!workflow) throw notFound();
  return { repository, workflow };
}

function runOf(call: Call): { repository: Repository; run: Run } {
  const repository = repositoryOf(call);
  const run = repository.runs.get(numberOf(call, 'run_id'));
  if (!run) throw notFound();
  return { repository, run };
}

function artifactOf(call: Call): { repository: Repository; artifact: Artifact } {
  const repository = repositoryOf(call);
  const artifact = repository.artifacts.get(numberOf(call, 'artifact_id'));
  if (!artifact) throw notFound();
  return { repository, artifact };
}

interface Input {
  required?: boolean;
  default?: unknown;
  type?: string;
  options?: string[];
}

/** What the workflow's own `on.workflow_dispatch` takes; 422 for what it does not. */
function inputsOf({ definition }: Workflow, given: Record<string, unknown>): Record<string, string> {
  // YAML 1.1 reads `on` as true.
  const on = (definition.on ?? definition.true) as Record<string, unknown> | string | string[] | undefined;
  const named = typeof on === 'string' ? [on] : Array.isArray(on) ? on : Object.keys(on ?? {});
  if (!named.includes('workflow_dispatch'))
    throw new ApiError(422, "Workflow does not have 'workflow_dispatch' trigger");
  const dispatch = typeof on === 'object' && !Array.isArray(on) ? on.workflow_dispatch : null;
  const known = ((dispatch as { inputs?: Record<string, Input> } | null)?.inputs ?? {}) as Record<string, Input>;
  const strange = Object.keys(given).filter((name) => !(name in known));
  if (strange.length > 0) throw new ApiError(422, `Unexpected inputs provided: ${JSON.stringify(strange)}`);
  if (Object.keys(given).length > 25) throw new ApiError(422, 'You may only define up to 25 `properties` for inputs.');
  const inputs: Record<string, string> = {};
  for (const [name, input] of Object.entries(known)) {
    const value = given[name] ?? input.default;
    if (value === undefined && input.required) throw new ApiError(422, `Required input '${name}' not provided`);
    const text = value === undefined || value === null ? '' : String(value);
    if (input.type === 'choice' && given[name] !== undefined && !input.options?.includes(text)) {
      throw new ApiError(422, `Provided value '${text}' for input '${name}' not in the list of allowed values`);
    }
    inputs[name] = text;
  }
  return inputs;
}

function dispatch(call: Call): Reply {
  const { repository, workflow } = workflowOf(call);
  needWriteAccess(call, repository);
  const branch = (textOf(call, 'ref') ?? '').replace(/^refs\/heads\//, '');
  if (!repository.ref(branch)) throw new ApiError(422, `No ref found for: ${branch}`);
  const there = findWorkflow(repository, workflow.path, branch);
  if (!there) throw new ApiError(422, `Workflow ${workflow.path} is not on ${branch}`);
  const inputs = inputsOf(there, (call.body.inputs ?? {}) as Record<string, unknown>);
  const actor = writer(call).login;
  const run = startRun(repository, { workflow: workflow.path, event: 'workflow_dispatch', branch, actor, inputs });
  if (call.body.return_run_details !== true) return { status: 204 };
  const { url, html_url } = showRun(repository, run);
  return ok({ workflow_run_id: run.id, run_url: url, html_url });
}

function listRuns(call: Call, repository: Repository, all: readonly Run[]): Reply {
  const { searchParams } = call.url;
  const [event, status, branch, sha, actor, made] = ['event', 'status', 'branch', 'head_sha', 'actor', 'created'].map(
    (key) => searchParams.get(key),
  );
  const since = made?.startsWith('>') ? Date.parse(made.replace(/^>=?/, '')) : 0;
  const found = all.filter(
    (run) =>
      (!event || run.event === event) &&
      (!status || run.status === status || run.conclusion === status) &&
      (!branch || run.branch === branch) &&
      (!sha || run.sha === sha) &&
      (!actor || run.actor.login === actor) &&
      Date.parse(run.createdAt) >= since,
  );
  const { items, total, headers } = pageOf(call, found.reverse());
  return {
    status: 200,
    body: { total_count: total, workflow_runs: items.map((run) => showRun(repository, run)) },
    headers,
  };
}

function listArtifacts(call: Call, repository: Repository, all: readonly Artifact[]): Reply {
  const name = call.url.searchParams.get('name');
  const { items, total, headers } = pageOf(call, all.filter((artifact) => !name || artifact.name === name).reverse());
  const artifacts = items.map((artifact) => showArtifact(repository, artifact));
  return { status: 200, body: { total_count: total, artifacts }, headers };
}

export const runRoutes = (downloads: Downloads): Routes => ({
  'GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}': (call) => {
    const { repository, workflow } = workflowOf(call);
    return ok(showWorkflow(repository, workflow));
  },
  'POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches': dispatch,
  'GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs': (call) => {
    const { repository, workflow } = workflowOf(call);
    return listRuns(
      call,
      repository,
      [...repository.runs.values()].filter((run) => run.workflow.id === workflow.id),
    );
  },
  'GET /repos/{owner}/{repo}/actions/runs': (call) => {
    const repository = repositoryOf(call);
    return listRuns(call, repository, [...repository.runs.values()]);
  },
  'GET /repos/{owner}/{repo}/actions/runs/{run_id}': (call) => {
    const { repository, run } = runOf(call);
    return ok(showRun(repository, run));
  },
  'GET /repos/{owner}/{repo}/actions/runs/{run_id}/jobs': (call) => {
    const { repository, run } = runOf(call);
    const { items, total, headers } = pageOf(call, run.jobs);
    return {
      status: 200,
      body: { total_count: total, jobs: items.map((job) => showJob(repository, run, job)) },
      headers,
    };
  },
  'POST /repos/{owner}/{repo}/actions/runs/{run_id}/cancel': (call) => {
    const { repository, run } = runOf(call);
    needWriteAccess(call, repository);
    if (run.status === 'completed') throw new ApiError(409, 'Cannot cancel a workflow run that is completed.');
    repository.completeRun(run, 'cancelled');
    return { status: 202, body: {} };
  },
  'GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts': (call) => {
    const { repository, run } = runOf(call);
    return listArtifacts(call, repository, run.artifacts);
  },
  'GET /repos/{owner}/{repo}/actions/artifacts': (call) => {
    const repository = repositoryOf(call);
    return listArtifacts(call, repository, [...repository.artifacts.values()]);
  },
  'GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}': (call) => {
    const { repository, artifact } = artifactOf(call);
    return ok(showArtifact(repository, artifact));
  },
  'GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}': (call) => {
    const { artifact } = artifactOf(call);
    if (call.params.archive_format !== 'zip') throw notFound();
    if (artifact.expired) throw new ApiError(410, 'Artifact has expired');
    return { status: 302, headers: { location: downloads.link(artifact.data) } };
  },
});
