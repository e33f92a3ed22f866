import { describe, expect, test } from 'vitest';
import { inRepository } from './client.ts';
import { type Calls, countCalls, Memory } from './conditional.ts';
import { type Asked, loopback, type Reply } from './loopback-fake.ts';

const sha = 'c'.repeat(40);
const none = (): Calls => ({ asked: 0, unchanged: 0, remembered: 0 });

/** Answers every path with a body of its own, and 304 when it is asked whether that still holds. */
function versioned(bodyOf: (asked: Asked) => unknown) {
  return (asked: Asked): Reply => {
    const body = JSON.stringify(bodyOf(asked));
    const etag = `W/"${Buffer.from(body).toString('base64url')}"`;
    return asked.headers['if-none-match'] === etag ? { status: 304, headers: { etag } } : { body, headers: { etag } };
  };
}

describe('what GitHub has answered before', () => {
  test('is asked for again with its ETag, and a 304 gives the remembered body', async () => {
    let title = 'first';
    await using hub = await loopback(versioned(() => ({ title })));
    const { rest } = hub.client();
    const read = async () => (await rest.pulls.get({ owner: 'acme', repo: 'prompts', pull_number: 7 })).data.title;
    const calls = none();
    await countCalls(calls, async () => {
      expect([await read(), await read()]).toEqual(['first', 'first']);
      title = 'second';
      expect([await read(), await read()]).toEqual(['second', 'second']);
    });
    expect(calls).toEqual({ asked: 2, unchanged: 2, remembered: 0 });
    expect(hub.asked.map(({ headers }) => 'if-none-match' in headers)).toEqual([false, true, true, true]);
  });

  test('is not asked for again where a full id names it, also by many at once', async () => {
    await using hub = await loopback(({ path }) => ({ body: { path } }));
    const { api, repository } = hub.github();
    const calls = none();
    await countCalls(calls, async () => {
      const trees = Array.from({ length: 20 }, () => api.git.getTree({ ...repository, tree_sha: sha, recursive: '1' }));
      for (const { data } of await Promise.all(trees)) expect(data).toHaveProperty('path');
      for (const ref of [sha, sha, 'main', 'main', sha.slice(1), sha.slice(1)])
        await api.repos.getContent({ ...repository, path: 'a b/c', ref });
    });
    expect(calls).toEqual({ asked: 1 + 1 + 4, unchanged: 0, remembered: 19 + 1 });
  });

  test('one reader cannot change what the next one reads', async () => {
    await using hub = await loopback(() => ({ body: { tree: [], truncated: false } }));
    const { api, repository } = hub.github();
    const read = async () => (await api.git.getTree({ ...repository, tree_sha: sha })).data;
    (await read()).truncated = true;
    expect((await read()).truncated).toBe(false);
  });

  test('is never another client’s, in one memory, with one path and at one moment', async () => {
    await using hub = await loopback(versioned(({ headers }) => ({ title: headers.authorization })));
    const memory = new Memory();
    const clients = ['one', 'two', 'three'].map((token) =>
      inRepository(hub.client(token, memory), { owner: 'acme', repo: 'prompts' }),
    );
    for (const path of [`git/trees/${sha}`, 'pulls/7']) {
      for (let round = 0; round < 3; round += 1) {
        const answers = await Promise.all(
          clients.map(({ request }) => request(`GET /repos/acme/prompts/${path}`).then(({ data }) => data.title)),
        );
        expect(answers).toEqual(['token one', 'token two', 'token three']);
      }
    }
  });

  test('a failure is no answer: neither remembered nor given to those who wait for it', async () => {
    let failing = true;
    await using hub = await loopback(() => (failing ? { status: 502, body: {} } : { body: { tree: [] } }));
    const { api, repository } = hub.github();
    const read = () => api.git.getTree({ ...repository, tree_sha: sha });
    const both = await Promise.allSettled([read(), read()]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(hub.asked).toHaveLength(2);
    failing = false;
    expect((await read()).data).toEqual({ tree: [] });
  });

  test('an answer that is cut off throws', async () => {
    await using hub = await loopback(() => ({ headers: { 'content-length': '500' }, body: '{"tree":[]' }));
    const { api, repository } = hub.github();
    setTimeout(() => void hub[Symbol.asyncDispose](), 200);
    await expect(api.git.getTree({ ...repository, tree_sha: sha })).rejects.toThrow();
  });

  test('takes no more room than it is given: the least lately used is forgotten', async () => {
    await using hub = await loopback(({ path }) => ({ body: { path, ballast: 'x'.repeat(10_000) } }));
    const { api, repository } = inRepository(hub.client('t', new Memory(45_000)), { owner: 'acme', repo: 'prompts' });
    const read = (digit: string) => api.git.getTree({ ...repository, tree_sha: digit.repeat(40) });
    for (const digit of ['1', '2', '3', '4', '1', '5']) await read(digit);
    const asked = hub.asked.length;
    await read('1');
    expect(hub.asked.length).toBe(asked);
    await read('2');
    expect(hub.asked.length).toBe(asked + 1);
  });

  test('what is sent is always sent', async () => {
    await using hub = await loopback(() => ({ status: 201, headers: { etag: '"1"' }, body: { id: 1 } }));
    const { api, repository } = hub.github();
    const calls = none();
    await countCalls(calls, async () => {
      for (const body of ['a', 'a']) await api.issues.createComment({ ...repository, issue_number: 7, body });
    });
    expect(calls).toEqual({ asked: 2, unchanged: 0, remembered: 0 });
  });
});
