// Step 1: sets of demos, made of the trainset's own labels and of the program's answers that scored.

import { reasonOf } from '../core/errors.ts';
import type { Example } from '../program/example.ts';
import type { Metric } from '../program/metric.ts';
import { ModelError } from '../program/model.ts';
import { runProgram, type Step } from '../program/predict.ts';
import type { Demo, Predictor, Program } from '../program/program.ts';
import { blockLists } from './block-lists.ts';
import { allOrAbort, type Evaluating } from './evaluate.ts';
import { type Random, random } from './random.ts';
import type { TuneSettings } from './settings.ts';

export interface Bootstrapping extends Evaluating {
  program: Program;
  trainset: readonly Example[];
  metric: Metric;
  settings: TuneSettings;
  /** Called when a set is finished. */
  done(sets: number): void;
}

/** A set of demos for every predictor, by predictor. */
export type DemoSet = readonly (readonly Demo[])[];

/** Of a zero-shot search, whose sets inform the proposals and are then dropped. */
const toInform = { bootstrapped: 3, labeled: 0 };

/**
 * Exactly `demoCandidates` sets: the program's own demos; labelled examples; a bootstrap over the trainset as it
 * stands; then bootstraps over shuffled copies, of 1 to `maxBootstrappedDemos` successes. A bootstrap runs the teacher
 * (the program with labelled demos, never the example itself) until enough answers scored, each becoming a demo, and
 * fills up with labelled examples.
 *
 * Source: DSPy's create_n_fewshot_demo_sets. Here the sets run at the same time, an example is answered once for all
 * of them, and no answer is asked for that one after the other would not have needed.
 */
export async function bootstrapDemos(bootstrapping: Bootstrapping): Promise<DemoSet[]> {
  const { program, trainset, settings, signal } = bootstrapping;
  const { seed, demoCandidates, maxBootstrappedDemos, maxLabeledDemos } = settings;
  const zeroShot = maxBootstrappedDemos === 0 && maxLabeledDemos === 0;
  const most = zeroShot ? toInform.bootstrapped : maxBootstrappedDemos;
  const labeled = zeroShot ? toInform.labeled : maxLabeledDemos;
  const teach = teacher(bootstrapping, random(seed, 'teacher').sample(trainset, labeled));

  let finished = 0;
  return allOrAbort(signal, Array.from({ length: demoCandidates }), async (_, inner, index) => {
    const draws = random(seed, 'bootstrap', index);
    const set = await demoSet(index, draws, inner);
    finished += 1;
    bootstrapping.done(finished);
    return set;
  });

  async function demoSet(index: number, draws: Random, inner: AbortSignal): Promise<DemoSet> {
    if (index === 0) return program.predictors.map(({ demos }) => demos);
    if (most === 0 || (index === 1 && labeled > 0)) return labeledOnly(draws.sample(trainset, labeled));
    const shuffled = index === 2 ? trainset : draws.shuffle(trainset);
    const wanted = index === 2 ? most : 1 + draws.integer(most);
    const successes = await firstSuccesses(shuffled, wanted, (example) => teach(example, inner));
    const used = new Set(successes.map(({ example }) => example));
    const rest = trainset.filter((example) => !used.has(example));
    return program.predictors.map((predictor) => {
      const augmented = successes.flatMap((success) => augmentedDemo(predictor, success));
      const filling = draws.sample(rest, Math.max(0, labeled - augmented.length));
      return [...augmented, ...filling.flatMap((example) => labeledDemo(predictor, example))];
    });
  }

  function labeledOnly(examples: readonly Example[]): DemoSet {
    return program.predictors.map((predictor) => examples.flatMap((example) => labeledDemo(predictor, example)));
  }
}

interface Success {
  example: Example;
  steps: readonly Step[];
}

/** The first `wanted` successes in order, asking for no more at a time than are still wanted. */
async function firstSuccesses(
  examples: readonly Example[],
  wanted: number,
  teach: (example: Example) => Promise<Success | null>,
): Promise<Success[]> {
  const successes: Success[] = [];
  for (let next = 0; next < examples.length && successes.length < wanted; ) {
    const batch = examples.slice(next, next + wanted - successes.length);
    next += batch.length;
    const answers = batch.map(teach);
    await Promise.allSettled(answers);
    successes.push(...(await Promise.all(answers)).filter((answer) => answer !== null));
  }
  return successes;
}

/** Runs the teacher on an example, once for all sets; `null` when the answer did not score, or did not come. */
function teacher({ program, metric, settings, ...context }: Bootstrapping, labeled: readonly Example[]) {
  const answers = new Map<Example, Promise<Success | null>>();
  return (example: Example, signal: AbortSignal): Promise<Success | null> => {
    let answer = answers.get(example);
    if (!answer) {
      answer = attempt(example, signal);
      answers.set(example, answer);
    }
    return answer;
  };

  async function attempt(example: Example, signal: AbortSignal): Promise<Success | null> {
    const others = labeled.filter((other) => other !== example);
    const predictors = program.predictors.map((predictor) => ({
      ...predictor,
      demos: others.length > 0 ? others.flatMap((other) => labeledDemo(predictor, other)) : predictor.demos,
    }));
    try {
      const running = { model: context.model, limits: context.limits, sample: context.sample, signal };
      const { outputs, missing, steps } = await runProgram({ ...program, predictors }, example.inputs, running);
      if (missing.length > 0) return null;
      const { score, weight } = await metric.score(example, outputs, {
        model: context.judge,
        sample: context.sample,
        signal,
      });
      const { metricThreshold } = settings;
      const success = weight > 0 && (metricThreshold === null ? score > 0 : score >= metricThreshold);
      return success ? { example, steps } : null;
    } catch (error) {
      if (!(error instanceof ModelError && error.passing)) throw error;
      context.failures.add(`${example.key}: ${reasonOf(error)}`);
      return null;
    }
  }
}

function augmentedDemo({ path }: Predictor, { example, steps }: Success): Demo[] {
  const step = steps.find((one) => one.path === path);
  return step ? [{ augmented: true, values: { ...step.inputs, ...blockLists(step.outputs, example.labels) } }] : [];
}

/** What the example knows of the predictor's fields; none when it knows no output, as between two predictors. */
function labeledDemo({ signature }: Predictor, { inputs, labels }: Example): Demo[] {
  const known = { ...inputs, ...labels };
  const named = (name: string) => Object.hasOwn(known, name);
  if (!signature.outputs.some(({ name }) => named(name))) return [];
  const fields = [...signature.inputs, ...signature.outputs].filter(({ name }) => named(name));
  return [
    {
      augmented: false,
      values: Object.fromEntries(fields.map(({ name }) => [name, known[name] as Demo['values'][string]])),
    },
  ];
}
