// Rows on deliveries, heads and the life of a pull request, through the whole server: one process, and for each row a
// repository of its own.

import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { webhookPath } from '../../src/commands/app/webhook-door.ts';
import { SteppingClock } from '../fakehub/clock.ts';
import { FakeHub } from '../fakehub/fakehub.ts';
import type { Repository } from '../fakehub/repository.ts';
import { type AppChild, startApp } from './child.ts';

const golden = 'data/ba.jsonl';
const policy = (approvals = 2) =>
  `review:\n  curators:\n    teams: [acme/curators]\n  approvals: ${approvals}\n  rules:\n    - paths: ["data/**"]\n`;

let hub: FakeHub;
let app: AppChild;
let repository: Repository;
let repositories = 0;

beforeAll(async () => {
  hub = await FakeHub.start({ clock: new SteppingClock().next });
  hub.world.addUser('ann');
  hub.world.addTeam('acme/curators', ['bea', 'cem', 'dan']);
  const { id: appId, privateKey, webhookSecret: secret } = hub.app;
  app = await startApp({ appId, privateKey, secret, api: hub.url });
  hub.deliverTo(app.url + webhookPath);
});

beforeEach(() => {
  const files = { '.github/goldgate.yml': policy(), [golden]: '{"a":1}\n', 'README.md': 'hello\n' };
  repository = hub.world.createRepository({ owner: 'acme', name: `rows-${++repositories}`, files });
  for (const login of ['ann', 'bea', 'cem', 'dan']) repository.setPermission(login, 'write');
});

afterEach(async () => {
  Object.assign(hub.faults, { request: null, delivery: null });
  await hub.idle();
  expect(hub.violations).toEqual([]);
});

afterAll(async () => {
  hub.deliverTo(null);
  await app[Symbol.asyncDispose]();
  await hub[Symbol.asyncDispose]();
});

function open(head = 'change', files: Parameters<Repository['commit']>[1] = { [golden]: '{"a":2}\n' }): number {
  repository.commit(head, files, { author: 'ann' });
  return repository.openPullRequest({ author: 'ann', head });
}
const approve = (number: number, ...logins: string[]) =>
  logins.map((login) => repository.review(number, login, 'APPROVED'));
const push = (text: string) => repository.commit('change', { [golden]: `{"a":"${text}"}\n` }, { author: 'ann' });
const head = (number: number) => repository.pull(number).head.sha;
const checks = (sha: string) => [...repository.checks.values()].filter((check) => check.sha === sha);
function verdict(sha: string): string | null {
  const check = checks(sha).at(-1);
  return check ? `${check.conclusion ?? check.status}: ${check.output.title}` : null;
}
const becomes = (sha: string, said: string | RegExp) =>
  expect
    .poll(() => verdict(sha), { timeout: 15_000, interval: 20 })
    .toEqual(typeof said === 'string' ? said : expect.stringMatching(said));
const both = 'success: 2 of 2 approvals';
/** All that was told is worked off. */
async function quiet(): Promise<void> {
  for (let seen = -1; seen !== hub.requests.length; ) {
    seen = hub.requests.length;
    await hub.idle();
    await new Promise((resolve) => setTimeout(resolve, 400));
  }
}

test('10: the approvals on the third page of the reviews count', async () => {
  const number = open();
  hub.faults.delivery = () => ({ kind: 'drop' });
  for (let count = 0; count < 205; count += 1) repository.review(number, 'bea', 'COMMENTED');
  await hub.idle();
  hub.faults.delivery = null;
  approve(number, 'bea', 'cem');
  await becomes(head(number), both);
});

test('11: an approval whose words are changed still counts, and the log tells of the change', async () => {
  const number = open();
  const [first = 0] = approve(number, 'bea', 'cem');
  await becomes(head(number), both);
  repository.editReview(first, 'I did not read it.');
  const edited = new RegExp(`"event":"pull_request_review","action":"edited",[^\\n]*"number":${number},[^\\n]*queued`);
  await expect
    .poll(() =>
      app
        .written()
        .split('\n')
        .some((line) => line.includes(repository.name) && edited.test(line)),
    )
    .toBe(true);
  await quiet();
  expect(verdict(head(number))).toBe(both);
});

test('41: deliveries that come twice, or in the other order than the deeds, lead to the same', async () => {
  for (const turned of [false, true]) {
    let told = 0;
    // The later a deed, the shorter its way.
    hub.faults.delivery = () => (turned ? { kind: 'delay', ms: Math.max(0, 400 - 40 * told++) } : { kind: 'double' });
    const number = turned ? open('turned', { [golden]: '{"a":"turned"}\n' }) : open();
    const branch = repository.pull(number).head.ref;
    const first = head(number);
    approve(number, 'bea');
    repository.commit(branch, { [golden]: '{"a":"x"}\n' }, { author: 'ann' });
    approve(number, 'bea', 'cem');
    repository.commit(branch, { 'README.md': `${turned}\n` }, { author: 'ann' });
    await quiet();
    expect(verdict(head(number))).toBe(both);
    expect(String(verdict(first))).not.toMatch(/^success/);
    expect(checks(head(number))).toHaveLength(1);
  }
});

