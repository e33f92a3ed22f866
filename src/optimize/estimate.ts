// What a tuning will take, before a cent is spent: calls, tokens, dollars and minutes of each phase, as ranges.

import { renderMessages } from '../program/chat.ts';
import type { Example } from '../program/example.ts';
import type { Predictor, Program } from '../program/program.ts';
import type { Limits } from '../program/role.ts';
import type { Amount } from './budget.ts';
import { costOf, type Price, promptBytes } from './price.ts';
import type { TuneSettings } from './settings.ts';
import type { Trial } from './trial.ts';

export interface Range {
  low: number;
  high: number;
}

export interface EstimateFacts {
  settings: TuneSettings;
  /** The untuned program. */
  program: Program;
  /** Some of the trainset, for the lengths of prompts and answers. */
  examples: readonly Example[];
  /** How many examples: to learn from, to search on, held out. */
  sizes: { train: number; val: number; eval: number };
  limits: Limits;
  /** Of the model that is tuned for, and of the one that writes instructions and judges. */
  prices: { task: Price; prompt: Price };
  concurrency: number;
  /** How often a judge is asked about an answer. */
  judgements: Judgements;
}

export interface Judgements {
  search: number;
  evaluation: number;
}

export interface Estimate {
  calls: Range;
  tokens: { input: Range; output: Range };
  /** US dollars. */
  usd: Range;
  minutes: Range;
}

export const phases = ['summary', 'bootstrap', 'proposals', 'search', 'evaluation'] as const;
export type Phase = (typeof phases)[number];

/** Some calls of one kind: how many, and how long prompt and answer are, in tokens. */
interface Batch {
  calls: Range;
  input: Range;
  output: Range;
  price: Price;
  concurrency: number;
}

/** English has between three and five bytes a token. */
const tokensOf = (bytes: Range): Range => ({ low: bytes.low / 5, high: bytes.high / 3 });
/** Of a reasoning, which no label shows. */
const reasoningBytes = { low: 200, high: 1500 };
/** The share of answers that have to be asked for again, in JSON mode. */
const strays = 1.25;

export function estimateTuning(facts: EstimateFacts): Record<Phase | 'total', Estimate> {
  const { settings, sizes } = facts;
  const { instructionCandidates: instructions, demoCandidates, trials } = settings;
  const proposing = settings.optimizer === 'mipro' && instructions > 1;
  const demos = Math.max(settings.maxBootstrappedDemos, settings.maxLabeledDemos);
  const size = settings.minibatch ? settings.minibatchSize : sizes.val;
  const fulls = size < sizes.val ? Math.ceil(trials / settings.minibatchFullEvalSteps) + 1 : 0;
  const looks =
    settings.optimizer === 'bootstrap'
      ? { low: demoCandidates * sizes.val, high: demoCandidates * sizes.val }
      : // What is known of a combination is not asked again, so guided trials may cost less than they look at.
        { low: sizes.val + 0.5 * trials * size, high: sizes.val + trials * size + fulls * sizes.val };
  const batches = Math.min(10, Math.ceil(sizes.train / settings.viewDataBatchSize));
  const summaries = { low: Math.min(batches, 6) + 1, high: batches + 1 };
  const wanted = Math.max(1, settings.maxBootstrappedDemos);
  const bootstraps = demoCandidates < 3 ? 0 : 1;
  const taught = { low: bootstraps * Math.min(wanted, sizes.train), high: bootstraps * sizes.train };
  const proposals = instructions - 1;
  const predictors = facts.program.predictors.length;
  const writing = { low: 1 + predictors * (1 + proposals), high: 1 + predictors * (1 + 2 * proposals) };
  const none: Batch[] = [];
  const byPhase = {
    summary: sum(proposing ? [promptCalls(facts, summaries, 1)] : none),
    bootstrap: sum(runs(facts, taught, settings.maxLabeledDemos, 'search')),
    proposals: sum(proposing ? [promptCalls(facts, writing, facts.concurrency)] : none),
    search: sum(runs(facts, looks, demos, 'search')),
    // Baseline, optimized and optimized once more; a baseline that stays the best is asked only twice.
    evaluation: sum(runs(facts, { low: 2 * sizes.eval, high: 3 * sizes.eval }, demos, 'evaluation')),
  };
  return { ...byPhase, total: phases.map((phase) => byPhase[phase]).reduce(add) };
}

/** What the search must leave for the final evaluation: the high end of it, but never more than half of a cap. */
export function setAsideFor(
  { evaluation }: Pick<Record<Phase, Estimate>, 'evaluation'>,
  caps: { usd: number | null; minutes: number | null },
): Amount {
  const atMost = (cap: number | null, amount: number) => Math.min(amount, (cap ?? Infinity) / 2);
  return {
    usd: atMost(caps.usd, evaluation.usd.high),
    seconds: 60 * atMost(caps.minutes, evaluation.minutes.high),
  };
}

/**
 * The same, from what a call of the baseline took on the valset, which is known better; `null` when all its answers were
 * remembered. Prompts with demos are longer and cost more, so both are doubled. `callsAnExample` is of search and
 * evaluation; where they differ, or where only some calls were made, `upFront` is the least.
 */
