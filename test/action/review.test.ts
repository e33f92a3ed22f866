// Double review with no server: the two workflows that init writes, on a stateful GitHub on loopback. Each run has the rights
// that its file asks for and no others, and the event that GitHub would send.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { ActionInput } from '../../src/commands/action-interface.ts';
import { reviewStep } from '../../src/commands/action-review.ts';
import type { Host } from '../../src/commands/host.ts';
import { renderReviewWorkflow, renderTriggerWorkflow } from '../../src/init/review-workflows.ts';
import { renderNightlyWorkflow } from '../../src/init/workflows.ts';
import { FakeHub } from '../fakehub/fakehub.ts';
import type { Repository } from '../fakehub/repository.ts';
import { emptyFolder, runOnLoopback } from './run.ts';

const file = 'goldgate-review.yml';
const trigger = 'goldgate-review-trigger.yml';
const review = renderReviewWorkflow('OWNER/goldgate@RELEASE-SHA', { after: ['tune', 'nightly'], branch: 'main' });
const rights = Object.fromEntries(
  Object.entries(parse(review).jobs.review.permissions).map(([scope, access]) => [scope.replaceAll('-', '_'), access]),
) as Parameters<FakeHub['workflowToken']>[1];
const policy = 'review:\n  curators:\n    users: [ann, bob, cat]\n';
const train = 'data/production/ba_train.jsonl';

const environment = {
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_REPOSITORY: 'acme/data',
  GITHUB_WORKFLOW_REF: `acme/data/.github/workflows/${file}@refs/heads/main`,
};

let hub: FakeHub;
let repository: Repository;
let time: number;
let last: { event: string; payload: unknown };

beforeEach(async () => {
  time = Date.parse('2026-01-02T10:00:00Z');
  // A second later at each look, so that no two things are of one second.
  const clock = () => {
    time += 1000;
    return new Date(time);
  };
  hub = await FakeHub.start({ clock });
  for (const login of ['ann', 'bob', 'cat', 'eve']) hub.world.addUser(login);
  repository = hub.world.createRepository({
    owner: 'acme',
    name: 'data',
    files: {
      '.github/goldgate.yml': policy,
      [`.github/workflows/${file}`]: review,
      [`.github/workflows/${trigger}`]: renderTriggerWorkflow(),
      '.github/workflows/goldgate-nightly.yml': renderNightlyWorkflow('OWNER/goldgate@RELEASE-SHA', 'nightly'),
      [train]: '{"a":1}\n',
      'README.md': 'hello\n',
    },
  });
  for (const login of ['ann', 'bob', 'cat', 'eve']) repository.setPermission(login, 'write');
  hub.world.onEvent(({ event, payload }) => {
    last = { event, payload };
  });
});

afterEach(async () => {
  expect(hub.violations).toEqual([]);
  await hub[Symbol.asyncDispose]();
});

/** A branch with another record, and its pull request. */
function propose(branch: string, from?: Repository): number {
  const source = from ?? repository;
  source.commit(branch, { [train]: `{"a":"${branch}"}\n` }, { author: 'eve', message: branch });
  return repository.openPullRequest({ author: 'eve', head: branch, ...(from ? { fork: from } : {}) });
}

/** The trigger's end, as GitHub tells it. */
function triggered(number: number): void {
  const { head } = repository.pull(number);
  const from = head.repository ?? repository;
  const run = repository.startRun({
    workflow: trigger,
    event: 'pull_request',
    branch: head.ref,
    sha: head.sha,
    actor: 'eve',
    from,
  });
  repository.completeRun(run, 'success');
}

interface Ran {
  code: number;
  said: string;
}

/** One run of the review on what happened last; with `done` it counts as a run that did its work. */
async function run(
  event = last.event,
  payload: unknown = last.payload,
  env: Record<string, string> = {},
): Promise<Ran> {
  const own = repository.startRun({ workflow: file, event });
  let said = '';
  const host = {
    cwd: '.',
    env: {
      GITHUB_EVENT_NAME: event,
      GITHUB_REF: 'refs/heads/main',
      GITHUB_API_URL: hub.url,
      ...environment,
      ...env,
    },
    now: () => new Date(time),
    note: (text: string) => {
      said += text;
    },
    signal: new AbortController().signal,
  } as unknown as Host;
  const inputs: Partial<Record<ActionInput, string>> = { token: hub.workflowToken('acme/data', rights) };
  const code = await reviewStep(host, payload as object, (name) => inputs[name] ?? '', [0, 0]);
  repository.completeRun(own, code === 0 ? 'success' : 'failure');
  return { code, said };
}