test('39, 41: an approval whose delivery comes after the push is of the head that it tells', async () => {
  repository.rebindsReviews = true;
  const number = open();
  await becomes(head(number), 'failure: 0 of 2 approvals');
  hub.faults.delivery = ({ event }) => (event === 'pull_request_review' ? { kind: 'delay', ms: 500 } : null);
  approve(number, 'bea', 'cem');
  push('pushed at once');
  await quiet();
  await new Promise((resolve) => setTimeout(resolve, 600));
  await quiet();
  expect(verdict(head(number))).toBe('failure: 0 of 2 approvals');
});

test('52: on a closed pull request nothing is written; reopened, it is judged', async () => {
  const number = open();
  await becomes(head(number), 'failure: 0 of 2 approvals');
  repository.closePullRequest(number);
  approve(number, 'bea', 'cem');
  await quiet();
  expect(verdict(head(number))).toBe('failure: 0 of 2 approvals');
  repository.reopen(number);
  await becomes(head(number), both);
});

test('53: retargeted, the old success is void: another policy, another difference', async () => {
  repository.commit('release', { '.github/goldgate.yml': policy(3) }, { author: 'dan' });
  const number = open();
  approve(number, 'bea', 'cem');
  await becomes(head(number), both);
  repository.retarget(number, 'release');
  await becomes(head(number), /^failure: \d of 3 approvals/);
  repository.retarget(number, 'main');
  await becomes(head(number), both);
});

test('54: with two pull requests on one head the worse stands, until it is closed', async () => {
  repository.commit('release', { '.github/goldgate.yml': policy(3) }, { author: 'dan' });
  const first = open();
  approve(first, 'bea', 'cem');
  await becomes(head(first), both);
  const second = repository.openPullRequest({ author: 'ann', head: 'change', base: 'release' });
  await becomes(head(first), /^failure: \d of 3 approvals/);
  repository.comment(first, 'ann', '/help');
  repository.editReview(repository.pull(first).reviews[0]?.id ?? 0, 'again');
  await quiet();
  expect(verdict(head(first))).toMatch(/^failure/);
  repository.closePullRequest(second);
  await becomes(head(first), both);
});

test('55, 56: a fork’s pull request is found by its head when its check is run again, also once the fork is gone', async () => {
  const fork = repository.fork('ann');
  fork.commit('change', { [golden]: '{"a":2}\n' }, { author: 'ann' });
  const number = repository.openPullRequest({ author: 'ann', head: 'change', fork });
  await becomes(head(number), 'failure: 0 of 2 approvals');
  // People's new permissions have every pull request judged anew.
  await quiet();
  hub.faults.delivery = () => ({ kind: 'drop' });
  approve(number, 'bea', 'cem');
  fork.deleteFork();
  await hub.idle();
  hub.faults.delivery = null;
  await quiet();
  expect(verdict(head(number))).toBe('failure: 0 of 2 approvals');
  repository.rerequest(checks(head(number)).at(-1)?.id ?? 0, 'dan');
  await becomes(head(number), both);
  const told = hub.deliveries.filter(({ event }) => event === 'check_run').at(-1);
  expect(JSON.parse(told?.body ?? '{}')).toMatchObject({ action: 'rerequested', check_run: { pull_requests: [] } });
});

test('57: a merge group is answered once each of its pull requests was judged anew', async () => {
  const first = open();
  const second = open('more', { 'data/more.jsonl': '{}\n' });
  for (const number of [first, second]) approve(number, 'bea', 'cem');
  for (const number of [first, second]) await becomes(head(number), both);
  await quiet();
  // The approval is gone, and nobody was told.
  hub.faults.delivery = ({ event }) => (event === 'merge_group' ? null : { kind: 'drop' });
  repository.dismissReview(repository.pull(second).reviews[0]?.id ?? 0, 'ann');
  const [one, two] = repository.enqueue([first, second]);
  await becomes(one?.sha ?? '', both);
  await becomes(two?.sha ?? '', 'failure: 1 of 2 approvals');
  expect(verdict(head(second))).toBe('failure: 1 of 2 approvals');
  expect(two && repository.mergeGroup(two)).toBe(false);
  expect(one && repository.mergeGroup(one)).toBe(true);
});

test('64: while GitHub does not answer the check is in progress, and never green, until it can be read again', async () => {
  const number = open();
  approve(number, 'bea', 'cem');
  await becomes(head(number), both);
  hub.faults.request = ({ path }) => (/\/reviews$|\/members$/.test(path) ? { kind: 'status', status: 502 } : null);
  const next = push('pushed');
  await becomes(next, 'in_progress: GitHub cannot be read just now');
  hub.faults.request = null;
  await becomes(next, 'failure: 0 of 2 approvals');
});
