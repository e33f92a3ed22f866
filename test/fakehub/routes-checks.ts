// Check runs over the API: only an app makes them, only the app that made one changes it, and the output has limits.

import {
  ApiError,
  type Call,
  created,
  list,
  notFound,
  numberOf,
  ok,
  pageOf,
  type Routes,
  repositoryOf,
  textOf,
  writer,
} from './api.ts';
import { createCheck, tellCheck } from './checks.ts';
import type { CheckRun } from './model.ts';
import type { Repository } from './repository.ts';
import { showCheck } from './shape-check.ts';

const longest = 65_535;
const mostAnnotations = 50;

function appOf({ actor }: Call): number {
  if (actor.appId === null || actor.kind === 'app') {
    throw new ApiError(403, 'You must authenticate via a GitHub App.');
  }
  return actor.appId;
}

function checkOf(call: Call): { repository: Repository; check: CheckRun } {
  const repository = repositoryOf(call);
  const check = repository.checks.get(numberOf(call, 'check_run_id'));
  if (!check) throw notFound();
  return { repository, check };
}

function write(call: Call, check: CheckRun): void {
  const { body } = call;
  const now = call.world.now();
  const output = body.output as Record<string, unknown> | undefined;
  const annotations = (output?.annotations ?? []) as Record<string, unknown>[];
  for (const field of ['summary', 'text']) {
    const value = output?.[field];
    if (typeof value === 'string' && value.length > longest) {
      throw new ApiError(
        422,
        `Invalid request.\n\nOnly ${longest} characters are allowed; ${value.length} were supplied.`,
      );
    }
  }
  if (output && typeof output.summary !== 'string')
    throw new ApiError(422, 'Invalid request.\n\n"summary" wasn\'t supplied.');
  if (annotations.length > mostAnnotations) {
    throw new ApiError(
      422,
      `Invalid request.\n\nNo more than ${mostAnnotations} items are allowed; ${annotations.length} were supplied.`,
    );
  }
  const status = textOf(call, 'status');
  const conclusion = textOf(call, 'conclusion');
  if (status === 'completed' && !conclusion) {
    throw new ApiError(422, 'Invalid request.\n\nA conclusion is required when the status is completed.');
  }
  check.name = textOf(call, 'name') ?? check.name;
  check.externalId = textOf(call, 'external_id') ?? check.externalId;
  check.detailsUrl = textOf(call, 'details_url') ?? check.detailsUrl;
  check.startedAt = textOf(call, 'started_at') ?? check.startedAt;
  if (conclusion)
    Object.assign(check, { status: 'completed', conclusion, completedAt: textOf(call, 'completed_at') ?? now });
  else if (status) Object.assign(check, { status, conclusion: null, completedAt: null });
  if (output) {
    for (const field of ['title', 'summary', 'text'] as const) {
      const value = output[field];
      if (typeof value === 'string') check.output[field] = value;
    }
    check.annotations.push(...annotations);
  }
}

export const checkRoutes: Routes = {
  'POST /repos/{owner}/{repo}/check-runs': (call) => {
    const appId = appOf(call);
    const repository = repositoryOf(call);
    const [name = '', sha = ''] = [textOf(call, 'name'), textOf(call, 'head_sha')];
    if (!repository.history.objects.commit(sha)) throw new ApiError(422, `No commit found for SHA: ${sha}`);
    const check = createCheck(repository, { sha, name, appId });
    try {
      write(call, check);
    } catch (error) {
      repository.checks.delete(check.id);
      throw error;
    }
    tellCheck(repository, check, 'created', writer(call));
    if (check.status === 'completed') tellCheck(repository, check, 'completed', writer(call));
    return created(showCheck(repository, check));
  },
  'GET /repos/{owner}/{repo}/check-runs/{check_run_id}': (call) => {
    const { repository, check } = checkOf(call);
    return ok(showCheck(repository, check));
  },
  'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}': (call) => {
    const appId = appOf(call);
    const { repository, check } = checkOf(call);
    if (check.appId !== appId) throw new ApiError(403, 'Invalid app_id `check_run` belongs to another app');
    const before = check.status;
    write(call, check);
    if (check.status === 'completed' && before !== 'completed') tellCheck(repository, check, 'completed', writer(call));
    return ok(showCheck(repository, check));
  },
  'GET /repos/{owner}/{repo}/check-runs/{check_run_id}/annotations': (call) => {
    const { check } = checkOf(call);
    return list(call, check.annotations, (annotation) => ({ ...annotation, blob_href: call.world.url }));
  },
  'GET /repos/{owner}/{repo}/commits/{ref}/check-runs': (call) => {
    const repository = repositoryOf(call);
    const { searchParams } = call.url;
    const ref = call.params.ref ?? '';
    const sha = repository.ref(ref) ?? ref;
    const [appId, name, status] = ['app_id', 'check_name', 'status'].map((key) => searchParams.get(key));
    const found = [...repository.checks.values()].filter(
      (check) =>
        check.sha === sha &&
        (!appId || check.appId === Number(appId)) &&
        (!name || check.name === name) &&
        (!status || check.status === status),
    );
    const newest = new Map(found.map((check) => [`${check.suite} ${check.name}`, check]));
    const seen = searchParams.get('filter') === 'all' ? found : [...newest.values()];
    const { items, total, headers } = pageOf(call, seen.reverse());
    const shown = items.map((check) => showCheck(repository, check));
    return { status: 200, body: { total_count: total, check_runs: shown }, headers };
  },
};
