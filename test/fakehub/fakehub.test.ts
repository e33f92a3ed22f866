// The app's own side of fakehub: signing in, webhooks, people, and pull requests from first to last.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Octokit } from '@octokit/rest';
import { Probot, ProbotOctokit } from 'probot';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FakeHub } from './fakehub.ts';
import type { Repository } from './repository.ts';

const where = { owner: 'acme', repo: 'prompts' };
let hub: FakeHub;
let repository: Repository;
let app: Octokit['rest'];

beforeEach(async () => {
  hub = await FakeHub.start();
  for (const login of ['ann', 'bob', 'cat']) hub.world.addUser(login);
  repository = hub.world.createRepository({
    owner: 'acme',
    name: 'prompts',
    files: { 'README.md': 'hello\n', 'data/ba.jsonl': '{"a":1}\n' },
  });
  for (const login of ['ann', 'bob', 'cat']) repository.setPermission(login, 'write');
  app = new Octokit({ auth: hub.installationToken(), baseUrl: hub.url }).rest;
});

afterEach(async () => {
  expect(hub.violations).toEqual([]);
  await hub[Symbol.asyncDispose]();
});

function open(author = 'ann'): number {
  repository.commit('change', { 'data/ba.jsonl': '{"a":2}\n' }, { author, message: 'Change the data' });
  return repository.openPullRequest({ author, head: 'change' });
}

