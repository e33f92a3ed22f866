// The whole server, as a process, against fakehub.

import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { webhookPath } from '../../src/commands/app/webhook-door.ts';
import { FakeHub } from '../fakehub/fakehub.ts';
import type { Repository } from '../fakehub/repository.ts';
import { type AppChild, spawnApp, startApp } from './child.ts';

const canary = 'canary-7f3a';
let hub: FakeHub;
let repository: Repository;
let number: number;
const started: AppChild[] = [];

beforeEach(async () => {
  hub = await FakeHub.start();
  for (const login of ['ann', 'bob', 'cat']) hub.world.addUser(login);
  const review = 'review:\n  curators:\n    users: [bob, cat]\n';
  repository = hub.world.createRepository({
    owner: 'acme',
    name: 'prompts',
    files: { '.github/goldgate.yml': review, 'data/production/ba_eval.jsonl': '{"a":1}\n', 'README.md': 'hello\n' },
  });
  for (const login of ['ann', 'bob', 'cat']) repository.setPermission(login, 'write');
  number = open('change');
});

afterEach(async () => {
  hub.deliverTo(null);
  await hub.idle();
  const written = started.map((app) => app.written()).join('');
  for (const app of started.splice(0)) await app.end('SIGKILL');
  expect(hub.violations).toEqual([]);
  const tokens = /gh[ps]_\w+|eyJ[\w-]+\.|BEGIN [A-Z ]*PRIVATE/;
  expect(written).not.toMatch(tokens);
  expect(written).not.toContain(canary);
  expect(written).not.toContain(hub.app.webhookSecret);
  expect(written).not.toContain(hub.app.privateKey.split('\n')[3]);
  await hub[Symbol.asyncDispose]();
});

function open(branch: string): number {
  const files = { 'data/production/ba_eval.jsonl': `{"a":"${canary} ${branch}"}\n` };
  repository.commit(branch, files, { author: 'ann', message: `Change ${canary}` });
  return repository.openPullRequest({ author: 'ann', head: branch, title: canary, body: canary });
}

/** Deliveries go to it as soon as it listens. */
async function start(logLevel?: string): Promise<AppChild> {
  const { id: appId, privateKey, webhookSecret: secret } = hub.app;
  const app = await startApp({ appId, privateKey, secret, api: hub.url, ...(logLevel ? { logLevel } : {}) });
  started.push(app);
  hub.deliverTo(app.url + webhookPath);
  return app;
}

const checks = (pull = number) =>
  [...repository.checks.values()].filter(
    ({ sha, name }) => name === 'goldgate/double-review' && sha === repository.pull(pull).head.sha,
  );
const expectCheck = (conclusion: string, title: RegExp, pull = number) =>
  expect
    .poll(() => checks(pull).map((check) => `${check.conclusion} ${check.output.title}`), {
      timeout: 10_000,
      interval: 20,
    })
    .toEqual([expect.stringMatching(new RegExp(`^${conclusion} .*${title.source}`))]);

test('the sweep of the start finds an open pull request, and reviews turn its check green', async () => {
  const app = await start();
  await expectCheck('failure', /0 of 2/);
  repository.review(number, 'bob', 'APPROVED', { body: canary });
  await expectCheck('failure', /1 of 2/);
  repository.review(number, 'cat', 'APPROVED');
  await expectCheck('success', /2 of 2/);
  repository.comment(number, 'ann', `${canary} is no /command`);
  expect((await fetch(`${app.url}/readyz`)).status).toBe(200);
  await hub.idle();
  expect(hub.deliveries.filter(({ statusCode }) => statusCode >= 300 && statusCode !== 502)).toEqual([]);
});

