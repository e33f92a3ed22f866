import { expect, test } from 'vitest';
import type { Review } from './facts.ts';
import { decodeRecords, encodeRecords, standingRecords } from './records.ts';

const record = (review: number, digit = 'a') => ({ review, head: digit.repeat(40), digest: digit.repeat(64) });

test('records come back from the end of a text, in the order of their reviews', () => {
  const written = encodeRecords([record(12, 'b'), record(3)]);
  expect(written).toMatch(/^<!-- goldgate:records 3:a{40}:a{64} 12:b{40}:b{64} -->$/);
  expect(decodeRecords(`A text\n\n${written}\n`)).toEqual([record(3), record(12, 'b')]);
  expect(decodeRecords(encodeRecords([]))).toEqual([]);
});

test('a text that does not end in records has none', () => {
  const written = encodeRecords([record(3)]);
  for (const text of [
    '',
    'x',
    `${written} x`,
    written.slice(0, -5),
    written.replace('3:', '-3:'),
    written.replace('a ', 'g '),
  ]) {
    expect(decodeRecords(text)).toEqual([]);
  }
});

test('a long text without records is read at once', () => {
  expect(decodeRecords('<!-- goldgate:records'.repeat(5000))).toEqual([]);
});

test('only approvals keep their record, and the first one', () => {
  const review = (id: number, state: Review['state']): Review => ({
    id,
    person: null,
    state,
    submittedAt: '',
    commit: null,
  });
  const reviews = [review(1, 'APPROVED'), review(2, 'DISMISSED')];
  expect(standingRecords([record(1), record(1, 'b'), record(2), record(3)], reviews)).toEqual([record(1)]);
});
