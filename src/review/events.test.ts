import fc from 'fast-check';
import { expect, test } from 'vitest';
import { installationOf, pullRequestOfRun, workOf } from './events.ts';

const repository = { id: 7, name: 'data', owner: { login: 'acme' }, default_branch: 'main' };
const head = 'a'.repeat(40);
const before = 'b'.repeat(40);
const work = (event: string, payload: object) => workOf(event, { repository, ...payload })?.work ?? null;
const pull = { number: 12, head: { sha: head } };
const all = { kind: 'pull-request', number: 12, reviews: [], heads: [], comments: [], runs: [] };

test('a pull request that is opened, changed or moved to another base is brought up to date', () => {
  for (const action of ['opened', 'reopened', 'ready_for_review', 'converted_to_draft']) {
    expect(work('pull_request', { action, pull_request: pull })).toEqual([all]);
  }
  expect(work('pull_request', { action: 'synchronize', before, pull_request: pull })).toEqual([
    { ...all, heads: [before] },
  ]);
  const changes = { base: { ref: { from: 'main' } } };
  expect(work('pull_request', { action: 'edited', changes, pull_request: pull })).toEqual([all]);
  expect(work('pull_request', { action: 'edited', changes: { title: {} }, pull_request: pull })).toBeNull();
  expect(work('pull_request', { action: 'labeled', pull_request: pull })).toBeNull();
});

test('a closed one is looked for by its head, for another one with that head', () => {
  expect(work('pull_request', { action: 'closed', pull_request: pull })).toEqual([
    { kind: 'commit', sha: head, run: null },
  ]);
});

test('only a submitted review tells the head that it was submitted on', () => {
  const review = { id: 5 };
  expect(work('pull_request_review', { action: 'submitted', review, pull_request: pull })).toEqual([
    { ...all, reviews: [{ review: 5, head }] },
  ]);
  for (const action of ['edited', 'dismissed']) {
    expect(work('pull_request_review', { action, review, pull_request: pull })).toEqual([all]);
  }
});

test('a comment of a person on a pull request may be a command; the review stands as it is', () => {
  const issue = { number: 12, pull_request: {} };
  const comment = { id: 9, body: '/help', user: { type: 'User' } };
  expect(work('issue_comment', { action: 'created', issue, comment })).toEqual([
    { ...all, comments: [9], settled: true },
  ]);
  expect(work('issue_comment', { action: 'edited', issue, comment })).toBeNull();
  expect(work('issue_comment', { action: 'created', issue: { number: 12 }, comment })).toBeNull();
  expect(work('issue_comment', { action: 'created', issue, comment: { ...comment, body: 'LGTM 👍' } })).toBeNull();
  const bot = { ...comment, user: { type: 'Bot' } };
  expect(work('issue_comment', { action: 'created', issue, comment: bot })).toBeNull();
});

test('a check that is asked for again names a commit, as no pull request of a fork is named', () => {
  const asked = [{ kind: 'commit', sha: head, run: null }];
  expect(work('check_run', { action: 'rerequested', check_run: { head_sha: head, pull_requests: [] } })).toEqual(asked);
  expect(work('check_suite', { action: 'rerequested', check_suite: { head_sha: head } })).toEqual(asked);
  expect(work('check_suite', { action: 'requested', check_suite: { head_sha: head } })).toBeNull();
});

test('a merge group', () => {
  const merge_group = { head_sha: head, head_ref: 'refs/heads/gh-readonly-queue/main/x', base_sha: before };
  expect(work('merge_group', { action: 'checks_requested', merge_group })).toEqual([
    { kind: 'merge-group', ref: merge_group.head_ref, base: before, sha: head },
  ]);
  expect(work('merge_group', { action: 'destroyed', merge_group })).toBeNull();
});