test('killed and started again, it finds what it missed, also the heads of reviews', async () => {
  const first = await start();
  await expectCheck('failure', /0 of 2/);
  await first.end('SIGKILL');
  // Nobody hears this: GitHub's attempts fail.
  repository.review(number, 'bob', 'APPROVED');
  await hub.idle();
  const second = await start();
  await expectCheck('failure', /1 of 2/);
  await second.end('SIGKILL');
  repository.review(number, 'cat', 'APPROVED');
  // Rebased with the same content: only a record tells what was approved.
  repository.commit('main', { 'README.md': 'new\n' }, { author: 'cat' });
  repository.rebase('change', 'main', { by: 'ann' });
  await hub.idle();
  await start();
  await expectCheck('success', /2 of 2/);
  expect(checks()).toHaveLength(1);
});

test('a review that was answered and not worked off before the end is read again from GitHub', async () => {
  // Whatever is asked about the pull request fails, so the delivery is accepted and its work never done.
  const first = await start();
  await expectCheck('failure', /0 of 2/);
  hub.faults.request = ({ path }) => (path.includes('/pulls') ? { kind: 'status', status: 502 } : null);
  for (const login of ['bob', 'cat']) repository.review(number, login, 'APPROVED');
  await hub.idle();
  await first.end('SIGKILL');
  hub.deliverTo(null);
  repository.commit('main', { 'README.md': 'new\n' }, { author: 'cat' });
  repository.rebase('change', 'main', { by: 'ann' });
  hub.faults.request = null;
  await start();
  await expectCheck('success', /2 of 2/);
});

test('while GitHub cannot be read the check is in progress, and right again by itself', async () => {
  await start();
  await expectCheck('failure', /0 of 2/);
  let failures = 0;
  hub.faults.request = ({ path }) =>
    path.endsWith(`/pulls/${number + 1}/reviews`) && failures++ < 1 ? { kind: 'status', status: 502 } : null;
  const other = open('other');
  const status = () => checks(other).map((check) => check.status);
  await expect.poll(status, { timeout: 5_000, interval: 5 }).toEqual(['in_progress']);
  await expectCheck('failure', /0 of 2/, other);
});

test('told to end, it takes no more deliveries, ends what runs, and says that all is well', async () => {
  const app = await start();
  await expectCheck('failure', /0 of 2/);
  hub.latencyMs = 100;
  repository.review(number, 'bob', 'APPROVED');
  repository.review(number, 'cat', 'APPROVED');
  await hub.idle();
  const ended = app.end('SIGTERM');
  await expect.poll(async () => (await fetch(`${app.url}/readyz`)).status, { interval: 5 }).toBe(503);
  const refused = await fetch(app.url + webhookPath, { method: 'POST', body: '{}' });
  expect(refused.status).toBe(503);
  expect(await ended).toBe(0);
  expect(checks()[0]?.output.title).toMatch(/2 of 2/);
  expect(app.written()).toContain('"msg":"stopped"');
});

test('its log holds one line of figures for each piece of work, and at no level more than it may', async () => {
  const app = await start('trace');
  repository.review(number, 'bob', 'APPROVED', { body: canary });
  await expectCheck('failure', /1 of 2/);
  await app.end('SIGTERM');
  type Line = Partial<Record<'outcome' | 'kind' | 'event' | 'status' | 'calls', unknown>>;
  const lines = app
    .written()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
  const done = lines.filter(({ outcome, kind }) => outcome === 'done' && kind === 'pull-request');
  expect(done[0]).toMatchObject({ repository: 'acme/prompts', number, milliseconds: expect.any(Number) });
  expect(done[0]?.calls).toBeGreaterThan(3);
  const answered = lines.find(({ event, status }) => event === 'pull_request_review' && status === 202);
  expect(answered).toMatchObject({ delivery: expect.stringMatching(/^[\w-]{36}$/), milliseconds: expect.any(Number) });
});

test('without its settings it does not start: a line for each, and nobody falls back on a known secret', async () => {
  const { process, written } = spawnApp({ APP_ID: '1', WEBHOOK_SECRET: 'development', PORT: '0' });
  const [code] = await once(process, 'exit');
  expect(code).toBe(2);
  expect(written().trim().split('\n')).toEqual([
    expect.stringMatching(/^error: neither PRIVATE_KEY nor PRIVATE_KEY_PATH/),
    expect.stringMatching(/^error: WEBHOOK_SECRET is too short/),
  ]);
});
