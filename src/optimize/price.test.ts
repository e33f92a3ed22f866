import { describe, expect, test } from 'vitest';
import { SetupError } from '../core/errors.ts';
import { costOf, findPrice, highestCost, isLoopback } from './price.ts';

const far = 'https://api.example/v1';

describe('the price', () => {
  test('is what the configuration says', () => {
    expect(findPrice('m', far, { m: { input: 0.15, output: 0.6 } })).toEqual({ input: 0.15, output: 0.6, call: 0 });
    expect(findPrice('m', far, { m: { call: 0.05 } })).toEqual({ input: 0, output: 0, call: 0.05 });
    expect(findPrice('m', 'http://localhost:1/v1', { m: { input: 1, output: 2 } })).toMatchObject({ input: 1 });
  });

  test.each(['http://localhost:11434/v1', 'http://127.0.0.1:1/v1', 'http://[::1]:1/v1', 'http://llm.localhost/v1'])(
    'is 0 at %s',
    (url) => {
      expect(isLoopback(url)).toBe(true);
      expect(findPrice('m', url)).toEqual({ input: 0, output: 0, call: 0 });
    },
  );

  test.each(['https://127.0.0.1.example/v1', 'http://10.0.0.1/v1', 'https://localhost.example/v1'])(
    'is not 0 at %s',
    (url) => expect(isLoopback(url)).toBe(false),
  );

  test.each([undefined, {}, { m: {} }, { m: { input: 1 } }, { other: { call: 1 } }])(
    'that %j does not say is asked for, with the lines to write',
    (prices) => {
      expect(() => findPrice('m', far, prices)).toThrow(SetupError);
      expect(() => findPrice('m', far, prices)).toThrow(
        /model:\n {2}prices:\n {4}"m": \{input: 0\.15, output: 0\.60\}$/,
      );
      expect(() => findPrice('m', null, prices)).toThrow(
        /dollars a call:\nmodel:\n {2}prices:\n {4}"m": \{call: 0\.05\}$/,
      );
    },
  );

  test('of a model that is called like a property of every object is unknown too', () => {
    expect(() => findPrice('constructor', far, {})).toThrow(/is unknown/);
  });
});

test('cost, and the most that a call can cost', () => {
  const price = { input: 1, output: 10, call: 0.5 };
  expect(costOf({ input: 2e6, output: 1e5 }, price)).toBeCloseTo(3.5, 12);
  const messages = [{ role: 'user' as const, content: 'ÿ'.repeat(100) }];
  expect(highestCost({ messages, maxTokens: 50 }, price)).toBeCloseTo((200 + 32 + 500) / 1e6 + 0.5, 12);
});
