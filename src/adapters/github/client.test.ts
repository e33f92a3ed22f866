import { describe, expect, test } from 'vitest';
import { answered, answeredOrNull, asked, Unanswered } from './client.ts';
import { loopback, type Reply } from './loopback-fake.ts';

async function refusalOf(reply: Reply) {
  await using hub = await loopback(() => reply);
  const { api, repository } = hub.github('a-secret');
  const error = await answered('pull request 7', api.pulls.get({ ...repository, pull_number: 7 })).catch((it) => it);
  expect(error).toBeInstanceOf(Unanswered);
  expect(error.message).not.toMatch(/http|secret|acme/);
  return [error.refusal, error.message];
}

describe('row 64: what GitHub does not give', () => {
  test.each<[Reply, number, string]>([
    [{ status: 502, body: '<html>' }, 502, 'GitHub does not give pull request 7: status 502'],
    [{ status: 403, body: {} }, 403, 'GitHub does not give pull request 7: status 403'],
    [{ status: 429, body: {} }, 429, 'GitHub does not give pull request 7: its limit on calls is met'],
    [
      { status: 403, headers: { 'x-ratelimit-remaining': '0' } },
      429,
      'GitHub does not give pull request 7: its limit on calls is met',
    ],
    [
      { status: 403, headers: { 'retry-after': '9' } },
      429,
      'GitHub does not give pull request 7: its limit on calls is met',
    ],
  ])('%j is told in words without an address or a secret', async (reply, refusal, message) => {
    expect(await refusalOf(reply)).toEqual([refusal, message]);
  });

  test('is null where it may be missing, and thrown for any other reason', async () => {
    let status = 404;
    await using hub = await loopback(() => ({ status, body: {} }));
    const { api, repository } = hub.github();
    const read = () => answeredOrNull('pull request 7', api.pulls.get({ ...repository, pull_number: 7 }));
    expect(await read()).toBeNull();
    status = 500;
    await expect(read()).rejects.toThrow('status 500');
    await hub[Symbol.asyncDispose]();
    await expect(read()).rejects.toThrow('GitHub does not give pull request 7: no answer');
  });

  test('may come with status 200 from GraphQL', async () => {
    await using hub = await loopback(() => ({ body: { data: null, errors: [{ message: 'no' }] } }));
    await expect(asked('the queue', hub.github().graphql('query { viewer { login } }'))).rejects.toThrow(Unanswered);
  });

  test('is not what is wrong in our own code', async () => {
    await expect(answered('x', Promise.reject(new TypeError('a bug')))).rejects.toThrow(TypeError);
  });
});
