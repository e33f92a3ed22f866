// The sweeps' times, on a clock that is moved by hand, against fakehub.

import { Probot } from 'probot';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Installations } from '../../src/commands/app/installations.ts';
import type { Clock, Task } from '../../src/commands/app/queue.ts';
import { Sweeps } from '../../src/commands/app/sweeps.ts';
import { FakeHub } from '../fakehub/fakehub.ts';

let hub: FakeHub;
let sweeps: Sweeps;
let added: Task[];
let warnings: string[];
let waiting: { milliseconds: number; call: () => void }[];
const clock: Clock = {
  now: () => Date.now(),
  after(milliseconds, call) {
    const timer = { milliseconds, call };
    waiting.push(timer);
    return () => {
      waiting = waiting.filter((other) => other !== timer);
    };
  },
};

beforeEach(async () => {
  hub = await FakeHub.start();
  hub.world.addUser('ann');
  for (const name of ['one', 'two']) hub.world.createRepository({ owner: 'acme', name, files: { 'README.md': 'x\n' } });
  [added, warnings, waiting] = [[], [], []];
  const { id: appId, privateKey, webhookSecret: secret } = hub.app;
  const probot = new Probot({ appId, privateKey, secret, baseUrl: hub.url, logLevel: 'fatal', logFormat: 'json' });
  await probot.ready();
  const queue = {
    add: async (task: Task) => void added.push(task),
    drain: async () => {},
    size: { waiting: 0, running: 0 },
  };
  const warn = (fields: object) => void warnings.push(JSON.stringify(fields));
  sweeps = new Sweeps(new Installations(probot, hub.url), queue, { info: () => {}, warn }, clock);
});
afterEach(async () => {
  sweeps.stop();
  await hub[Symbol.asyncDispose]();
});

const swept = () => added.map(({ repository, work, background }) => `${repository.repo} ${work.kind} ${background}`);
/** Lets the one timer that waits ring. */
function ring(): number {
  const [timer, ...more] = waiting;
  expect(more).toEqual([]);
  waiting = [];
  timer?.call();
  return timer?.milliseconds ?? 0;
}

test('every repository is swept at the start and about five minutes later, behind what events ask for', async () => {
  await sweeps.start();
  expect(sweeps.begun).toBe(true);
  expect(swept()).toEqual(['one repository true', 'two repository true']);
  expect(ring()).toBeGreaterThan(290_000);
  await expect.poll(() => added.length).toBe(4);
  await expect.poll(() => waiting.length).toBe(1);
  expect(warnings).toEqual([]);
});

test('while GitHub does not know the App it is asked again soon, and nothing counts as begun', async () => {
  hub.faults.request = () => ({ kind: 'status', status: 503 });
  await sweeps.start();
  expect([sweeps.begun, added]).toEqual([false, []]);
  expect(warnings).toEqual([expect.stringMatching(/"status":503,"call":"GET \/app"/)]);
  hub.faults.request = null;
  expect(ring()).toBeLessThanOrEqual(15_000);
  await expect.poll(swept).toHaveLength(2);
  expect(sweeps.begun).toBe(true);
});

test('what fails in one part keeps no other from being swept', async () => {
  hub.faults.request = ({ path }) => (path.startsWith('/app/hook') ? { kind: 'status', status: 500 } : null);
  await sweeps.start();
  expect(swept()).toHaveLength(2);
  expect(warnings).toHaveLength(1);
});

test('when people change, their installation is swept in a moment, once for many changes', async () => {
  await sweeps.start();
  ring();
  await expect.poll(() => waiting.length).toBe(1);
  waiting = [];
  added = [];
  for (let change = 0; change < 5; change++) sweeps.soon(hub.app.installation);
  expect(ring()).toBeLessThanOrEqual(5_000);
  await expect.poll(swept).toHaveLength(2);
});

test('once stopped it neither rings nor takes a change', async () => {
  await sweeps.start();
  sweeps.soon(hub.app.installation);
  sweeps.stop();
  sweeps.soon(hub.app.installation);
  expect(waiting).toEqual([]);
});

test('a failed delivery is sent again once, not at every sweep', async () => {
  const [repository] = hub.world.repositories.values();
  repository?.commit('change', { 'README.md': 'y\n' }, { author: 'ann' });
  repository?.openPullRequest({ author: 'ann', head: 'change' });
  const attempts = () => hub.requests.filter(({ path }) => path.endsWith('/attempts')).length;
  const lost = hub.deliveries.length;
  await sweeps.start();
  expect(attempts()).toBe(lost);
  ring();
  await expect.poll(() => waiting.length).toBe(1);
  expect(attempts()).toBe(lost);
});
