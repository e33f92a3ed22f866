// Scores a program on examples, all at once: how many calls really run at a time is the model's business.

import { reasonOf } from '../core/errors.ts';
import type { Example } from '../program/example.ts';
import { type Metric, meanScore, type Scored } from '../program/metric.ts';
import { addUsage, type Model, ModelError, noUsage } from '../program/model.ts';
import { runProgram } from '../program/predict.ts';
import type { Program } from '../program/program.ts';
import type { Limits } from '../program/role.ts';
import type { Evaluation, ExampleResult } from './evaluation.ts';

/** More examples failed than a run may lose. What is known so far stands; the run ends with it. */
export class TooManyFailures extends Error {
  override readonly name = 'TooManyFailures';
}

/** How many examples failed over a whole run, so that ten failures in ten evaluations count as ten. */
export class Failures {
  count = 0;
  readonly allowed: number;
  constructor(allowed: number) {
    this.allowed = allowed;
  }

  /** Throws TooManyFailures when this is one too many. */
  add(reason: string): void {
    this.count += 1;
    if (this.count <= this.allowed) return;
    throw new TooManyFailures(
      `${this.count} examples failed, and ${this.allowed} may (max_errors); the last one: ${reason}`,
    );
  }
}

export interface Evaluating {
  model: Model;
  /** For metrics that ask a model. */
  judge: Model | null;
  limits: Limits;
  /** See Call.sample. */
  sample: string;
  signal: AbortSignal;
  failures: Failures;
}

/**
 * Results stand in the order of the examples, whatever order the answers came in. An example that a passing ModelError
 * befell, after the model's own retries, is `failed` and no score. Throws TooManyFailures, and whatever else is thrown
 * by the model or a metric; the calls under way are then aborted, but for a budget's end and a model that refuses:
 * those are paid for, and nothing new is asked.
 */
export async function evaluate(
  program: Program,
  examples: readonly Example[],
  metrics: readonly Metric[],
  context: Evaluating,
): Promise<Evaluation> {
  const results = await allOrAbort(context.signal, examples, (example, signal) =>
    evaluateExample(program, example, metrics, { ...context, signal }),
  );
  const first = metrics[0]?.name ?? '';
  const judged = results.flatMap((result) => result.judged[first] ?? []);
  return { score: meanScore(judged), examples: results };
}

/** Waits for every piece of work, then throws what was thrown first; by then none of them still runs. */
export async function allOrAbort<Item, Result>(
  outer: AbortSignal,
  items: readonly Item[],
  work: (item: Item, signal: AbortSignal, index: number) => Promise<Result>,
): Promise<Result[]> {
  const cut = new AbortController();
  const signal = AbortSignal.any([outer, cut.signal]);
  const thrown: unknown[] = [];
  const settled = await Promise.allSettled(
    items.map(async (item, index) => {
      try {
        return await work(item, signal, index);
      } catch (error) {
        thrown.push(error);
        if (!isBudgetReached(error) && !(error instanceof ModelError)) cut.abort(error);
        throw error;
      }
    }),
  );
  if (thrown.length > 0) throw thrown[0];
  return settled.map((one) => (one as PromiseFulfilledResult<Result>).value);
}

/** A budget's end comes out of Model.complete as an exception of this name. */
export function isBudgetReached(error: unknown): boolean {
  return error instanceof Error && error.name === 'BudgetReached';
}

async function evaluateExample(
  program: Program,
  example: Example,
  metrics: readonly Metric[],
  { model, judge, limits, sample, signal, failures }: Evaluating,
): Promise<ExampleResult> {
  const { key } = example;
  try {
    const { outputs, missing, usage, cached } = await runProgram(program, example.inputs, {
      model,
      limits,
      sample,
      signal,
    });
    const scores = await Promise.all(
      metrics.map((metric) => metric.score(example, outputs, { model: judge, sample, signal })),
    );
    const lacks = missing.map((field) => `the answer lacks ${field}`);
    const judged = Object.fromEntries(
      metrics.map((metric, index) => {
        const { score, weight, reasons } = scores[index] as Scored;
        return [metric.name, { score, weight, reasons: [...lacks, ...reasons] }];
      }),
    );
    const { tokens, usd } = scores.reduce((sum, scored) => addUsage(sum, scored.usage ?? noUsage), usage);
    return { key, judged, output: outputs, seconds: usage.seconds, tokens, usd, cached, failed: null };
  } catch (error) {
    if (!(error instanceof ModelError && error.passing)) throw error;
    const failed = reasonOf(error);
    failures.add(`${key}: ${failed}`);
    return { key, judged: {}, output: {}, seconds: 0, tokens: { ...noUsage.tokens }, usd: 0, cached: false, failed };
  }
}
