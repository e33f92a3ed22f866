import { expect, test } from 'vitest';
import { ModelError } from '../program/model.ts';
import { Patience, persistent } from './retry.ts';

test('waits grow, differ by name and are the same again', () => {
  const waits = (name: string, seed = 0) => {
    const patience = new Patience(name, seed);
    return [1, 2, 3, 4, 5].map(() => patience.after(new ModelError('server', '')));
  };
  expect(waits('a')).toEqual(waits('a'));
  expect(waits('a')).not.toEqual(waits('b'));
  expect(waits('a')).not.toEqual(waits('a', 1));
  const [last, ...others] = waits('a').reverse();
  expect(last).toBe(null);
  for (const [index, wait] of others.reverse().entries()) {
    expect(wait).toBeGreaterThanOrEqual(0);
    expect(wait).toBeLessThan(2 ** index);
  }
  expect(new Patience('a', 0).after(new ModelError('key', ''))).toBe(null);
});

test('what the endpoint asks for is waited for, and not all come back at once', () => {
  const wait = (seconds: number) => new Patience('a', 0).after(new ModelError('rate', '', seconds));
  expect(wait(7)).toBeGreaterThan(7);
  expect(wait(7)).toBeLessThan(8);
  expect(wait(0)).not.toBe(null);
  expect(wait(121)).toBe(null);
});

test('each kind of failure has its own count', () => {
  const patience = new Patience('a', 0);
  for (let count = 0; count < 7; count++) expect(patience.after(new ModelError('rate', ''))).not.toBe(null);
  expect(patience.after(new ModelError('reply', ''))).not.toBe(null);
  expect(patience.after(new ModelError('reply', ''))).toBe(null);
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
