// The shapes of a run folder's files that others read: the snapshot and the evaluation on the held-out set.

import type { Values } from '../program/values.ts';

export interface DatasetMark {
  name: string;
  path: string;
  sha256: string;
  examples: number;
}

/** `snapshot.json`: what a program was made of, so that it can be made again and held against today's data. */
export interface Snapshot {
  version: 1;
  /** The run folder's name. */
  run: string;
  role: string;
  seed: number;
  /** 40 hex digits; `null` outside git. */
  commit: string | null;
  train: DatasetMark;
  /** `null` when it was split from the trainset. */
  val: DatasetMark | null;
  eval: DatasetMark;
  metric: string;
  target: { metric: string; minimum: number } | null;
  /** The endpoint's host and the model's name. */
  provider: string;
  model: string;
  parameters: Readonly<Record<string, unknown>>;
  versions: { goldgate: string; node: string };
  /** Of the canonical JSON of the untuned program: two runs of one lineage share it. */
  signatureSha256: string;
  programSha256: string;
  baselineSha256: string;
  evalSha256: string;
  /** The recorded pilot that this run comes after, of the same lineage; the baseline is the untuned program all the same. */
  parent: string | null;
  /** The run that this one makes again; absent in runs of before it was told. */
  reproduces?: string | null;
  /** What the search could not do as planned, in words. */
  notes?: readonly string[];
  startedAt: string;
  /** What the role allows a call. */
  limits: { seconds: number };
  /** What the run was allowed; `null` is without a limit. */
  budget: { usd: number | null; minutes: number | null };
  spent: Spent;
  verdict: 'go' | 'no-go';
  /** What the verdict was made of, in the order in which it is told. */
  conditions: readonly Condition[];
  bar: Bar;
}

/** What Go asks for beside the role's own target and limits. */
export interface Bar {
  /** By so much, 0–1, the optimized program may at worst be worse. */
  margin: number;
  /** Fewer pairs are too few to judge by. */
  minimumExamples: number;
  /** How far a second evaluation may be from the first: a share of it, or an amount when the first is 0. */
  repeatWithin: number;
}

export interface Spent {
  /** Model calls that were made; remembered ones are not among them. */
  calls: number;
  tokens: { input: number; output: number };
  usd: number;
  minutes: number;
}

/** One reason of a Go or No-Go, in words with figures. */
export interface Condition {
  id: string;
  met: boolean;
  text: string;
}

export interface EvalExample {
  key: string;
  /** Of the run's main metric, 0–1; `null` when the example failed. */
  score: number | null;
  reasons: readonly string[];
  output: Values;
  seconds: number;
  tokens: { input: number; output: number };
  usd: number;
  failed: string | null;
  /** By metric name: score and weight. */
  metrics: Readonly<Record<string, { score: number; weight: number }>>;
}

export interface EvalSide {
  score: number | null;
  examples: readonly EvalExample[];
}

/** Optimized less baseline, over the examples that neither side failed. */
export interface Difference {
  mean: number;
  /** 95 % interval, by bootstrap over the pairs. */
  low: number;
  high: number;
  wins: number;
  ties: number;
  losses: number;
}

/** `eval.json`. */
export interface EvalFile {
  metric: string;
  baseline: EvalSide;
  optimized: EvalSide;
  /** `null` without a pair to compare. */
  difference: Difference | null;
  /** The optimized side a second time, uncached. */
  repeated: EvalSide | null;
  /** By metric name, the main one included. */
  differences: Readonly<Record<string, Difference>>;
}
