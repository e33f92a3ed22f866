// What a webhook's delivery asks for. Its fields are read one by one: whatever is not what GitHub promises asks for nothing.

import type { PullRequestWork, RepositoryName, Work } from './work.ts';

export interface EventWork {
  repository: RepositoryName;
  /** Of the App; `null` in a workflow's event, which has none. */
  installation: number | null;
  work: Work[];
}

/** `null`: nothing to do, an unknown event, or a payload of another shape. Never throws. */
export function workOf(event: string, payload: unknown): EventWork | null {
  const repository = repositoryOf(payload);
  const work = repository === null ? [] : (own(readers, event)?.(payload) ?? []);
  return repository === null || work.length === 0
    ? null
    : { repository, installation: number(at(payload, 'installation', 'id')), work };
}

/**
 * The installation whose people or repositories have changed, so that every open pull request there is to be judged anew;
 * `null` for any other event. Never throws.
 */
export function installationOf(event: string, payload: unknown): number | null {
  const action = text(at(payload, 'action')) ?? '';
  return own(peopleEvents, event)?.includes(action) ? number(at(payload, 'installation', 'id')) : null;
}

const peopleEvents: Readonly<Record<string, readonly string[]>> = {
  installation: ['created', 'unsuspend', 'new_permissions_accepted'],
  installation_repositories: ['added'],
  membership: ['added', 'removed'],
  organization: ['member_added', 'member_removed', 'renamed'],
  team: ['created', 'deleted', 'edited'],
};

type Reader = (payload: unknown) => Work[];

const readers: Readonly<Record<string, Reader>> = {
  pull_request: ofPullRequest,
  pull_request_review: ofReview,
  issue_comment: ofComment,
  check_run: (payload) => ofRerequest(payload, 'check_run'),
  check_suite: (payload) => ofRerequest(payload, 'check_suite'),
  merge_group: ofMergeGroup,
  workflow_run: ofWorkflowRun,
  push: ofPush,
  member: (payload) => (oneOf(payload, ['added', 'edited', 'removed']) ? [{ kind: 'repository' }] : []),
  team: (payload) =>
    oneOf(payload, ['added_to_repository', 'removed_from_repository']) ? [{ kind: 'repository' }] : [],
};

export const pullRequestWork = (number: number, hints: Partial<PullRequestWork> = {}): PullRequestWork => ({
  kind: 'pull-request',
  number,
  reviews: [],
  heads: [],
  comments: [],
  runs: [],
  ...hints,
});

function ofPullRequest(payload: unknown): Work[] {
  const pull = number(at(payload, 'pull_request', 'number'));
  const sha = shaOf(at(payload, 'pull_request', 'head', 'sha'));
  if (pull === null) return [];
  // Nothing is posted for a closed one, but another one with the same head may have been waiting for it.
  if (oneOf(payload, ['closed'])) return sha === null ? [] : [{ kind: 'commit', sha, run: null }];
  const before = shaOf(at(payload, 'before'));
  if (oneOf(payload, ['synchronize'])) return [pullRequestWork(pull, { heads: before === null ? [] : [before] })];
  if (oneOf(payload, ['edited'])) return isRecord(at(payload, 'changes', 'base')) ? [pullRequestWork(pull)] : [];
  const told = oneOf(payload, ['opened', 'reopened', 'ready_for_review', 'converted_to_draft']);
  return told ? [pullRequestWork(pull)] : [];
}

function ofReview(payload: unknown): Work[] {
  const pull = number(at(payload, 'pull_request', 'number'));
  if (pull === null || !oneOf(payload, ['submitted', 'edited', 'dismissed'])) return [];
  const review = number(at(payload, 'review', 'id'));
  // What the reviewer's page showed; the head may have moved on before he sent it.
  const head = shaOf(at(payload, 'review', 'commit_id')) ?? shaOf(at(payload, 'pull_request', 'head', 'sha'));
  const seen = oneOf(payload, ['submitted']) && review !== null && head !== null;
  return [pullRequestWork(pull, { reviews: seen ? [{ review, head }] : [] })];
}