const schedule = () => run('schedule', { schedule: '7,37 * * * *', ...(last.payload as object) });
const check = (number: number) => {
  const { sha } = repository.pull(number).head;
  const [only, ...more] = [...repository.checks.values()].filter((each) => each.sha === sha);
  expect(more).toEqual([]);
  return only;
};
const shown = (number: number) => `${check(number)?.conclusion} ${check(number)?.output.title}`;
const minutes = (count: number) => {
  time += count * 60_000;
};

describe.each([
  ['of a branch', () => repository],
  ['of a fork', () => repository.fork('eve')],
])('a pull request %s', (_, from) => {
  test('is judged when the trigger has ended, and turns green with the second approval', async () => {
    const number = propose('more', from());
    triggered(number);
    expect(await run()).toMatchObject({ code: 0, said: expect.stringContaining('outcome=waiting') });
    expect(shown(number)).toBe('failure 0 of 2 approvals');
    expect(check(number)?.appId).toBe(15368);
    for (const [login, told] of [
      ['ann', 'failure 1 of 2 approvals'],
      ['bob', 'success 2 of 2 approvals'],
    ] as const) {
      minutes(1);
      repository.review(number, login, 'APPROVED');
      triggered(number);
      expect((await run()).code).toBe(0);
      expect(shown(number)).toBe(told);
    }
  });
});

test('no approval is recorded, so another file keeps approvals and a rewritten history voids them', async () => {
  const number = propose('more');
  repository.review(number, 'ann', 'APPROVED');
  repository.review(number, 'bob', 'APPROVED');
  repository.commit('more', { 'README.md': 'more\n' }, { author: 'eve', message: 'docs' });
  await schedule();
  expect(shown(number)).toBe('success 2 of 2 approvals');
  expect(check(number)?.output.text).not.toContain('goldgate:records');
  repository.commit('main', { LICENSE: 'x\n' }, { author: 'cat', message: 'licence' });
  repository.rebase('more', 'main');
  await schedule();
  expect(shown(number)).toMatch(/^failure 0 of 2 approvals/);
});

test('what a cancelled run has left, the next one does; what has not changed is not asked for again', async () => {
  const [first, second] = [propose('first'), propose('second')];
  triggered(first);
  await run();
  expect([first, second].map(shown)).toEqual(['failure 0 of 2 approvals', 'failure 0 of 2 approvals']);
  minutes(60);
  await schedule();
  minutes(60);
  const [lost, told] = [propose('lost'), propose('told')];
  triggered(lost);
  triggered(told);
  hub.requests.length = 0;
  await run();
  expect([lost, told].map(shown)).toEqual(['failure 0 of 2 approvals', 'failure 0 of 2 approvals']);
  const asked = new Set(hub.requests.flatMap(({ path }) => /\/pulls\/(\d+)/.exec(path)?.[1] ?? []).map(Number));
  expect(asked).toEqual(new Set([lost, told]));
  hub.requests.length = 0;
  await schedule();
  expect(hub.requests.some(({ path }) => path.includes(`/pulls/${first}`))).toBe(true);
});

test('what GitHub does not give fails the run and the check, and the next run is right', async () => {
  const number = propose('more');
  triggered(number);
  hub.faults.request = ({ route }) => (route.endsWith('/reviews') ? { kind: 'status', status: 502 } : null);
  const { code, said } = await run();
  expect({ code, said }).toEqual({
    code: 1,
    said: expect.stringContaining('GitHub does not give the reviews of pull request 1: status 502\nnot done'),
  });
  expect(check(number)?.conclusion).toBe('failure');
  expect(hub.requests.filter(({ route }) => route.endsWith('/reviews'))).toHaveLength(3);
  hub.faults.request = null;
  minutes(30);
  expect((await schedule()).code).toBe(0);
  expect(shown(number)).toBe('failure 0 of 2 approvals');
});

test('a command is answered, and a comment of the workflow’s own is not', async () => {
  const number = propose('more');
  repository.comment(number, 'eve', '/check');
  expect((await run()).code).toBe(0);
  const comments = () => repository.issue(number).comments;
  expect(comments()).toHaveLength(2);
  expect(comments()[1]).toMatchObject({ author: { login: 'github-actions[bot]' } });
  expect(comments()[1]?.body).toContain('0 of 2 approvals');
  expect(shown(number)).toBe('failure 0 of 2 approvals');
  minutes(30);
  await schedule();
  expect(comments()).toHaveLength(2);
});

test('a nightly that fails is told in one issue, which closes when it passes', async () => {
  const nightly = (conclusion: 'failure' | 'success') => {
    minutes(60);
    repository.completeRun(repository.startRun({ workflow: 'goldgate-nightly.yml' }), conclusion);
    return run();
  };
  const issues = () => [...repository.issues.values()].map(({ state }) => state);
  expect((await nightly('failure')).code).toBe(0);
  expect(issues()).toEqual(['open']);
  await nightly('failure');
  expect(issues()).toEqual(['open']);
  await nightly('success');
  expect(issues()).toEqual(['closed']);
});

