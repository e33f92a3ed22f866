// Scores programs on examples for a report: an example that cannot be had is told as failed, and the others go on.

import { reasonOf } from '../core/errors.ts';
import { allOrAbort, evaluate, Failures, isBudgetReached } from '../optimize/evaluate.ts';
import type { Evaluation, ExampleResult } from '../optimize/evaluation.ts';
import type { Example } from '../program/example.ts';
import { type Metric, meanScore } from '../program/metric.ts';
import { type Model, ModelError, noUsage } from '../program/model.ts';
import type { Program } from '../program/program.ts';
import type { Limits } from '../program/role.ts';

export interface HeldOut {
  examples: readonly Example[];
  /** The first is the one that scores. */
  metrics: readonly Metric[];
  model: Model;
  judge: Model;
  limits: Limits;
  signal: AbortSignal;
  /** Called after each example. */
  done(): void;
}

export interface Side {
  program: Program;
  /** See Call.sample. */
  sample: string;
}

/**
 * One evaluation a side. The sides take turns, example by example, so that a budget that ends half-way leaves pairs.
 * `ended` says why examples are missing when the budget ended. Throws what no further try can mend, such as a refused key.
 */
export async function evaluateHeldOut(
  sides: readonly Side[],
  { examples, metrics, done, ...asking }: HeldOut,
): Promise<{ evaluations: Evaluation[]; ended: string | null }> {
  let ended: string | null = null;
  const score = async ({ program, sample }: Side, example: Example, signal: AbortSignal): Promise<ExampleResult> => {
    try {
      const context = { ...asking, sample, signal, failures: new Failures(Number.POSITIVE_INFINITY) };
      const { examples } = await evaluate(program, [example], metrics, context);
      return examples[0] as ExampleResult;
    } catch (error) {
      if (isBudgetReached(error)) ended ??= reasonOf(error);
      else if (!(error instanceof ModelError && error.passing)) throw error;
      return { ...nothing, key: example.key, failed: reasonOf(error) };
    } finally {
      done();
    }
  };
  const pairs = examples.flatMap((example) => sides.map((side) => ({ side, example })));
  const results = await allOrAbort(asking.signal, pairs, ({ side, example }, signal) => score(side, example, signal));
  const first = metrics[0]?.name ?? '';
  const evaluations = sides.map((_, index) => {
    const own = results.filter((_, at) => at % sides.length === index);
    return { score: meanScore(own.flatMap(({ judged }) => judged[first] ?? [])), examples: own };
  });
  return { evaluations, ended };
}

const nothing = { judged: {}, output: {}, seconds: 0, tokens: noUsage.tokens, usd: 0, cached: false };

/** The metrics that a role is judged by: what tuning maximised, then the target's. */
export function metricsOf(metric: Metric, target: { metric: Metric } | null): Metric[] {
  return [metric, ...(target && target.metric.name !== metric.name ? [target.metric] : [])];
}
