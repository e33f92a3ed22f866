import { expect, test } from 'vitest';
import { Unanswered, Unclear } from '../../adapters/github/client.ts';
import { WorkLeft } from './do-work.ts';
import { faultFields, faultInWords, pauseAfter } from './fault.ts';

const now = Date.parse('2026-01-01T00:00:00Z');

function answer(status: number, headers: Record<string, string> = {}, message = 'canary'): Error {
  const request = { method: 'GET', url: 'https://api.github.com/repos/acme/data/contents/canary.jsonl?ref=canary' };
  return Object.assign(new Error(message), { name: 'HttpError', status, request, response: { headers } });
}
const left = (...reasons: unknown[]) => new WorkLeft({ kind: 'repository' }, reasons);
const seconds = (thrown: unknown, tries = 1) => pauseAfter(thrown, tries, now).milliseconds / 1000;

test('pauses double, and end at an hour', () => {
  expect([1, 2, 3, 20].map((tries) => seconds(answer(502), tries))).toEqual([2, 4, 8, 3600]);
  expect(pauseAfter(answer(502), 1, now).everybody).toBe(false);
});

test.each([
  ['Retry-After', answer(429, { 'retry-after': '30' }), 30],
  ['Retry-After of a 503', answer(503, { 'retry-after': '7' }), 7],
  [
    'the end of the limit',
    answer(403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': `${now / 1000 + 90}` }),
    91,
  ],
  ['a limit of the past', answer(403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1' }), 2],
  ['a secondary limit that names no time', answer(403, {}, 'You have exceeded a secondary rate limit'), 60],
  ['a 429 that names no time', answer(429), 60],
])('%s is kept to by the whole installation', (_, error, wanted) => {
  const wrapped = new Error('outer', { cause: error });
  for (const thrown of [error, wrapped, left(new TypeError('x'), wrapped)]) {
    expect(pauseAfter(thrown, 1, now)).toEqual({ milliseconds: wanted * 1000, everybody: true });
  }
});

test('a 403 for want of a right is no limit', () => {
  expect(pauseAfter(answer(403, { 'x-ratelimit-remaining': '4000' }), 1, now).everybody).toBe(false);
});

test('the words for the check quote what was written for people alone, the log neither a message, a path nor a query', () => {
  const network = Object.assign(new Error('canary'), { status: 500, request: { method: 'GET', url: 'nowhere' } });
  const bug = left(new SyntaxError('Unexpected token c, "canary" is not valid JSON'));
  expect(faultInWords(answer(502))).toBe('GitHub answered with status 502');
  expect(faultInWords(network)).toBe('GitHub did not answer');
  expect(faultInWords(left(new Unclear('the policy is no file')))).toBe('the policy is no file');
  expect(faultInWords(new Unanswered('the reviews', { status: 502, response: {} }, answer(502)))).toBe(
    'GitHub does not give the reviews: status 502',
  );
  expect(faultInWords(bug)).toBe('an error in Goldgate, which its log names');
  expect(faultFields(left(answer(502)))).toMatchObject({
    fault: 'WorkLeft < HttpError',
    status: 502,
    call: 'GET /repos/contents',
  });
  expect(faultFields(bug)).toMatchObject({ fault: 'WorkLeft < SyntaxError', status: null, call: '' });
  expect(faultFields(bug).at).toMatch(/^fault\.test\.ts:\d+:\d+/);
  expect(faultFields('canary')).toEqual({ fault: '', status: null, call: '', at: '' });
  const all = [answer(502), network, bug, 'canary', undefined].map((each) => JSON.stringify(faultFields(each)));
  expect(all.join()).not.toContain('canary');
});
