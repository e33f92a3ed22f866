// How a tuning runs, under DSPy's names; what was asked for becomes numbers here, before anything is spent.

import { SetupError } from '../core/errors.ts';
import { type Random, random } from './random.ts';

export interface TuneSettings {
  optimizer: 'mipro' | 'bootstrap';
  sampler: 'best' | 'tpe';
  seed: number;
  /** How many instructions a predictor has to choose from, the original one included. */
  instructionCandidates: number;
  /** How many sets of demos: none, labelled, bootstrapped unshuffled, then bootstrapped from shuffled copies. */
  demoCandidates: number;
  /** Search trials; the baseline and the full evaluations come on top. */
  trials: number;
  maxBootstrappedDemos: number;
  maxLabeledDemos: number;
  minibatch: boolean;
  minibatchSize: number;
  minibatchFullEvalSteps: number;
  /** A bootstrap succeeds at this score, 0–1; without one, at any score above 0. */
  metricThreshold: number | null;
  /** Of the proposals. */
  initTemperature: number;
  viewDataBatchSize: number;
  /** So many examples may fail in a row of evaluations before the run ends with what is known. */
  maxErrors: number;
  /** How many examples of the valset the search looks at, at most: `auto` draws a sample of it. */
  valExamples: number;
}

interface Preset {
  candidates: number;
  valExamples: number;
}

/** Source: DSPy's MIPROv2. */
const presets = {
  light: { candidates: 6, valExamples: 100 },
  medium: { candidates: 12, valExamples: 300 },
  heavy: { candidates: 18, valExamples: 1000 },
} as const satisfies Record<string, Preset>;

/** What was asked for; what is absent takes DSPy's default. */
export type TuneRequest = Partial<
  Omit<TuneSettings, 'instructionCandidates' | 'demoCandidates' | 'valExamples'> & {
    /** `light` unless candidates or trials are given; `none` asks for both of them. */
    auto: string;
    /** Both of instructions and of demo sets. */
    candidates: number;
  }
>;

export interface TuneFacts {
  /** Examples. */
  train: number;
  /** Examples; `null` when the valset is split from the trainset. */
  val: number | null;
  predictors: number;
}

/** `auto` uses minibatches only above so many examples of the valset. */
const minibatchFrom = 50;
const defaultMinibatch = 35;

/**
 * Source: DSPy's MIPROv2 (`auto`, candidates, trials, minibatches), but that seed 0 is 0 and a minibatch that was not
 * asked for is never too large. Throws SetupError, which names the flag to change.
 */
export function resolveSettings(request: TuneRequest, facts: TuneFacts): TuneSettings {
  const maxBootstrappedDemos = natural('max_bootstrapped_demos', request.maxBootstrappedDemos ?? 4, 0);
  const maxLabeledDemos = natural('max_labeled_demos', request.maxLabeledDemos ?? 4, 0);
  const zeroShot = maxBootstrappedDemos === 0 && maxLabeledDemos === 0;
  const size = searchSize(request, facts.predictors, zeroShot);
  const val = Math.min(size.valExamples, checkedVal(facts));
  const minibatch = request.minibatch ?? (size.auto === null || val > minibatchFrom);
  const asked = request.minibatchSize;
  if (minibatch && asked !== undefined && natural('minibatch_size', asked, 1) > val)
    throw new SetupError(
      `a minibatch of ${asked} examples cannot be drawn from a valset of ${val}: ask for at most ${val}, or leave it out`,
    );
  return {
    optimizer: request.optimizer ?? 'mipro',
    sampler: request.sampler ?? 'best',
    seed: natural('--seed', request.seed ?? 0, 0),
    instructionCandidates: size.instructions,
    demoCandidates: size.demos,
    trials: size.trials,
    maxBootstrappedDemos,
    maxLabeledDemos,
    minibatch,
    minibatchSize: Math.min(asked ?? defaultMinibatch, val),
    minibatchFullEvalSteps: natural('minibatch_full_eval_steps', request.minibatchFullEvalSteps ?? 5, 1),
    metricThreshold: request.metricThreshold ?? null,
    initTemperature: request.initTemperature ?? 1,
    viewDataBatchSize: natural('view_data_batch_size', request.viewDataBatchSize ?? 10, 1),
    maxErrors: natural('max_errors', request.maxErrors ?? 10, 0),
    valExamples: val,
  };
}

function searchSize({ auto, candidates, trials }: TuneRequest, predictors: number, zeroShot: boolean) {
  const given = candidates !== undefined || trials !== undefined;
  if (given && auto !== undefined && auto !== 'none')
    throw new SetupError(`--auto ${auto} sets candidates and trials itself: give --auto, or --candidates and --trials`);
  if (!given && auto !== 'none') {
    const { candidates: count, valExamples } = preset(auto ?? 'light');
    const instructions = zeroShot ? count : Math.floor(count / 2);
    return { auto, instructions, demos: count, trials: trialsFor(count, predictors, zeroShot), valExamples };
  }
  if (candidates === undefined) throw new SetupError('--candidates is missing: give it together with --trials');
  natural('--candidates', candidates, 1);
  if (trials === undefined) {
    const fitting = trialsFor(candidates, predictors, zeroShot);
    throw new SetupError(`--trials is missing: with --candidates ${candidates}, add --trials ${fitting}`);
  }
  natural('--trials', trials, 1);
  return { auto: null, instructions: candidates, demos: candidates, trials, valExamples: Number.POSITIVE_INFINITY };
}

function preset(auto: string): Preset {
  if (Object.hasOwn(presets, auto)) return presets[auto as keyof typeof presets];
  throw new SetupError(`--auto ${auto} is unknown: light, medium, heavy or none`);
}

/** max(2 V log2 N, 1.5 N), V the variables to choose: an instruction a predictor, and a set of demos unless zero-shot. */
function trialsFor(candidates: number, predictors: number, zeroShot: boolean): number {
  const variables = predictors * (zeroShot ? 1 : 2);
  return Math.max(1, Math.floor(Math.max(2 * variables * Math.log2(candidates), 1.5 * candidates)));
}

function checkedVal({ train, val }: TuneFacts): number {
  if (train === 0) throw new SetupError('the trainset is empty: give --trainset a file with usable records');
  if (val === 0) throw new SetupError('the valset is empty: give --valset a file with usable records, or leave it out');
  if (val === null && train < 2)
    throw new SetupError('one example cannot be split into a trainset and a valset: add records, or give --valset');
  return val ?? splitSize(train);
}

function natural(name: string, value: number, least: number): number {
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw new SetupError(`${name} must be a whole number from ${least} on, and it is ${value}`);
}

function splitSize(count: number): number {
  return Math.min(1000, Math.max(1, Math.floor(0.8 * count)));
}

/**
 * The examples to learn from and those to score on. Without a valset, it is the last 80 % of the trainset, 1 to 1000
 * examples, unshuffled; a valset longer than `valExamples` is sampled without replacement. Source: DSPy's MIPROv2.
 */
export function splitValset<Item>(
  trainset: readonly Item[],
  valset: readonly Item[] | null,
  { seed, valExamples }: Pick<TuneSettings, 'seed' | 'valExamples'>,
): { trainset: readonly Item[]; valset: readonly Item[] } {
  const cut = trainset.length - splitSize(trainset.length);
  const train = valset === null ? trainset.slice(0, cut) : trainset;
  const val = valset ?? trainset.slice(cut);
  const draws: Random = random(seed, 'valset');
  return { trainset: train, valset: val.length > valExamples ? draws.sample(val, valExamples) : val };
}