export function setAsideAfter(
  baseline: Pick<Trial, 'calls' | 'usd' | 'seconds' | 'examples'>,
  { evalExamples, callsAnExample, concurrency }: EvaluationSize,
  upFront: Amount,
  caps: { usd: number | null; minutes: number | null },
): Amount | null {
  const { search, evaluation } = callsAnExample;
  if (baseline.calls === 0) return null;
  const typical = search === evaluation && baseline.calls >= baseline.examples * search;
  const times =
    (2 * 3 * evalExamples * Math.max(evaluation, typical ? baseline.calls / baseline.examples : 0)) / baseline.calls;
  const least = typical ? { usd: 0, seconds: 0 } : upFront;
  return {
    usd: Math.min(Math.max(least.usd, times * baseline.usd), (caps.usd ?? Infinity) / 2),
    seconds: Math.min(
      Math.max(least.seconds, (times * baseline.seconds) / concurrency),
      (caps.minutes ?? Infinity) * 30,
    ),
  };
}

export interface EvaluationSize {
  evalExamples: number;
  callsAnExample: Judgements;
  concurrency: number;
}

/** The program on so many examples, with up to so many demos in each prompt. */
function runs(facts: EstimateFacts, examples: Range, demos: number, judging: keyof Judgements): Batch[] {
  const { program, limits, prices, concurrency } = facts;
  const exampleBytes = median(facts.examples.map(bytesOf));
  const batches = program.predictors.map((predictor): Batch => {
    const bare = median(facts.examples.map((example) => barePrompt(predictor, example)));
    const answer = median(facts.examples.map((example) => answerBytes(predictor, example)));
    const thought = predictor.module === 'ChainOfThought' ? reasoningBytes : { low: 0, high: 0 };
    const output = tokensOf({ low: answer / 2 + thought.low, high: 2 * answer + thought.high });
    return {
      calls: { low: examples.low, high: examples.high * strays },
      input: tokensOf({ low: bare, high: bare + demos * (exampleBytes + thought.high) }),
      output: { low: Math.min(output.low, limits.maxTokens), high: Math.min(output.high, limits.maxTokens) },
      price: prices.task,
      concurrency,
    };
  });
  const judgements = facts.judgements[judging];
  if (judgements === 0) return batches;
  const calls = { low: examples.low * judgements, high: examples.high * judgements * strays };
  return [...batches, { ...promptCalls(facts, calls, concurrency), output: { low: 30, high: 300 } }];
}

/** Calls of the prompt model; its prompts hold a batch of examples or a few demos with descriptions around them. */
function promptCalls({ settings, examples, limits, prices }: EstimateFacts, calls: Range, concurrency: number): Batch {
  const example = median(examples.map(bytesOf));
  const input = tokensOf({ low: 1500, high: 6000 + Math.max(3, settings.viewDataBatchSize) * example });
  const output = { low: 40, high: Math.min(limits.maxTokens, 600) };
  return { calls, input, output, price: prices.prompt, concurrency };
}

function sum(batches: readonly Batch[]): Estimate {
  return batches.map(estimateBatch).reduce(add, estimateBatch({ ...nothing, concurrency: 1 }));
}

const zero: Range = { low: 0, high: 0 };
const nothing = { calls: zero, input: zero, output: zero, price: { input: 0, output: 0, call: 0 } };

function estimateBatch({ calls, input, output, price, concurrency }: Batch): Estimate {
  const each = (end: keyof Range) => {
    const count = Math.round(calls[end]);
    const tokens = { input: Math.round(count * input[end]), output: Math.round(count * output[end]) };
    // From a quick endpoint with short queues to a slow one.
    const seconds = end === 'low' ? 0.3 + output.low / 150 : 3 + output.high / 15;
    const usd = count === 0 ? 0 : costOf(tokens, price) + (count - 1) * price.call;
    return { count, tokens, usd, minutes: (Math.ceil(count / concurrency) * seconds) / 60 };
  };
  const [low, high] = [each('low'), each('high')];
  return {
    calls: { low: low.count, high: high.count },
    tokens: {
      input: { low: low.tokens.input, high: high.tokens.input },
      output: { low: low.tokens.output, high: high.tokens.output },
    },
    usd: { low: low.usd, high: high.usd },
    minutes: { low: low.minutes, high: high.minutes },
  };
}

function add(a: Estimate, b: Estimate): Estimate {
  const plus = (one: Range, other: Range) => ({ low: one.low + other.low, high: one.high + other.high });
  return {
    calls: plus(a.calls, b.calls),
    tokens: { input: plus(a.tokens.input, b.tokens.input), output: plus(a.tokens.output, b.tokens.output) },
    usd: plus(a.usd, b.usd),
    minutes: plus(a.minutes, b.minutes),
  };
}

const barePrompt = (predictor: Predictor, { inputs, labels }: Example) =>
  promptBytes(renderMessages({ ...predictor, demos: [] }, { ...labels, ...inputs }));

const bytesOf = ({ inputs, labels }: Pick<Example, 'inputs' | 'labels'>) =>
  Buffer.byteLength(JSON.stringify({ ...inputs, ...labels }));

/** Of the labels that are the predictor's outputs, with a marker around each. */
function answerBytes({ signature }: Predictor, { labels }: Example): number {
  return signature.outputs.reduce((total, { name }) => total + 20 + Buffer.byteLength(String(labels[name] ?? '')), 40);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