test('an ended workflow run: a tuning, the trigger of the review, the nightly', () => {
  const run = { id: 3, head_sha: head, head_branch: 'main', head_repository: { id: 7 }, display_title: '' };
  const ended = (path: string, more = {}) =>
    work('workflow_run', { action: 'completed', workflow_run: { ...run, path, ...more } });
  const title = { display_title: 'tune ba · #12 · comment 9' };
  expect(ended('.github/workflows/tune.yml', title)).toEqual([{ ...all, runs: [3], settled: true }]);
  expect(ended('.github/workflows/tune.yml', { display_title: 'tune ba' })).toBeNull();
  expect(ended('.github/workflows/goldgate-review-trigger.yml@refs/heads/main')).toEqual([
    { kind: 'commit', sha: head, run: 3 },
  ]);
  expect(ended('.github/workflows/goldgate-nightly.yml')).toEqual([{ kind: 'nightly', run: 3 }]);
  expect(ended('.github/workflows/goldgate-nightly.yml', { head_branch: 'other' })).toBeNull();
  expect(ended('.github/workflows/goldgate-nightly.yml', { head_repository: { id: 8 } })).toBeNull();
  expect(ended('.github/workflows/ci.yml')).toBeNull();
});

test('a run names its pull request at the end of its title alone', () => {
  expect(pullRequestOfRun('tune qa · #4 · comment 77')).toBe(4);
  expect(pullRequestOfRun('tune qa · #4')).toBe(4);
  expect(pullRequestOfRun('tune #4 qa')).toBeNull();
});

test('a policy that is pushed, and people whose access changes, concern every pull request', () => {
  const commits = [{ added: [], modified: ['.github/goldgate.yml'], removed: [] }];
  expect(work('push', { ref: 'refs/heads/main', commits })).toEqual([{ kind: 'repository' }]);
  expect(work('push', { ref: 'refs/tags/v1', commits })).toBeNull();
  expect(work('push', { ref: 'refs/heads/main', commits: [{ modified: ['a'] }] })).toBeNull();
  expect(work('member', { action: 'removed' })).toEqual([{ kind: 'repository' }]);
  expect(installationOf('membership', { action: 'removed', installation: { id: 4 } })).toBe(4);
  expect(installationOf('organization', { action: 'member_removed', installation: { id: 4 } })).toBe(4);
  expect(installationOf('pull_request', { action: 'opened', installation: { id: 4 } })).toBeNull();
});

test('the installation is told with the work, and a repository whose name is no name has none', () => {
  const payload = { action: 'opened', pull_request: pull, repository, installation: { id: 4 } };
  expect(workOf('pull_request', payload)).toEqual({
    installation: 4,
    repository: { owner: 'acme', repo: 'data' },
    work: [all],
  });
  for (const name of ['..', 'a/b', '', 'x?y', null]) {
    expect(workOf('pull_request', { ...payload, repository: { ...repository, name } })).toBeNull();
  }
});

test('unknown events and payloads of any shape ask for nothing, and throw nothing', () => {
  for (const event of ['__proto__', 'constructor', 'toString', 'unheard_of', '']) {
    expect(workOf(event, { repository })).toBeNull();
    expect(installationOf(event, { action: 'added' })).toBeNull();
  }
  const events = [
    'pull_request',
    'pull_request_review',
    'issue_comment',
    'workflow_run',
    'push',
    'merge_group',
    'team',
  ];
  const value = fc.oneof(fc.anything(), fc.constantFrom(head, 12, 'completed', 'submitted', 'closed'));
  const shape = fc.record(
    {
      action: fc.constantFrom('opened', 'closed', 'submitted', 'completed', 'created', 'checks_requested', 'edited'),
      repository: fc.oneof(fc.constant(repository), value),
      pull_request: fc.oneof(fc.record({ number: value, head: fc.record({ sha: value }) }), value),
      review: fc.oneof(fc.record({ id: value }), value),
      issue: value,
      comment: fc.record({ id: value, body: value }),
      workflow_run: fc.record({ id: value, path: value, head_sha: value, head_branch: value }),
      merge_group: fc.record({ head_ref: value, base_sha: value, head_sha: value }),
      commits: fc.oneof(fc.array(value), value),
      changes: value,
      installation: value,
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.constantFrom(...events), fc.oneof(shape, fc.anything()), (event, payload) => {
      for (const each of workOf(event, payload)?.work ?? []) {
        if (each.kind === 'pull-request') expect(each.number).toBeGreaterThan(0);
        if (each.kind === 'commit') expect(each.sha).toMatch(/^[0-9a-f]{40}$/);
      }
    }),
    { numRuns: 500 },
  );
});
