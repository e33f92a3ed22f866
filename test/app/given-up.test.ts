// What the queue does over hours when a pull request cannot be judged, in moments: its clock rings at once.

import { Probot } from 'probot';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Installations } from '../../src/commands/app/installations.ts';
import { jobs } from '../../src/commands/app/jobs.ts';
import { type Clock, MemoryQueue, type Queue } from '../../src/commands/app/queue.ts';
import { pullRequestWork } from '../../src/review/events.ts';
import type { Fault } from '../fakehub/faults.ts';
import { golden, policy, ReviewScene } from './review-scene.ts';

let scene: ReviewScene;
let queue: Queue;
let number: number;
let pauses: number[];
/** How the check stood whenever a pause began. */
let seen: (string | null)[];
const now = () => scene.verdict(scene.head(number));
let time = Date.now();
const clock: Clock = {
  now: () => time,
  after(milliseconds, call) {
    pauses.push(milliseconds / 1000);
    seen.push(now());
    const timer = setImmediate(() => {
      time += milliseconds;
      call();
    });
    return () => clearImmediate(timer);
  },
};

beforeEach(async () => {
  scene = await ReviewScene.start();
  [pauses, seen] = [[], []];
  const { id: appId, privateKey, webhookSecret: secret } = scene.hub.app;
  const baseUrl = scene.hub.url;
  const probot = new Probot({ appId, privateKey, secret, baseUrl, logLevel: 'fatal', logFormat: 'json' });
  await probot.ready();
  const log = { info: () => {}, warn: () => {} };
  queue = new MemoryQueue({ ...jobs(new Installations(probot, baseUrl), log, () => queue), clock });
  number = scene.open();
  scene.approve(number, 'bea', 'cem');
  await work();
  expect(now()).toBe('success: 2 of 2 approvals');
});

afterEach(async () => {
  expect(scene.hub.violations).toEqual([]);
  await scene[Symbol.asyncDispose]();
});

/** Until nothing waits. */
async function work(): Promise<void> {
  const repository = { owner: 'acme', repo: 'prompts' };
  const { installation } = scene.hub.app;
  await queue.add({ installation, repository, work: pullRequestWork(number), background: false });
  await expect.poll(() => queue.size, { interval: 5, timeout: 20_000 }).toEqual({ waiting: 0, running: 0 });
}

const unanswered: [string, Fault, number[]][] = [
  ['answers with 502', { kind: 'status', status: 502 }, [2, 4, 8, 16, 32, 64, 128]],
  ['does not answer', { kind: 'hang-up', when: 'before' }, [2, 4, 8, 16, 32, 64, 128]],
  ['has had enough', { kind: 'rate-limit', retryAfter: 100 }, [100, 100, 100, 100, 100, 100, 128]],
];

test.each(unanswered)(
  '64: when GitHub %s, a success is taken back at once, and it fails at last',
  async (_, fault, expected) => {
    scene.hub.faults.request = ({ path }) => (path.endsWith('/reviews') ? fault : null);
    await work();
    expect(pauses).toEqual(expected);
    expect(new Set(seen)).toEqual(new Set(['in_progress: GitHub cannot be read just now']));
    expect(now()).toBe('failure: The review cannot be judged');
    scene.hub.faults.request = null;
    await work();
    expect(now()).toBe('success: 2 of 2 approvals');
  },
);

test('64: an error of Goldgate’s own fails the same way', async () => {
  const link = { mode: '120000', content: '../other.yml' };
  scene.repository.commit('main', { '.github/goldgate.yml': link, 'other.yml': policy() }, { author: 'dan' });
  await work();
  expect(pauses).toHaveLength(7);
  expect(new Set(seen)).toEqual(new Set(['in_progress: GitHub cannot be read just now']));
  expect(now()).toBe('failure: The review cannot be judged');
});

test('64: a push while it is tried again is judged, and never by what was before', async () => {
  let refused = 0;
  scene.hub.faults.request = ({ path }) => {
    if (!path.endsWith('/reviews')) return null;
    refused += 1;
    if (refused === 3) scene.repository.commit('change', { [golden]: '{"a":3}\n' }, { author: 'ann' });
    return refused < 6 ? { kind: 'status', status: 502 } : null;
  };
  await work();
  expect(seen.filter((said) => said?.startsWith('success'))).toEqual([]);
  expect(now()).toBe('failure: 0 of 2 approvals');
});
