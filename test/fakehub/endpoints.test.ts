// Every group of endpoints through the client that the product uses: GitHub's shapes, limits and refusals.

import { Octokit } from '@octokit/rest';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FakeHub } from './fakehub.ts';
import type { Repository } from './repository.ts';

const where = { owner: 'acme', repo: 'prompts' };
let hub: FakeHub;
let repository: Repository;
let octokit: Octokit;
let api: Octokit['rest'];

const workflow = `name: Tune
run-name: \${{ format('tune {0} for {1}', inputs.role, inputs.comment) }}
on:
  workflow_dispatch:
    inputs:
      role: { required: true, type: string }
      comment: { type: string, default: 'none' }
`;

beforeEach(async () => {
  hub = await FakeHub.start();
  for (const login of ['ann', 'bob']) hub.world.addUser(login);
  repository = hub.world.createRepository({
    owner: 'acme',
    name: 'prompts',
    files: { 'README.md': 'hello\n', 'data/ba.jsonl': '{"a":1}\n', '.github/workflows/tune.yml': workflow },
  });
  for (const login of ['ann', 'bob']) repository.setPermission(login, 'write');
  octokit = new Octokit({ auth: hub.installationToken(), baseUrl: hub.url, log: silent });
  api = octokit.rest;
});

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

afterEach(async () => {
  expect(hub.violations).toEqual([]);
  await hub[Symbol.asyncDispose]();
});

function open(): number {
  repository.commit('change', { 'data/ba.jsonl': '{"a":2}\n' }, { author: 'ann', message: 'Change the data' });
  return repository.openPullRequest({ author: 'ann', head: 'change' });
}

describe('git', () => {
  test('comparisons tell their files on the first page alone', async () => {
    repository.commit('change', { 'a.txt': 'a', 'README.md': null }, { author: 'ann' });
    repository.commit('main', { 'b.txt': 'b' });
    const basehead = `main...${repository.head('change')}`;
    const first = (await api.repos.compareCommitsWithBasehead({ ...where, basehead })).data;
    expect(first).toMatchObject({ status: 'diverged', ahead_by: 1, behind_by: 1 });
    expect(first.files?.map(({ filename, status }) => [filename, status])).toEqual([
      ['README.md', 'removed'],
      ['a.txt', 'added'],
    ]);
    const second = (await api.repos.compareCommitsWithBasehead({ ...where, basehead, per_page: 1, page: 2 })).data;
    expect(second.files).toBeUndefined();
    expect(second.merge_base_commit.sha).toBe(first.merge_base_commit.sha);
  });

  test('trees are recursive when asked, and truncated above the limit; submodules and links keep their modes', async () => {
    const head = repository.commit('main', {
      link: { mode: '120000', content: 'README.md' },
      'vendor/sub': { mode: '160000', sha: 'a'.repeat(40) },
      run: { mode: '100755', content: 'x' },
    });
    const { data } = await api.git.getTree({ ...where, tree_sha: head, recursive: 'true' });
    expect(data.truncated).toBe(false);
    expect(data.tree.filter(({ type }) => type !== 'tree').map(({ path, mode, type }) => [path, mode, type])).toEqual([
      ['.github/workflows/tune.yml', '100644', 'blob'],
      ['README.md', '100644', 'blob'],
      ['data/ba.jsonl', '100644', 'blob'],
      ['link', '120000', 'blob'],
      ['run', '100755', 'blob'],
      ['vendor/sub', '160000', 'commit'],
    ]);
    expect((await api.git.getTree({ ...where, tree_sha: data.sha })).data.tree).toHaveLength(6);
    repository.treeLimit = 3;
    const cut = (await api.git.getTree({ ...where, tree_sha: head, recursive: 'true' })).data;
    expect([cut.truncated, cut.tree.length]).toEqual([true, 3]);
  });

  test('files, raw and encoded, folders, blobs, refs, commits', async () => {
    const file = await api.repos.getContent({ ...where, path: 'data/ba.jsonl', ref: 'main' });
    expect(file.data).toMatchObject({ type: 'file', encoding: 'base64', size: 8 });
    const raw = await api.repos.getContent({ ...where, path: 'data/ba.jsonl', mediaType: { format: 'raw' } });
    expect(raw.data).toBe('{"a":1}\n');
    expect((await api.repos.getContent({ ...where, path: 'data' })).data).toMatchObject([{ type: 'file' }]);
    await expect(api.repos.getContent({ ...where, path: 'none' })).rejects.toMatchObject({ status: 404 });
    const file_sha = (file.data as { sha: string }).sha;
    const blob = (await api.git.getBlob({ ...where, file_sha })).data;
    expect(Buffer.from(blob.content, 'base64').toString()).toBe('{"a":1}\n');
    const ref = (await api.git.getRef({ ...where, ref: 'heads/main' })).data;
    expect(ref.object.sha).toBe(repository.head('main'));
    expect((await api.git.getCommit({ ...where, commit_sha: ref.object.sha })).data.message).toBe('First commit');
    expect((await api.repos.getCommit({ ...where, ref: 'main' })).data.files).toHaveLength(3);
    expect((await api.repos.getBranch({ ...where, branch: 'main' })).data.commit.sha).toBe(ref.object.sha);
  });

  test('renames, merges with a side branch, rebases', async () => {
    const number = open();
    repository.commit('side', { 'side.txt': 'x' }, { author: 'bob' });
    repository.merge('change', 'side', { author: 'ann' });
    repository.commit('change', { 'data/ba.jsonl': null, 'data/new.jsonl': '{"a":2}\n' }, { author: 'ann' });
    repository.commit('change', { 'README.md': null, 'moved.md': 'hello\n' }, { author: 'ann' });
    const files = (await api.pulls.listFiles({ ...where, pull_number: number })).data;
    expect(files.map(({ filename, status, previous_filename }) => [filename, status, previous_filename])).toEqual([
      ['data/ba.jsonl', 'removed', undefined],
      ['data/new.jsonl', 'added', undefined],
      ['moved.md', 'renamed', 'README.md'],
      ['side.txt', 'added', undefined],
    ]);
    expect((await api.pulls.listCommits({ ...where, pull_number: number })).data).toHaveLength(5);
    const before = repository.history.filesAt(repository.head('change'));
    repository.commit('main', { 'more.txt': 'x' });
    const rebased = repository.rebase('change', 'main', { by: 'bob' });
    const after = new Map(repository.history.filesAt(rebased));
    after.delete('more.txt');
    expect(after).toEqual(before);
    expect(repository.pull(number).head.sha).toBe(rebased);
  });
});

