// Whether the optimized program is better, and how sure that is: the same examples on both sides, so the pairs count.

import { random } from '../optimize/random.ts';
import type { Difference, EvalExample, EvalSide } from './run-files.ts';

export interface Pair {
  key: string;
  /** 0–1 each. */
  before: number;
  after: number;
  /** What the example counts on either side; above 0. */
  weights: { before: number; after: number };
}

const tiny = 1e-9;

/** Of one metric, the examples that neither side failed and that it could judge on both, in the first side's order. */
export function pairsOf(before: EvalSide, after: EvalSide, metric: string): Pair[] {
  const others = new Map(after.examples.map((example) => [example.key, example]));
  return before.examples.flatMap((example) => {
    const [a, b] = [judgedBy(example, metric), judgedBy(others.get(example.key), metric)];
    if (!a || !b) return [];
    return [{ key: example.key, before: a.score, after: b.score, weights: { before: a.weight, after: b.weight } }];
  });
}

/** The weighted mean of a metric over the examples that did not fail, 0–1; `null` when it could judge none. */
export function sideScore({ examples }: EvalSide, metric: string): number | null {
  const judged = examples.flatMap((example) => judgedBy(example, metric) ?? []);
  const weight = judged.reduce((sum, { weight }) => sum + weight, 0);
  return weight === 0 ? null : judged.reduce((sum, { score, weight }) => sum + score * weight, 0) / weight;
}

/** A side's weighted means over the pairs alone, which their difference is of; `null` without a pair. */
export function pairMeans(pairs: readonly Pair[]): { before: number; after: number } | null {
  if (pairs.length === 0) return null;
  const mean = (side: 'before' | 'after') =>
    pairs.reduce((sum, pair) => sum + pair[side] * pair.weights[side], 0) /
    pairs.reduce((sum, { weights }) => sum + weights[side], 0);
  return { before: mean('before'), after: mean('after') };
}

function judgedBy(example: EvalExample | undefined, metric: string) {
  const judged = example?.failed === null ? example.metrics[metric] : undefined;
  return judged && judged.weight > 0 ? judged : null;
}

/**
 * After less before: the difference of the two weighted means (a ratio of sums, so a rate stays a rate), with a 95 %
 * interval by the percentile bootstrap over whole pairs (B. Efron, "Bootstrap methods: another look at the jackknife",
 * Annals of Statistics 7, 1979). The same pairs and seed give the same interval. `null` without a pair.
 */
export function pairedDifference(pairs: readonly Pair[], seed: number, resamples = 10_000): Difference | null {
  const n = pairs.length;
  if (n === 0) return null;
  // Four sums a resample: points and weights of either side.
  const columns = [
    Float64Array.from(pairs, ({ before, weights }) => before * weights.before),
    Float64Array.from(pairs, ({ weights }) => weights.before),
    Float64Array.from(pairs, ({ after, weights }) => after * weights.after),
    Float64Array.from(pairs, ({ weights }) => weights.after),
  ] as const;
  const gap = (draw: (i: number) => number) => {
    const sums = [0, 0, 0, 0];
    for (let i = 0; i < n; i++) {
      const at = draw(i);
      for (let c = 0; c < 4; c++) sums[c] = (sums[c] as number) + (columns[c]?.[at] as number);
    }
    const [before, beforeWeight, after, afterWeight] = sums as [number, number, number, number];
    return after / afterWeight - before / beforeWeight;
  };
  const { integer } = random(seed, 'difference');
  const means = new Float64Array(resamples).map(() => gap(() => integer(n))).sort();
  const at = (share: number) => means[Math.round(share * (resamples - 1))] as number;
  const moved = (sign: number) => pairs.filter(({ before, after }) => sign * (after - before) > tiny).length;
  const [wins, losses] = [moved(1), moved(-1)];
  return { mean: gap((i) => i), low: at(0.025), high: at(0.975), wins, ties: n - wins - losses, losses };
}
