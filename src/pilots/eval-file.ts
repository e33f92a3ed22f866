// `eval.json` from what the two programs scored on the held-out set.

import type { Evaluation, ExampleResult } from '../optimize/evaluation.ts';
import { pairedDifference, pairsOf, sideScore } from './difference.ts';
import type { Difference, EvalExample, EvalFile, EvalSide } from './run-files.ts';

export interface Evaluated {
  /** The one that tuning maximised. */
  metric: string;
  baseline: Evaluation;
  optimized: Evaluation;
  /** The optimized program once more, uncached; `null` when it was not run. */
  repeated: Evaluation | null;
  seed: number;
}

export function buildEvalFile({ metric, baseline, optimized, repeated, seed }: Evaluated): EvalFile {
  const sides = { baseline: sideOf(baseline, metric), optimized: sideOf(optimized, metric) };
  const differences = differencesOf(sides.baseline, sides.optimized, seed);
  return {
    metric,
    ...sides,
    difference: differences[metric] ?? null,
    repeated: repeated && sideOf(repeated, metric),
    differences,
  };
}

/** By metric name, of every metric that judged a pair. */
export function differencesOf(before: EvalSide, after: EvalSide, seed: number): Record<string, Difference> {
  const names = new Set([...before.examples, ...after.examples].flatMap(({ metrics }) => Object.keys(metrics)));
  const found = [...names].map((name) => [name, pairedDifference(pairsOf(before, after, name), seed)] as const);
  return Object.fromEntries(found.filter((entry): entry is [string, Difference] => entry[1] !== null));
}

function sideOf({ examples }: Evaluation, metric: string): EvalSide {
  const side = { score: null, examples: examples.map((result) => exampleOf(result, metric)) };
  return { ...side, score: sideScore(side, metric) };
}

function exampleOf({ key, judged, output, seconds, tokens, usd, failed }: ExampleResult, metric: string): EvalExample {
  const metrics = Object.entries(judged).map(([name, { score, weight }]) => [name, { score, weight }] as const);
  const main = failed === null ? judged[metric] : undefined;
  return {
    key,
    score: main?.score ?? null,
    reasons: main?.reasons ?? [],
    output,
    seconds,
    tokens,
    usd,
    failed,
    metrics: Object.fromEntries(metrics),
  };
}
