import { expect, test } from 'vitest';
import { type NearEdge, PairList, pairGroup, type Side } from './pairs.ts';

const sides: Side[] = ['held-out', 'held-out', 'train', 'train', 'other'];
const side = (record: number): Side => sides[record] as Side;
const shown = (list: Iterable<{ leak: boolean; earlier: number; later: number }>) =>
  Array.from(list, ({ leak, earlier, later }) => `${leak ? 'leak ' : ''}${earlier} ${later}`);

test('of a group each record is named once a side, and every leak from both sides', () => {
  expect(shown(pairGroup('exact', [0, 1, 2, 3, 4], side))).toEqual([
    '0 1',
    'leak 1 2',
    'leak 0 2',
    '2 3',
    'leak 0 3',
    '0 4',
  ]);
});

test('ten thousand equal records are a pair each, not fifty million', () => {
  const group = Array.from({ length: 10_000 }, (_, i) => i);
  expect(shown(pairGroup('key', group, () => 'train'))).toHaveLength(9_999);
});

test('near leaks: each train record with its best, each held-out record at least once', () => {
  const list = new PairList(5);
  const edges: NearEdge[] = [
    { a: 0, b: 2, similarity: 0.9 },
    { a: 1, b: 2, similarity: 0.7 },
    { a: 0, b: 3, similarity: 0.8 },
  ];
  list.addNearLeaks(edges, side);
  expect(shown(list.pairs)).toEqual(['leak 0 2', 'leak 0 3', 'leak 1 2']);
});
