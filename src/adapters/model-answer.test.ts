import { describe, expect, test } from 'vitest';
import { mask, retryAfterOf } from './model-answer.ts';
import { secretForms } from './secret-forms.ts';

const key = 'sk-canary+/0123456789==';

describe('how long to wait', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');
  test.each<[Record<string, string>, number | undefined]>([
    [{}, undefined],
    [{ 'retry-after': '7' }, 7],
    [{ 'retry-after': '7', 'retry-after-ms': '250' }, 0.25],
    [{ 'retry-after': 'Thu, 01 Jan 2026 00:00:30 GMT' }, 30],
    [{ 'retry-after': 'Wed, 31 Dec 2025 00:00:00 GMT' }, 0],
    [{ 'retry-after': 'soon' }, undefined],
    [{ 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '1m30s' }, 90],
    [{ 'x-ratelimit-remaining-tokens': '0', 'x-ratelimit-reset-tokens': '120ms' }, 0.12],
    [{ 'x-ratelimit-remaining-tokens': '5', 'x-ratelimit-reset-tokens': '6m' }, undefined],
    [{ 'x-ratelimit-remaining-tokens': '0', 'x-ratelimit-reset-tokens': 'later' }, undefined],
  ])('%j is %s s', (headers, seconds) => expect(retryAfterOf(new Headers(headers), now)).toBe(seconds));
});

test('a key is masked in every form', () => {
  expect(mask(secretForms(key).join(' '), key)).toBe('*** *** *** ***');
  expect(mask('text', undefined)).toBe('text');
});