function ofComment(payload: unknown): Work[] {
  const pull = number(at(payload, 'issue', 'number'));
  const comment = number(at(payload, 'comment', 'id'));
  const asked =
    oneOf(payload, ['created']) &&
    isRecord(at(payload, 'issue', 'pull_request')) &&
    text(at(payload, 'comment', 'user', 'type')) !== 'Bot' &&
    // Whether it is a command is found out when it is read anew; without a slash it is none.
    text(at(payload, 'comment', 'body'))?.includes('/');
  if (!asked || pull === null || comment === null) return [];
  return [pullRequestWork(pull, { comments: [comment], settled: true })];
}

/** By SHA, for GitHub names no pull request where it comes from a fork. */
function ofRerequest(payload: unknown, field: 'check_run' | 'check_suite'): Work[] {
  const sha = shaOf(at(payload, field, 'head_sha'));
  return sha !== null && oneOf(payload, ['rerequested']) ? [{ kind: 'commit', sha, run: null }] : [];
}

function ofMergeGroup(payload: unknown): Work[] {
  const ref = text(at(payload, 'merge_group', 'head_ref'));
  const base = shaOf(at(payload, 'merge_group', 'base_sha'));
  const sha = shaOf(at(payload, 'merge_group', 'head_sha'));
  if (ref === null || base === null || sha === null || !oneOf(payload, ['checks_requested'])) return [];
  return [{ kind: 'merge-group', ref, base, sha }];
}

function ofWorkflowRun(payload: unknown): Work[] {
  const run = number(at(payload, 'workflow_run', 'id'));
  const sha = shaOf(at(payload, 'workflow_run', 'head_sha'));
  const branch = text(at(payload, 'workflow_run', 'head_branch'));
  // GitHub writes `PATH` or `PATH@REF`.
  const file =
    text(at(payload, 'workflow_run', 'path'))
      ?.split('@')[0]
      ?.split('/')
      .at(-1) ?? '';
  if (run === null || sha === null || !oneOf(payload, ['completed'])) return [];
  if (/^tune\.ya?ml$/.test(file)) {
    const pull = pullRequestOfRun(text(at(payload, 'workflow_run', 'display_title')) ?? '');
    return pull === null ? [] : [pullRequestWork(pull, { runs: [run], settled: true })];
  }
  if (/^goldgate-review.*\.ya?ml$/.test(file)) return [{ kind: 'commit', sha, run }];
  const ours = branch !== null && branch === at(payload, 'repository', 'default_branch') && !ofFork(payload);
  return ours && /nightly.*\.ya?ml$/.test(file) ? [{ kind: 'nightly', run }] : [];
}

const ofFork = (payload: unknown) =>
  at(payload, 'workflow_run', 'head_repository', 'id') !== at(payload, 'repository', 'id');

/** The pull request that a tuning's run names in its title; `null` for one that was asked for by hand. */
export function pullRequestOfRun(title: string): number | null {
  const digits = / · #(\d{1,10})(?: · comment \d+)?$/.exec(title)?.[1];
  return digits === undefined ? null : number(Number(digits));
}

/** A policy that changed on a base branch holds for its open pull requests from now on. */
function ofPush(payload: unknown): Work[] {
  const commits = at(payload, 'commits');
  const branch = text(at(payload, 'ref'))?.startsWith('refs/heads/');
  if (!branch || !Array.isArray(commits)) return [];
  const paths = commits.flatMap((commit) => ['added', 'modified', 'removed'].flatMap((list) => at(commit, list)));
  return paths.includes(policyPath) ? [{ kind: 'repository' }] : [];
}

const policyPath = '.github/goldgate.yml';

function repositoryOf(payload: unknown): RepositoryName | null {
  const owner = text(at(payload, 'repository', 'owner', 'login'));
  const repo = text(at(payload, 'repository', 'name'));
  // They become part of addresses.
  const named = owner !== null && repo !== null && /^[\w-]+$/.test(owner) && /^(?!\.\.?$)[\w.-]+$/.test(repo);
  return named ? { owner, repo } : null;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What stands at the end of a path of keys; `undefined` where it breaks off. */
function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce((inner, key) => (isRecord(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined), value);
}

const own = <Value>(table: Readonly<Record<string, Value>>, key: string): Value | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;
const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const number = (value: unknown): number | null =>
  Number.isSafeInteger(value) && Number(value) > 0 ? Number(value) : null;
const shaOf = (value: unknown): string | null =>
  typeof value === 'string' && /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(value) && !/^0+$/.test(value) ? value : null;
const oneOf = (payload: unknown, actions: readonly string[]): boolean =>
  actions.includes(text(at(payload, 'action')) ?? '');
