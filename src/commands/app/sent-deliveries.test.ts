import { expect, test } from 'vitest';
import { failedSince, lostDeliveries, recentReviews, type SentDelivery, tasksOf } from './sent-deliveries.ts';

const now = Date.parse('2026-01-10T00:00:00Z');
const sent = (id: number, more: Partial<SentDelivery> = {}): SentDelivery => ({
  id,
  guid: `g${id}`,
  delivered_at: new Date(now - id * 60_000).toISOString(),
  redelivery: false,
  status_code: 202,
  event: 'pull_request',
  action: 'opened',
  ...more,
});

test('what never arrived is sent again once, and what arrived at the second attempt is not', () => {
  const deliveries = [
    sent(1),
    sent(2, { status_code: 502 }),
    sent(3, { guid: 'again', redelivery: true, status_code: 502 }),
    sent(4, { guid: 'again', status_code: 502 }),
    sent(5, { guid: 'late', redelivery: true }),
    sent(6, { guid: 'late', status_code: 0 }),
    // Its first attempt is older than the list.
    sent(7, { redelivery: true, status_code: 500 }),
    sent(8, { status_code: 503 }),
  ];
  expect(lostDeliveries(deliveries)).toEqual([2, 8]);
});

test('three days are looked through at the start, and later what is new, with some overlap', () => {
  expect(now - failedSince(now, null)).toBe(3 * 86_400_000);
  expect(failedSince(now, now - 300_000)).toBeLessThan(now - 300_000);
});

test('submitted reviews of the last hours are read again, the newest, and not too many', () => {
  const review = { event: 'pull_request_review', action: 'submitted' };
  const deliveries = [
    sent(1),
    sent(2, review),
    sent(3, { ...review, action: 'dismissed' }),
    sent(4, { ...review, status_code: 502 }),
    sent(7 * 60, review),
  ];
  expect(recentReviews(deliveries, now)).toEqual([2, 4]);
  expect(
    recentReviews(
      Array.from({ length: 400 }, () => sent(1, review)),
      now,
    ),
  ).toHaveLength(200);
});

test('an event without an installation is nobody’s to work on', () => {
  const payload = {
    action: 'opened',
    repository: { name: 'data', owner: { login: 'acme' } },
    pull_request: { number: 1, head: { sha: 'a'.repeat(40) } },
  };
  expect(tasksOf('pull_request', payload, false)).toEqual([]);
  expect(tasksOf('pull_request', { ...payload, installation: { id: 3 } }, true)).toMatchObject([
    { installation: 3, repository: { owner: 'acme', repo: 'data' }, background: true },
  ]);
});
