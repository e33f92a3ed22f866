import fc from 'fast-check';
import { expect, test } from 'vitest';
import { random } from '../optimize/random.ts';
import { type Pair, pairedDifference, pairsOf, sideScore } from './difference.ts';
import type { EvalExample } from './run-files.ts';

const pair = (before: number, after: number, weight = 1): Pair => ({
  key: '',
  before,
  after,
  weights: { before: weight, after: weight },
});

const example = (key: string, score: number, changes: Partial<EvalExample> = {}): EvalExample => ({
  ...{ key, score, reasons: [], output: {}, seconds: 1, tokens: { input: 1, output: 1 }, usd: 0, failed: null },
  metrics: { m: { score, weight: 1 } },
  ...changes,
});

test('mean, wins, ties and losses', () => {
  const found = pairedDifference([pair(0.5, 1), pair(0.5, 0.5), pair(0.5, 0.25), pair(0, 1)], 0);
  expect(found).toMatchObject({ mean: 0.3125, wins: 2, ties: 1, losses: 1 });
  expect(pairedDifference([], 0)).toBeNull();
});

test('a rate is a ratio of sums: an example with more to judge counts more', () => {
  expect(pairedDifference([pair(0, 1, 9), pair(1, 0, 1)], 0)?.mean).toBeCloseTo(0.8);
});

test('only examples that neither side failed and that both could be judged on', () => {
  const before = { score: 1, examples: [example('a', 0.1), example('b', 0.2), example('c', 0.3), example('d', 0.4)] };
  const after = {
    score: 1,
    examples: [
      example('d', 0.9),
      example('a', 0, { failed: 'time-out' }),
      example('b', 0.8, { metrics: { m: { score: 0.8, weight: 0 } } }),
      example('e', 0.9),
    ],
  };
  expect(pairsOf(before, after, 'm').map(({ key }) => key)).toEqual(['d']);
  expect(sideScore(after, 'm')).toBeCloseTo(0.9);
  expect(sideScore(after, 'other')).toBeNull();
});

test('the mean lies within the interval, the interval within what the pairs allow; the same seed gives the same', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const pairs = fc.array(fc.tuple(share, share, fc.integer({ min: 1, max: 9 })), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(pairs, fc.integer(), (values, seed) => {
      const list = values.map(([before, after, weight]) => pair(before, after, weight));
      const found = pairedDifference(list, seed, 400);
      if (!found) throw new Error('there are pairs');
      expect(pairedDifference(list, seed, 400)).toEqual(found);
      const { mean, low, high, wins, ties, losses } = found;
      const gaps = list.map(({ before, after }) => after - before);
      expect(low).toBeLessThanOrEqual(high);
      expect(low).toBeGreaterThanOrEqual(Math.min(...gaps) - 1e-9);
      expect(high).toBeLessThanOrEqual(Math.max(...gaps) + 1e-9);
      expect(mean).toBeGreaterThanOrEqual(Math.min(...gaps) - 1e-9);
      expect(wins + ties + losses).toBe(list.length);
    }),
    { numRuns: 200, seed: 1 },
  );
});

/** How often the interval of `n` simulated pairs, `gain` better in truth, holds the truth. */
function coverage(n: number, gain: number, weights: (n: number) => number): number {
  const { normal } = random(7, 'pairs', n);
  const runs = 600;
  let held = 0;
  for (let run = 0; run < runs; run++) {
    const pairs = Array.from({ length: n }, (_, i) => {
      const before = 0.5 + 0.1 * normal();
      return pair(before, before + gain + 0.15 * normal(), weights(i));
    });
    const found = pairedDifference(pairs, run, 1_000);
    if (found && found.low <= gain && gain <= found.high) held++;
  }
  return held / runs;
}

test.each([
  [30, 0, () => 1],
  [30, 0.1, () => 1],
  [40, 0.05, (n: number) => 1 + (n % 3)],
])('about 95 of 100 intervals hold the truth (%i pairs, %f better)', (n, gain, weights) => {
  const share = coverage(n, gain, weights);
  expect(share).toBeGreaterThan(0.91);
  expect(share).toBeLessThan(0.98);
});