test('who is in a team, a workflow’s token cannot see: the check fails and says so', async () => {
  hub.world.addTeam('acme/curators', ['ann', 'bob']);
  repository.commit(
    'main',
    { '.github/goldgate.yml': 'review:\n  curators:\n    teams: [acme/curators]\n' },
    { author: 'cat' },
  );
  const number = propose('more');
  for (const login of ['ann', 'bob']) repository.review(number, login, 'APPROVED');
  expect((await schedule()).code).toBe(0);
  expect(shown(number)).toMatch(/^failure Cannot see who is in the team acme\/curators/i);
  const missing = 'the workflow has not the permission members: read';
  expect(hub.violations.splice(0)).toEqual([expect.stringContaining(missing)]);
});

test('another policy on the base branch holds for what is open at once', async () => {
  const [first, second] = [propose('first'), propose('second')];
  for (const number of [first, second]) repository.review(number, 'ann', 'APPROVED');
  await schedule();
  minutes(60);
  await schedule();
  expect([first, second].map(shown)).toEqual(['failure 1 of 2 approvals', 'failure 1 of 2 approvals']);
  minutes(60);
  const text = policy.replace('review:', 'review:\n  approvals: 1');
  repository.commit('main', { '.github/goldgate.yml': text }, { author: 'cat' });
  expect(last.event).toBe('push');
  expect((await run()).code).toBe(0);
  expect([first, second].map(shown)).toEqual(['success 1 of 1 approval', 'success 1 of 1 approval']);
});

test('access, it can see', async () => {
  const text = 'review:\n  curators:\n    permission: write\n';
  repository.commit('main', { '.github/goldgate.yml': text }, { author: 'cat' });
  const number = propose('more');
  for (const login of ['ann', 'bob']) repository.review(number, login, 'APPROVED');
  await schedule();
  expect(shown(number)).toBe('success 2 of 2 approvals');
});

test('one try that fails is not seen', async () => {
  const number = propose('more');
  triggered(number);
  let left = 2;
  hub.faults.request = () => (left-- > 0 ? { kind: 'status', status: 503 } : null);
  expect((await run()).code).toBe(0);
  expect(shown(number)).toBe('failure 0 of 2 approvals');
});

const onMain = { ref: 'refs/heads/main', payload: { repository: { default_branch: 'main' } } };

test('the bundled Action does it too, and tells it in the summary', async () => {
  const number = propose('more');
  const token = hub.workflowToken('acme/data', rights);
  const inputs = { command: 'review', token };
  const more = { ...environment, GITHUB_API_URL: hub.url };
  const done = await runOnLoopback(emptyFolder(), { name: 'schedule', ...onMain }, inputs, more);
  expect([done.code, done.outputs.verdict], done.stdout + done.stderr).toEqual([0, 'pass']);
  expect(done.summary).toMatch(/^## ✅ Double review: up to date\n\n- review reconciled .*outcome=waiting/);
  expect(shown(number)).toBe('failure 0 of 2 approvals');
  expect(done.stdout.replaceAll(/^::add-mask::.*$/gm, '') + done.stderr + done.summary).not.toContain(token);
  const refused = await runOnLoopback(emptyFolder(), { name: 'pull_request', ...onMain }, inputs, more);
  expect([refused.code, refused.outputs.verdict]).toEqual([2, 'fail']);
  expect(refused.summary).toMatch(/^## ❌ Double review: could not be done\n\n- .*does not run on/);
});

test.each<[string, string, Record<string, string>, RegExp]>([
  ['a pull request', 'pull_request', {}, /does not run on `pull_request`, where the pull request.*init --app workflow/],
  ['a review', 'pull_request_review', {}, /does not run on `pull_request_review`/],
  ['with rights', 'pull_request_target', {}, /does not run on `pull_request_target`/],
  ['another event', 'release', {}, /runs on `workflow_run`, .*not on `release`/],
  [
    'another branch',
    'workflow_dispatch',
    { GITHUB_REF: 'refs/heads/evil' },
    /default branch, main, not on refs\/heads\/evil/,
  ],
  ['no repository', 'schedule', { GITHUB_REPOSITORY: 'acme' }, /GITHUB_REPOSITORY/],
])('%s is refused before anything is asked', async (_, event, env, message) => {
  const payload = { repository: { default_branch: 'main' } };
  await expect(run(event, payload, env)).rejects.toThrow(message);
  expect(hub.requests).toEqual([]);
});