describe('check runs', () => {
  test('are created, updated, listed; only the newest of a name is told; another app may not touch them', async () => {
    const head_sha = repository.head('main');
    const output = { title: 'One', summary: 'of two' };
    const create = { ...where, name: 'gate', head_sha, status: 'in_progress' as const, output };
    const { data } = await api.checks.create({ ...create, external_id: 'pr 1' });
    await api.checks.update({ ...where, check_run_id: data.id, conclusion: 'success', output });
    expect((await api.checks.get({ ...where, check_run_id: data.id })).data).toMatchObject({
      status: 'completed',
      conclusion: 'success',
      external_id: 'pr 1',
      app: { id: hub.app.id },
    });
    await api.checks.create(create);
    const list = { ...where, ref: head_sha, check_name: 'gate', app_id: hub.app.id };
    expect((await api.checks.listForRef(list)).data.total_count).toBe(1);
    expect((await api.checks.listForRef({ ...list, filter: 'all' })).data.total_count).toBe(2);
    const token = hub.workflowToken('acme/prompts', { checks: 'write' });
    const other = new Octokit({ auth: token, baseUrl: hub.url, log: silent }).rest;
    await expect(other.checks.update({ ...where, check_run_id: data.id, conclusion: 'failure' })).rejects.toMatchObject(
      { status: 403 },
    );
  });

  test('refuse a text above the limit', async () => {
    const head_sha = repository.head('main');
    const output = { title: 'x', summary: 'x', text: 'x'.repeat(65_536) };
    await expect(api.checks.create({ ...where, name: 'gate', head_sha, output })).rejects.toMatchObject({
      status: 422,
    });
    expect(hub.violations.splice(0)).toHaveLength(1);
    expect(repository.checks.size).toBe(0);
  });
});