describe('the app', () => {
  test('signs in with its key, and its installation reads the repository', async () => {
    const auth = { appId: hub.app.id, privateKey: hub.app.privateKey, installationId: hub.app.installation };
    const octokit = new ProbotOctokit({ auth, baseUrl: hub.url });
    expect((await octokit.rest.apps.getAuthenticated()).data?.slug).toBe('goldgate');
    expect((await octokit.rest.repos.get(where)).data.full_name).toBe('acme/prompts');
    expect((await octokit.rest.apps.listReposAccessibleToInstallation()).data.repositories).toHaveLength(1);
    expect((await octokit.rest.apps.listInstallations()).data[0]?.id).toBe(hub.app.installation);
    expect((await octokit.rest.apps.getRepoInstallation(where)).data.app_slug).toBe('goldgate');
  });

  test('hears signed webhooks, and a failed one is sent again with its GUID', async () => {
    const heard: { body: string; headers: Record<string, unknown> }[] = [];
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (part) => {
        body += part;
      });
      request.on('end', () => {
        heard.push({ body, headers: request.headers });
        response.writeHead(202).end('ok');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    open();
    const lost = hub.deliveries.at(-1);
    expect(lost?.statusCode).toBe(502);
    hub.deliverTo(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    const auth = { appId: hub.app.id, privateKey: hub.app.privateKey };
    const { apps } = new ProbotOctokit({ auth, baseUrl: hub.url }).rest;
    const failed = (await apps.listWebhookDeliveries()).data.filter(({ status_code }) => status_code >= 300);
    expect(failed[0]?.guid).toBe(lost?.guid);
    await apps.redeliverWebhookDelivery({ delivery_id: failed[0]?.id ?? 0 });
    await hub.idle();
    expect(heard).toHaveLength(1);
    expect(heard[0]?.headers['x-github-delivery']).toBe(lost?.guid);
    const signature = String(heard[0]?.headers['x-hub-signature-256']);
    const probot = new Probot({ secret: hub.app.webhookSecret, appId: hub.app.id, privateKey: hub.app.privateKey });
    await probot.ready();
    expect(await probot.webhooks.verify(heard[0]?.body ?? '', signature)).toBe(true);
    expect((await apps.getWebhookDelivery({ delivery_id: lost?.id ?? 0 })).data.request.payload).toMatchObject({
      action: 'opened',
    });
    server.close();
  });
});

describe('people', () => {
  test('teams, members of child teams, pending members, permissions', async () => {
    hub.world.addTeam('acme/curators', ['ann'], { pending: ['cat'] });
    hub.world.addTeam('acme/seniors', ['bob'], { parent: 'curators' });
    const team = { org: 'acme', team_slug: 'curators' };
    expect((await app.teams.getByName(team)).data.slug).toBe('curators');
    expect((await app.teams.listMembersInOrg(team)).data.map(({ login }) => login)).toEqual(['ann', 'bob']);
    const membership = (username: string) => app.teams.getMembershipForUserInOrg({ ...team, username });
    expect((await membership('cat')).data.state).toBe('pending');
    await expect(membership('web-flow')).rejects.toMatchObject({ status: 404 });
    repository.setPermission('bob', 'maintain');
    const level = await app.repos.getCollaboratorPermissionLevel({ ...where, username: 'bob' });
    expect(level.data).toMatchObject({ permission: 'write', role_name: 'maintain' });
    expect((await app.repos.listCollaborators(where)).data).toHaveLength(3);
    expect((await app.users.getByUsername({ username: 'ANN' })).data.login).toBe('ann');
  });
});

describe('pull requests', () => {
  test('facts, reviews, files, commits', async () => {
    const number = open();
    const pull_number = number;
    repository.review(number, 'bob', 'APPROVED');
    repository.review(number, 'cat', 'CHANGES_REQUESTED');
    hub.world.removeUser('cat');
    const { data } = await app.pulls.get({ ...where, pull_number });
    expect(data).toMatchObject({ changed_files: 1, commits: 1, mergeable: true });
    const reviews = (await app.pulls.listReviews({ ...where, pull_number })).data;
    expect(reviews.map(({ user, state }) => [user?.login ?? null, state])).toEqual([
      ['bob', 'APPROVED'],
      [null, 'CHANGES_REQUESTED'],
    ]);
    expect((await app.pulls.listFiles({ ...where, pull_number })).data[0]).toMatchObject({
      filename: 'data/ba.jsonl',
      additions: 1,
    });
    expect((await app.pulls.listCommits({ ...where, pull_number })).data[0]?.author?.login).toBe('ann');
    expect(
      (await app.repos.listPullRequestsAssociatedWithCommit({ ...where, commit_sha: data.head.sha })).data,
    ).toHaveLength(1);
    expect((await app.pulls.list({ ...where, state: 'open' })).data).toHaveLength(1);
  });

  test('a push, an update and a merge', async () => {
    const number = open();
    const before = repository.pull(number).head.sha;
    repository.commit('main', { 'other.txt': 'x' });
    const after = repository.updateBranch(number, 'bob');
    expect(hub.deliveries.at(-1)).toMatchObject({ event: 'pull_request', action: 'synchronize' });
    expect(JSON.parse(hub.deliveries.at(-1)?.body ?? '')).toMatchObject({ before, after });
    expect(repository.history.commit(after)).toMatchObject({
      verified: true,
      parents: [before, repository.head('main')],
    });
    expect(repository.canMerge(number)).toBe(false);
    await app.checks.create({ ...where, name: 'goldgate/double-review', head_sha: after, conclusion: 'success' });
    expect(repository.canMerge(number)).toBe(true);
    repository.mergePullRequest(number, 'bob');
    expect((await app.pulls.get({ ...where, pull_number: number })).data.merged).toBe(true);
    const folder = mkdtempSync(join(tmpdir(), 'clone-'));
    execFileSync('git', ['clone', '-q', repository.folder, folder]);
    expect(readFileSync(join(folder, 'data/ba.jsonl'), 'utf8')).toBe('{"a":2}\n');
    execFileSync('git', ['-C', folder, 'fsck', '--strict']);
    rmSync(folder, { recursive: true });
  });

  test('forks: commits are found, pull requests by commit are not, and a deleted one is null', async () => {
    const fork = repository.fork('bob');
    const sha = fork.commit('feature', { 'data/ba.jsonl': '{"a":3}\n' }, { author: 'bob' });
    const number = repository.openPullRequest({ author: 'bob', head: 'feature', fork });
    expect((await app.pulls.get({ ...where, pull_number: number })).data.head.repo?.full_name).toBe('bob/prompts');
    expect((await app.repos.listPullRequestsAssociatedWithCommit({ ...where, commit_sha: sha })).data).toEqual([]);
    expect((await app.git.getCommit({ ...where, commit_sha: sha })).data.sha).toBe(sha);
    fork.deleteFork();
    expect((await app.pulls.get({ ...where, pull_number: number })).data.head.repo).toBeNull();
  });

  test('lists end at 250 commits, and the count goes on', async () => {
    const pull_number = open();
    for (let index = 0; index < 252; index += 1) repository.commit('change', { x: String(index) }, { author: 'ann' });
    const page = async (number: number) =>
      (await app.pulls.listCommits({ ...where, pull_number, per_page: 100, page: number })).data.length;
    expect([await page(1), await page(2), await page(3), await page(4)]).toEqual([100, 100, 50, 0]);
    expect((await app.pulls.get({ ...where, pull_number })).data.commits).toBe(253);
  });

  test('only the expected app opens the gate when the ruleset names it', async () => {
    const number = open();
    const check = { sha: repository.head('change'), name: 'goldgate/double-review' };
    repository.createCheck({ ...check, appId: 15_368, conclusion: 'success' });
    expect(repository.canMerge(number)).toBe(true);
    repository.requiredSource = hub.app.id;
    expect(repository.canMerge(number)).toBe(false);
    repository.createCheck({ ...check, appId: hub.app.id, conclusion: 'success' });
    expect(repository.canMerge(number)).toBe(true);
  });

  test('a real git push, packed, is a push', async () => {
    const number = open();
    const folder = mkdtempSync(join(tmpdir(), 'clone-'));
    const git = (...words: string[]) => execFileSync('git', ['-C', folder, ...words]);
    execFileSync('git', ['-C', repository.folder, 'config', 'receive.unpackLimit', '1']);
    git('clone', '-q', '-b', 'change', repository.folder, '.');
    writeFileSync(join(folder, 'pushed.txt'), 'by git');
    git('add', '.');
    git('-c', 'user.name=ann', '-c', 'user.email=ann@example.com', 'commit', '-q', '-m', 'Pushed');
    git('push', '-q', 'origin', 'change');
    repository.acceptPushes({ by: 'ann' });
    rmSync(folder, { recursive: true });
    expect(hub.deliveries.at(-1)).toMatchObject({ event: 'pull_request', action: 'synchronize' });
    expect(repository.file('pushed.txt', 'change')?.toString()).toBe('by git');
    const commits = (await app.pulls.listCommits({ ...where, pull_number: number })).data;
    expect(commits.map(({ author }) => author?.login)).toEqual(['ann', 'ann']);
  });
});
