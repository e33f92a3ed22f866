// Check runs: each belongs to the app that made it.

import type { CheckRun, User } from './model.ts';
import type { Repository } from './repository.ts';
import { showToldCheck } from './shape-check.ts';

export interface NewCheck {
  sha: string;
  name: string;
  appId: number;
  conclusion?: string;
}

/** A check run that another app, or a workflow's job, has made. */
export function createCheck(repository: Repository, { sha, name, appId, conclusion }: NewCheck): CheckRun {
  const { world } = repository;
  const now = world.now();
  const sibling = [...repository.checks.values()].find((check) => check.sha === sha && check.appId === appId);
  const check: CheckRun = {
    ...world.born(),
    id: world.id(),
    appId,
    suite: sibling?.suite ?? world.id(),
    name,
    sha,
    externalId: '',
    status: conclusion ? 'completed' : 'queued',
    conclusion: conclusion ?? null,
    startedAt: now,
    completedAt: conclusion ? now : null,
    detailsUrl: null,
    output: { title: null, summary: null, text: null },
    annotations: [],
  };
  repository.checks.set(check.id, check);
  return check;
}

/** Somebody presses "Re-run" at a check; only the app that made it is told. */
export function rerequest(repository: Repository, id: number, by: string): void {
  const check = repository.checks.get(id);
  if (!check) throw new Error(`fakehub: there is no check run ${id}`);
  if (check.appId === repository.world.appId) tellCheck(repository, check, 'rerequested', repository.world.user(by));
}

/** Somebody presses "Re-run all checks" at a commit that the app has checks on. */
export function rerequestSuite(repository: Repository, sha: string, by: string): void {
  const check = [...repository.checks.values()].find((one) => one.sha === sha && one.appId === repository.world.appId);
  if (!check) throw new Error(`fakehub: the app has no check run on ${sha}`);
  const { check_suite } = showToldCheck(repository, check);
  repository.emit('check_suite', repository.world.user(by), { action: 'rerequested', check_suite });
}

export function tellCheck(repository: Repository, check: CheckRun, action: string, by: User): void {
  repository.emit('check_run', by, { action, check_run: showToldCheck(repository, check) });
}