describe('issues and comments', () => {
  test('comments: written, edited, found since, deleted; reactions once each', async () => {
    const issue_number = open();
    const { data } = await api.issues.createComment({ ...where, issue_number, body: 'hello' });
    expect(data).toMatchObject({
      user: { login: 'goldgate[bot]', type: 'Bot' },
      performed_via_github_app: { id: hub.app.id },
    });
    const at = { ...where, comment_id: data.id };
    await api.issues.updateComment({ ...at, body: 'hello again' });
    expect((await api.issues.getComment(at)).data.body).toBe('hello again');
    expect((await api.reactions.createForIssueComment({ ...at, content: 'eyes' })).status).toBe(201);
    const again = await api.reactions.createForIssueComment({ ...at, content: 'eyes' });
    expect(again.status).toBe(200);
    expect((await api.reactions.listForIssueComment(at)).data).toHaveLength(1);
    expect((await api.issues.getComment(at)).data.reactions).toMatchObject({ eyes: 1, total_count: 1 });
    await api.reactions.deleteForIssueComment({ ...at, reaction_id: again.data.id });
    const since = new Date(Date.now() - 60_000).toISOString();
    expect((await api.issues.listCommentsForRepo({ ...where, since, sort: 'updated' })).data).toHaveLength(1);
    const later = new Date(Date.now() + 60_000).toISOString();
    expect((await api.issues.listCommentsForRepo({ ...where, since: later })).data).toHaveLength(0);
    await api.issues.deleteComment(at);
    await expect(api.issues.getComment(at)).rejects.toMatchObject({ status: 404 });
    await expect(api.issues.createComment({ ...where, issue_number, body: 'x'.repeat(65_537) })).rejects.toMatchObject({
      status: 422,
    });
  });

  test('issues: opened, found by creator and label, closed', async () => {
    const { data } = await api.issues.create({ ...where, title: 'Nightly', body: 'failed', labels: ['goldgate'] });
    const found = await api.issues.listForRepo({
      ...where,
      creator: 'goldgate[bot]',
      labels: 'goldgate',
      state: 'open',
    });
    expect(found.data.map(({ number }) => number)).toEqual([data.number]);
    const closed = { ...where, issue_number: data.number, state: 'closed', state_reason: 'completed' } as const;
    expect((await api.issues.update(closed)).data).toMatchObject({ state: 'closed', state_reason: 'completed' });
    expect((await api.issues.listForRepo(where)).data).toEqual([]);
    expect((await api.issues.get({ ...where, issue_number: data.number })).data.closed_at).not.toBeNull();
  });

  test('101 comments need two pages', async () => {
    const issue_number = open();
    for (let index = 0; index < 101; index += 1) repository.comment(issue_number, 'bob', `number ${index}`);
    const all = await octokit.paginate(api.issues.listComments, { ...where, issue_number, per_page: 100 });
    expect(all.map(({ body }) => body)).toEqual(Array.from({ length: 101 }, (_, index) => `number ${index}`));
    expect(hub.requests.filter(({ route }) => route.endsWith('/comments'))).toHaveLength(2);
  });
});

