// What a program scored on a set of examples: the currency between search, report and Go/No-Go.

import type { Values } from '../program/values.ts';

/** A metric's word on one answer. */
export interface Judged {
  /** 0–1. */
  score: number;
  /** See Scored.weight; 0 when there was nothing to judge. */
  weight: number;
  reasons: readonly string[];
}

export interface ExampleResult {
  key: string;
  /** By metric name; empty when the example failed. */
  judged: Readonly<Record<string, Judged>>;
  output: Values;
  /** The slowest call of the example, as the endpoint took it; a remembered answer keeps its first latency. */
  seconds: number;
  tokens: { input: number; output: number };
  usd: number;
  cached: boolean;
  /** Why there is no answer; such an example is no score of 0 but no score. `null` when there is one. */
  failed: string | null;
}

export interface Evaluation {
  /** Weighted mean of the first metric over the examples that did not fail, 0–1; `null` when none is left. */
  score: number | null;
  examples: readonly ExampleResult[];
}
