// What fakehub must not let pass: evil requests, lacking permissions; and what it does when a test asks for faults.

import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { Octokit } from '@octokit/rest';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FakeHub } from './fakehub.ts';
import { seededDeliveries, seededRequests } from './faults.ts';
import type { Repository } from './repository.ts';

const where = { owner: 'acme', repo: 'prompts' };
const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
let hub: FakeHub;
let repository: Repository;
let octokit: Octokit;

beforeEach(async () => {
  hub = await FakeHub.start();
  for (const login of ['ann', 'bob']) hub.world.addUser(login);
  const files = { 'README.md': 'hello\n', '.github/workflows/tune.yml': 'name: Tune\non: workflow_dispatch\n' };
  repository = hub.world.createRepository({ owner: 'acme', name: 'prompts', files });
  octokit = new Octokit({ auth: hub.installationToken(), baseUrl: hub.url, log: silent });
});

afterEach(() => hub[Symbol.asyncDispose]());

function open(): number {
  repository.commit('change', { 'README.md': 'changed\n' }, { author: 'ann' });
  return repository.openPullRequest({ author: 'ann', head: 'change' });
}

test.each([
  ['GET /repos/acme/prompts/pulls?stat=open', undefined, 'there is no parameter stat'],
  [
    'GET /repos/acme/prompts/pulls?state=merged',
    undefined,
    'the parameter/state must be equal to one of the allowed values',
  ],
  ['GET /repos/acme/prompts/pulls/first', undefined, 'the parameter/pull_number must be integer'],
  ['GET /repos/acme/prompts/stargazers', undefined, 'fakehub does not know this operation'],
  ['POST /repos/acme/prompts/issues', {}, "the body must have required property 'title'"],
  ['POST /repos/acme/prompts/issues', { title: 'x', bodytext: 'x' }, 'the body must NOT have additional properties'],
  ['POST /repos/acme/prompts/issues', { title: 'x', labels: 'x' }, 'the body/labels must be array'],
  [
    'POST /repos/acme/prompts/check-runs',
    { name: 'x', head_sha: 'x', output: { title: 'x', summary: 'x', txt: 'x' } },
    'the body/output must NOT',
  ],
])('%s %j is a violation', async (what, body, said) => {
  const [method = '', path = ''] = what.split(' ');
  const headers = { authorization: `Bearer ${hub.installationToken()}` };
  await fetch(`${hub.url}${path}`, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
  expect(hub.violations.join('\n')).toContain(said);
});

test('what the app may not do is a 403 and a violation', async () => {
  await using strict = await FakeHub.start({ permissions: { metadata: 'read', checks: 'read' } });
  strict.world.createRepository({ ...where, name: 'prompts', files: { a: 'b' } });
  const { rest } = new Octokit({ auth: strict.installationToken(), baseUrl: strict.url, log: silent });
  await expect(rest.pulls.list(where)).rejects.toMatchObject({ status: 403 });
  const head_sha = strict.world.repository().head('main');
  await expect(rest.checks.create({ ...where, name: 'x', head_sha })).rejects.toMatchObject({ status: 403 });
  expect((await rest.checks.listForRef({ ...where, ref: head_sha })).data.total_count).toBe(0);
  expect(strict.violations).toEqual([
    'GET /repos/{owner}/{repo}/pulls: the installation has not the permission pull_requests: read',
    'POST /repos/{owner}/{repo}/check-runs: the installation has not the permission checks: write',
  ]);
});

test('no, old and wrong credentials are refused', async () => {
  const as = (auth: string) => new Octokit({ auth, baseUrl: hub.url, log: silent }).rest.repos.get(where);
  await expect(as('ghs_wrong')).rejects.toMatchObject({ status: 401 });
  await expect(as('a.b.c')).rejects.toMatchObject({ status: 401 });
  expect((await as(hub.token('ann'))).data.name).toBe('prompts');
  const old = hub.token('ann');
  hub.world.removeUser('ann');
  await expect(as(old)).rejects.toMatchObject({ status: 401 });
});

test('a person needs write access, and a workflow its own repository', async () => {
  const run = repository.startRun({ workflow: 'tune.yml', event: 'schedule' });
  const as = (auth: string) => new Octokit({ auth, baseUrl: hub.url, log: silent }).rest;
  const cancel = (auth: string) => as(auth).actions.cancelWorkflowRun({ ...where, run_id: run.id });
  await expect(cancel(hub.token('ann'))).rejects.toMatchObject({ status: 403 });
  await expect(cancel(hub.workflowToken('acme/other', { actions: 'write' }))).rejects.toMatchObject({ status: 403 });
  repository.setPermission('ann', 'write');
  expect((await cancel(hub.token('ann'))).status).toBe(202);
});

test('a deleted head branch closes its pull request', () => {
  const number = open();
  repository.deleteBranch('change', { by: 'ann' });
  expect(repository.issue(number).state).toBe('closed');
  expect(hub.deliveries.at(-1)).toMatchObject({ event: 'pull_request', action: 'closed' });
});

test('an equal answer is a 304 that costs nothing', async () => {
  const headers = { authorization: `Bearer ${hub.installationToken()}` };
  const first = await fetch(`${hub.url}/repos/acme/prompts`, { headers });
  const etag = first.headers.get('etag') ?? '';
  expect(
    (await fetch(`${hub.url}/repos/acme/prompts`, { headers: { ...headers, 'if-none-match': etag } })).status,
  ).toBe(304);
  expect(hub.requests.map(({ conditional }) => conditional)).toEqual([false, true]);
});

test('answers are refused, cut off before and after the write, lost, and late', async () => {
  const issue_number = open();
  const write = () => octokit.rest.issues.createComment({ ...where, issue_number, body: 'x' });
  const count = () => repository.comments.size;
  hub.faults.request = () => ({ kind: 'status', status: 502 });
  await expect(write()).rejects.toMatchObject({ status: 502 });
  hub.faults.request = () => ({ kind: 'rate-limit' });
  await expect(write()).rejects.toMatchObject({ status: 403, response: { headers: { 'x-ratelimit-remaining': '0' } } });
  hub.faults.request = () => ({ kind: 'rate-limit', status: 429, retryAfter: 7 });
  await expect(write()).rejects.toMatchObject({ status: 429, response: { headers: { 'retry-after': '7' } } });
  hub.faults.request = () => ({ kind: 'hang-up', when: 'before' });
  await expect(write()).rejects.toThrow();
  expect(count()).toBe(0);
  hub.faults.request = () => ({ kind: 'hang-up', when: 'after' });
  await expect(write()).rejects.toThrow();
  expect(count()).toBe(1);
  hub.faults.request = () => ({ kind: 'lost-answer' });
  await expect(write()).rejects.toMatchObject({ status: 502 });
  expect(count()).toBe(2);
  hub.faults.request = () => ({ kind: 'delay', ms: 30 });
  const start = performance.now();
  await write();
  expect(performance.now() - start).toBeGreaterThan(25);
});

test('a list that lags does not show what was just written', async () => {
  const issue_number = open();
  hub.faults.lagMs = 60_000;
  await octokit.rest.issues.createComment({ ...where, issue_number, body: 'x' });
  const list = () => octokit.rest.issues.listComments({ ...where, issue_number });
  expect((await list()).data).toHaveLength(0);
  hub.faults.lagMs = 0;
  expect((await list()).data).toHaveLength(1);
});

test('the same seed draws the same faults', () => {
  const draw = (seed: number) => {
    const [request, delivery] = [seededRequests(seed, 0.5), seededDeliveries(seed, 0.5)];
    return Array.from({ length: 50 }, () => [
      request({ method: 'GET', path: '/', route: 'GET /' }),
      delivery({ event: 'push', action: null, guid: '' }),
    ]);
  };
  expect(draw(7)).toEqual(draw(7));
  expect(draw(7)).not.toEqual(draw(8));
});

test('deliveries are dropped, doubled and late', async () => {
  const heard: string[] = [];
  const server = createServer((request, response) => {
    heard.push(String(request.headers['x-github-event']));
    request.resume().on('end', () => response.writeHead(202).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  hub.deliverTo(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  hub.faults.delivery = ({ event }) =>
    event === 'push' ? { kind: 'drop' } : event === 'pull_request' ? { kind: 'delay', ms: 30 } : { kind: 'double' };
  repository.comment(open(), 'bob', 'hello');
  await hub.idle();
  expect(heard).toEqual(['issue_comment', 'issue_comment', 'pull_request']);
  expect(hub.deliveries.filter(({ statusCode }) => statusCode === 504).map(({ event }) => event)).toContain('push');
  server.close();
});

test("GitHub's odd ways: reviews bound anew, forks that checks and runs do not tell", async () => {
  const number = open();
  repository.rebindsReviews = true;
  repository.review(number, 'bob', 'APPROVED');
  const head = repository.commit('change', { 'README.md': 'again\n' }, { author: 'ann' });
  expect(repository.pull(number).reviews[0]?.commit).toBe(head);
  const fork = repository.fork('bob');
  const sha = fork.commit('feature', { 'README.md': 'forked\n' }, { author: 'bob' });
  repository.openPullRequest({ author: 'bob', head: 'feature', fork });
  const { data } = await octokit.rest.checks.create({ ...where, name: 'gate', head_sha: sha });
  expect(data.pull_requests).toEqual([]);
  const mine = await octokit.rest.checks.create({ ...where, name: 'gate', head_sha: head });
  expect(mine.data.pull_requests.map((pull) => pull?.number)).toEqual([number]);
  const run = repository.startRun({ workflow: 'tune.yml', event: 'pull_request', from: fork, branch: 'feature' });
  expect((await octokit.rest.actions.getWorkflowRun({ ...where, run_id: run.id })).data.pull_requests).toEqual([]);
  expect(hub.violations).toEqual([]);
});

interface Example {
  name: string;
  examples: { action?: string }[];
}

/** The keys of `wanted` that `given` has not, at any depth. */
function absent(wanted: unknown, given: unknown, path: string): string[] {
  if (typeof wanted !== 'object' || wanted === null || given === null) return [];
  if (Array.isArray(wanted)) return Array.isArray(given) && given.length > 0 ? absent(wanted[0], given[0], path) : [];
  return Object.entries(wanted).flatMap(([key, value]) => {
    const known = typeof given === 'object' && key in given;
    return known ? absent(value, (given as Record<string, unknown>)[key], `${path}.${key}`) : [`${path}.${key}`];
  });
}

test('webhooks have every field of the real ones', () => {
  const load = createRequire(import.meta.url);
  const examples = load('@octokit/webhooks-examples/api.github.com/index.json') as Example[];
  repository.setPermission('ann', 'write');
  hub.world.addTeam('acme/curators', []);
  hub.world.addToTeam('acme/curators', 'ann');
  const number = open();
  repository.commit('change', { 'README.md': 'again\n' }, { author: 'ann' });
  repository.dismissReview(repository.review(number, 'bob', 'APPROVED'), 'ann');
  repository.comment(number, 'bob', 'hello');
  const check = repository.createCheck({ sha: repository.head('change'), name: 'x', appId: hub.app.id });
  repository.rerequest(check.id, 'bob');
  repository.enqueue([number]);
  repository.completeRun(repository.startRun({ workflow: 'tune.yml' }), 'success');
  repository.closePullRequest(number);
  const compared = new Set<string>();
  // What only repositories of GitHub's oldest days, or users, have.
  const known = [
    '.repository.owner.name',
    '.repository.owner.email',
    '.repository.stargazers',
    '.repository.master_branch',
  ];
  for (const { event, action, body } of hub.deliveries) {
    const real = examples.find(({ name }) => name === event)?.examples.filter((one) => (one.action ?? null) === action);
    const missing = (real ?? []).map((one) =>
      absent(one, JSON.parse(body), '').filter((path) => !known.includes(path)),
    );
    const least = missing.sort((one, other) => one.length - other.length)[0];
    if (!least) continue;
    expect(least, `${event} ${action}`).toEqual([]);
    compared.add(`${event} ${action}`);
  }
  expect(compared.size).toBeGreaterThan(10);
});