describe('workflow runs', () => {
  const dispatch = { ...where, workflow_id: 'tune.yml', ref: 'main' };

  test('a dispatch tells its run, whose artifacts are behind a link that takes no token', async () => {
    const inputs = { role: 'ba', comment: '77' };
    const started = await octokit.request('POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches', {
      ...dispatch,
      inputs,
      return_run_details: true,
    });
    const run_id = (started.data as unknown as { workflow_run_id: number }).workflow_run_id;
    expect((await api.actions.getWorkflowRun({ ...where, run_id })).data).toMatchObject({
      display_title: 'tune ba for 77',
      event: 'workflow_dispatch',
      path: '.github/workflows/tune.yml',
      status: 'queued',
      actor: { login: 'goldgate[bot]' },
    });
    const run = repository.runs.get(run_id);
    if (!run) throw new Error('no run');
    repository.completeRun(run, 'success', { artifacts: { report: Buffer.from('PK') } });
    const { artifacts } = (await api.actions.listWorkflowRunArtifacts({ ...where, run_id, name: 'report' })).data;
    const artifact_id = artifacts[0]?.id ?? 0;
    expect((await api.actions.getArtifact({ ...where, artifact_id })).data.workflow_run?.id).toBe(run_id);
    const { headers } = await octokit.request(
      'GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}',
      {
        ...where,
        artifact_id,
        archive_format: 'zip',
        request: { redirect: 'manual' },
      },
    );
    const link = headers.location ?? '';
    expect(await (await fetch(link)).text()).toBe('PK');
    expect((await fetch(link, { headers: { authorization: 'token x' } })).status).toBe(400);
    hub.downloads.lifetimeMs = -1;
    const again = await fetch(`${hub.url}/repos/acme/prompts/actions/artifacts/${artifact_id}/zip`, {
      redirect: 'manual',
      headers: { authorization: `token ${hub.installationToken()}` },
    });
    expect((await fetch(again.headers.get('location') ?? '')).status).toBe(403);
    const runs = await api.actions.listWorkflowRuns({ ...where, workflow_id: 'tune.yml', event: 'workflow_dispatch' });
    expect(runs.data.total_count).toBe(1);
    expect((await api.actions.listJobsForWorkflowRun({ ...where, run_id })).data.jobs).toHaveLength(1);
  });

  test('what the workflow does not take is refused', async () => {
    const refused = (given: object) => expect(api.actions.createWorkflowDispatch({ ...dispatch, ...given })).rejects;
    await refused({ inputs: { role: 'ba', other: 'x' } }).toMatchObject({ status: 422 });
    await refused({ inputs: {} }).toMatchObject({ status: 422 });
    await refused({ ref: 'none', inputs: { role: 'ba' } }).toMatchObject({ status: 422 });
    await refused({ workflow_id: 'none.yml' }).toMatchObject({ status: 404 });
    expect((await api.actions.createWorkflowDispatch({ ...dispatch, inputs: { role: 'ba' } })).status).toBe(204);
  });

  test('a run is cancelled once', async () => {
    const run = repository.startRun({ workflow: 'tune.yml', event: 'schedule' });
    const at = { ...where, run_id: run.id };
    expect((await api.actions.cancelWorkflowRun(at)).status).toBe(202);
    await expect(api.actions.cancelWorkflowRun(at)).rejects.toMatchObject({ status: 409 });
    expect((await api.actions.listWorkflowRunsForRepo({ ...where, status: 'cancelled' })).data.total_count).toBe(1);
  });
});

describe('the merge queue', () => {
  const query = `query ($owner: String!, $repo: String!, $branch: String!) {
    repository(owner: $owner, name: $repo) { mergeQueue(branch: $branch) { entries(first: 100) {
      nodes { position headCommit { oid } baseCommit { oid } pullRequest { number } } } } } }`;

  test('groups stand on one another, and merge when the check passed on the last', async () => {
    const one = open();
    repository.commit('second', { 'second.txt': 'x' }, { author: 'bob' });
    const two = repository.openPullRequest({ author: 'bob', head: 'second' });
    const [first, last] = repository.enqueue([one, two]);
    if (!first || !last) throw new Error('no entries');
    expect(last.baseSha).toBe(first.sha);
    expect(hub.deliveries.at(-1)).toMatchObject({ event: 'merge_group', action: 'checks_requested' });
    type Told = { repository: { mergeQueue: { entries: { nodes: { pullRequest: { number: number } }[] } } } };
    const { mergeQueue } = (await octokit.graphql<Told>(query, { ...where, branch: 'main' })).repository;
    expect(mergeQueue.entries.nodes.map(({ pullRequest }) => pullRequest.number)).toEqual([one, two]);
    expect(repository.mergeGroup(last)).toBe(false);
    const check = { ...where, name: 'goldgate/double-review', head_sha: last.sha, conclusion: 'success' } as const;
    await api.checks.create(check);
    expect(repository.mergeGroup(last)).toBe(true);
    expect(repository.head('main')).toBe(last.sha);
    expect(repository.pull(two).mergedAt).not.toBeNull();
  });

  test('the accounts behind co-authors', async () => {
    const stranger = { name: 'Nobody', email: 'nobody@nowhere.example' };
    repository.commit('change', { x: 'x' }, { author: 'ann', coAuthors: ['bob', stranger] });
    const number = repository.openPullRequest({ author: 'ann', head: 'change' });
    const asked = `query ($owner: String!, $repo: String!, $number: Int!) { repository(owner: $owner, name: $repo) {
      pullRequest(number: $number) { commits(first: 100) { nodes { commit { authors(first: 100) {
        nodes { email user { databaseId login } } } } } } } } }`;
    const told = await octokit.graphql(asked, { ...where, number });
    expect(told).toMatchObject({
      repository: {
        pullRequest: {
          commits: {
            nodes: [
              {
                commit: {
                  authors: { nodes: [{ user: { login: 'ann' } }, { user: { login: 'bob' } }, { user: null }] },
                },
              },
            ],
          },
        },
      },
    });
  });
});
