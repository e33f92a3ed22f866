// What scores an answer: a named function from an example and the outputs to a number, with the reasons in words.

import type { Example } from './example.ts';
import type { Model, Usage } from './model.ts';
import type { Values } from './values.ts';

export interface Scored {
  /** 0–1. */
  score: number;
  /**
   * How much this example counts in the metric's mean: the required fields or mentions of a rate, else 1. 0 when
   * there is nothing to judge; such an example counts nowhere.
   */
  weight: number;
  /** What cost points, or that nothing did. */
  reasons: readonly string[];
  /** What a judge spent. */
  usage?: Usage;
}

export interface Judging {
  /** For metrics that ask a model; a metric that needs one and has none throws SetupError. */
  model: Model | null;
  signal: AbortSignal;
  /** See Call.sample. */
  sample: string;
}

export interface Metric {
  name: string;
  /** Model calls that scoring one answer takes; none unless given. */
  calls?: number;
  /** Throws SetupError where no answer could be scored: a pattern that is none, no model to ask. Call it before spending. */
  prepare?(judging: Pick<Judging, 'model'>): Promise<void>;
  score(example: Example, outputs: Values, judging: Judging): Scored | Promise<Scored>;
}

/** The weighted mean of what can be judged, 0–1; `null` when nothing can. */
export function meanScore(scores: readonly Scored[]): number | null {
  const weight = scores.reduce((sum, scored) => sum + scored.weight, 0);
  return weight === 0 ? null : scores.reduce((sum, { score, weight }) => sum + score * weight, 0) / weight;
}
