import { expect, test } from 'vitest';
import { ModelError } from '../program/model.ts';
import { persistent, waitAfter } from './retry.ts';

test('waits grow, differ by name and are the same again', () => {
  const waits = (name: string, seed = 0) =>
    [1, 2, 3, 4].map((failed) => waitAfter(new ModelError('server', ''), failed, name, seed));
  expect(waits('a')).toEqual(waits('a'));
  expect(waits('a')).not.toEqual(waits('b'));
  expect(waits('a')).not.toEqual(waits('a', 1));
  for (const [index, wait] of waits('a').entries()) {
    expect(wait).toBeGreaterThanOrEqual(0);
    expect(wait).toBeLessThan(2 ** index);
  }
  expect(waitAfter(new ModelError('server', ''), 5, 'a', 0)).toBe(null);
  expect(waitAfter(new ModelError('key', ''), 1, 'a', 0)).toBe(null);
});

test('what the endpoint asks for is waited for, and not all come back at once', () => {
  const wait = waitAfter(new ModelError('rate', '', 7), 1, 'a', 0);
  expect(wait).toBeGreaterThan(7);
  expect(wait).toBeLessThan(8);
  expect(waitAfter(new ModelError('rate', '', 0), 1, 'a', 0)).not.toBe(null);
  expect(waitAfter(new ModelError('rate', '', 121), 1, 'a', 0)).toBe(null);
});

test('a persistent model asks again, unless that is of no use', async () => {
  const slept: number[] = [];
  const clock = { now: () => 0, sleep: async (seconds: number) => void slept.push(seconds) };
  const failures = [
    new ModelError('rate', 'busy', 2),
    new ModelError('server', 'down'),
    new ModelError('key', 'revoked'),
  ];
  const model = persistent({ name: 'm', complete: () => Promise.reject(failures.shift()) }, clock);
  const call = { messages: [], maxTokens: 1, temperature: 0, timeoutSeconds: 1 };
  await expect(model.complete(call, new AbortController().signal)).rejects.toThrow('revoked');
  expect(slept).toHaveLength(2);
});
