// Pieces of work on fakehub, where a part of them fails.

import { afterEach, beforeEach, expect, test } from 'vitest';
import { connect, inRepository } from '../../src/adapters/github/client.ts';
import type { AppContext } from '../../src/commands/app/context.ts';
import { doWork, WorkLeft, widen } from '../../src/commands/app/do-work.ts';
import { keyedLock } from '../../src/commands/app/lock.ts';
import { pullRequestWork } from '../../src/review/events.ts';
import type { Work } from '../../src/review/work.ts';
import { FakeHub } from '../fakehub/fakehub.ts';
import type { Repository } from '../fakehub/repository.ts';

let hub: FakeHub;
let repository: Repository;
let context: AppContext;
let number: number;

beforeEach(async () => {
  hub = await FakeHub.start();
  for (const login of ['ann', 'bob', 'cat']) hub.world.addUser(login);
  const review = 'review:\n  curators:\n    users: [bob, cat]\n';
  const files = { '.github/goldgate.yml': review, 'data/production/ba_eval.jsonl': '{"a":1}\n' };
  repository = hub.world.createRepository({ owner: 'acme', name: 'prompts', files });
  for (const login of ['ann', 'bob', 'cat']) repository.setPermission(login, 'write');
  number = open('change');
  const client = connect({ authentication: { token: hub.installationToken() }, baseUrl: hub.url });
  context = {
    github: inRepository(client, { owner: 'acme', repo: 'prompts' }),
    self: { login: `${hub.app.slug}[bot]`, appId: hub.app.id, recordsApprovals: true },
    now: () => new Date(),
    log: () => {},
    locked: keyedLock(),
  };
});

afterEach(async () => {
  expect(hub.violations).toEqual([]);
  await hub[Symbol.asyncDispose]();
});

function open(branch: string, fork?: Repository): number {
  const files = { 'data/production/ba_eval.jsonl': `{"a":"${branch}"}\n` };
  (fork ?? repository).commit(branch, files, { author: 'ann' });
  return repository.openPullRequest({ author: 'ann', head: branch, ...(fork ? { fork } : {}) });
}

/** What is left of it; `null` when all is done. */
async function left(work: Work): Promise<Work | null> {
  try {
    await doWork(context, work);
    return null;
  } catch (error) {
    if (error instanceof WorkLeft) return error.left;
    throw error;
  }
}

const down = (path: RegExp) => {
  hub.faults.request = (asked) => (path.test(asked.path) ? { kind: 'status', status: 502 } : null);
};
const answers = () => [...repository.comments.values()].filter(({ author }) => author.login === context.self.login);

test('a review that cannot be read does not keep a command from its answer, and alone is left', async () => {
  const comment = repository.comment(number, 'bob', '/help');
  const review = { review: repository.review(number, 'bob', 'APPROVED'), head: repository.pull(number).head.sha };
  down(/\/reviews$/);
  const asked = pullRequestWork(number, { reviews: [review], comments: [comment] });
  const rest = pullRequestWork(number, { reviews: [review] });
  expect(await left(asked)).toEqual(rest);
  expect(answers()).toHaveLength(1);
  hub.faults.request = null;
  expect(await left(rest)).toBeNull();
  expect([...repository.checks.values()].map(({ output }) => output.title)).toEqual([expect.stringMatching(/1 of 2/)]);
});

test('a command that cannot be answered does not keep the check from its verdict, and alone is left', async () => {
  const comment = repository.comment(number, 'bob', '/help');
  down(/\/issues\//);
  const rest = pullRequestWork(number, { comments: [comment], settled: true });
  expect(await left(pullRequestWork(number, { comments: [comment], heads: ['a'.repeat(40)] }))).toEqual(rest);
  expect(repository.checks.size).toBe(1);
  hub.faults.request = null;
  const before = hub.requests.length;
  expect(await left(rest)).toBeNull();
  expect(answers()).toHaveLength(1);
  expect(hub.requests.slice(before).filter(({ path }) => path.includes('/reviews'))).toEqual([]);
});

test('a commit leads to the open pull requests whose head it is, also those of a fork', async () => {
  const fork = repository.fork('dan');
  const forked = open('elsewhere', fork);
  const at = (pull: number): Work => ({ kind: 'commit', sha: repository.pull(pull).head.sha, run: null });
  expect(await widen(context, at(number))).toEqual([pullRequestWork(number)]);
  expect(await widen(context, at(forked))).toEqual([pullRequestWork(forked)]);
  expect(await left(at(forked))).toBeNull();
  expect([...repository.checks.values()].map(({ sha }) => sha)).toEqual([repository.pull(forked).head.sha]);
});

test('a repository leads to every open pull request and every command that nobody has answered', async () => {
  const other = open('other');
  const closed = open('closed');
  repository.closePullRequest(closed, 'ann');
  const comment = repository.comment(other, 'bob', '/help');
  repository.comment(other, 'bob', 'LGTM');
  expect(await widen(context, { kind: 'repository' })).toEqual(
    expect.arrayContaining([
      pullRequestWork(number),
      pullRequestWork(other),
      pullRequestWork(other, { comments: [comment], settled: true }),
    ]),
  );
  expect(await left({ kind: 'repository' })).toBeNull();
  expect(repository.checks.size).toBe(2);
  expect(answers()).toHaveLength(1);
});
