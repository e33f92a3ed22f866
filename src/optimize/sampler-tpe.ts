// The search as DSPy's MIPROv2 runs it: random minibatches, Optuna's TPE, and a full evaluation every few trials.

import { type Random, random } from './random.ts';
import type { Choice, Look, Sampler, Scoreboard, Space } from './scoreboard.ts';
import type { TuneSettings } from './settings.ts';

const startupTrials = 10;
const candidatesDrawn = 24;

/** A finished trial of a study; a trial without a score is none. */
export interface Told {
  choice: Choice;
  score: number;
}

/** Source: DSPy's MIPROv2 on Optuna's TPESampler(multivariate=True). */
export function* tpe(board: Scoreboard, settings: TuneSettings): Sampler {
  const batches = random(settings.seed, 'minibatch');
  const draws = random(settings.seed, 'tpe');
  for (let trial = 1; trial <= settings.trials; trial++) {
    const choice = drawChoice(told(board), board.space, draws);
    if (!settings.minibatch) {
      yield [{ kind: 'full', choice, examples: board.examples }];
      continue;
    }
    yield [{ kind: 'minibatch', choice, examples: batches.sample(board.examples, settings.minibatchSize) }];
    if (trial % settings.minibatchFullEvalSteps !== 0 && trial !== settings.trials) continue;
    const promising = bestUnfinished(board);
    if (promising) yield [promising];
  }
}

function told(board: Scoreboard): Told[] {
  return board.seen.flatMap(({ choice, score }) => (score === null ? [] : [{ choice, score }]));
}

/** The highest mean of minibatch scores among what has no full evaluation of its own; a tie keeps the earlier. */
function bestUnfinished(board: Scoreboard): Look | null {
  const full = new Set(board.seen.filter(({ kind }) => kind === 'full').map(({ choice }) => choice.join()));
  const means = new Map<string, { choice: Choice; scores: number[] }>();
  for (const { kind, choice, score } of board.seen) {
    if (kind !== 'minibatch' || score === null || full.has(choice.join())) continue;
    const entry = means.get(choice.join()) ?? { choice, scores: [] };
    entry.scores.push(score);
    means.set(choice.join(), entry);
  }
  const mean = ({ scores }: { scores: number[] }) => scores.reduce((sum, score) => sum + score, 0) / scores.length;
  const best = [...means.values()].reduce<{ choice: Choice; scores: number[] } | null>(
    (top, entry) => (top && mean(top) >= mean(entry) ? top : entry),
    null,
  );
  return best && { kind: 'full', choice: best.choice, examples: board.examples };
}

/** The next combination: drawn evenly for the first trials, then the best of 24 draws from what the better ones share. */
export function drawChoice(history: readonly Told[], space: Space, draws: Random): Choice {
  if (history.length < startupTrials) return space.map((size) => draws.integer(size));
  const { below, ratio } = tpeDistribution(history, space);
  const candidates = Array.from({ length: candidatesDrawn }, () => below.draw(draws));
  return candidates.reduce((best, choice) => (ratio(choice) > ratio(best) ? choice : best));
}

export interface Mixture {
  density(choice: Choice): number;
  draw(draws: Random): Choice;
}

/**
 * The two distributions of the tree-structured Parzen estimator over categorical parameters, and the logarithm of
 * their ratio, which is what a draw is chosen by. Source: Bergstra et al., "Algorithms for hyper-parameter
 * optimization", 2011; Falkner et al., "BOHB", 2018 (multivariate); constants and weights as in Optuna's TPESampler.
 */
export function tpeDistribution(
  history: readonly Told[],
  space: Space,
): { below: Mixture; above: Mixture; ratio(choice: Choice): number } {
  const count = Math.min(Math.ceil(0.1 * history.length), 25);
  const ranked = history.map((_, index) => index).sort((a, b) => scoreAt(history, b) - scoreAt(history, a) || a - b);
  const top = new Set(ranked.slice(0, count));
  const [better, worse] = [true, false].map((side) =>
    history.filter((_, index) => top.has(index) === side).map(({ choice }) => choice),
  ) as [Choice[], Choice[]];
  const [below, above] = [mixture(better, space), mixture(worse, space)];
  return { below, above, ratio: (choice) => Math.log(below.density(choice)) - Math.log(above.density(choice)) };
}

function scoreAt(history: readonly Told[], index: number): number {
  return history[index]?.score ?? 0;
}

/** One kernel an observation, older ones weighing less, and an even one as the prior; a product over the parameters. */
function mixture(observed: readonly Choice[], space: Space): Mixture {
  const kernels = observed.length + 1;
  const raw = [...ramp(observed.length), 1];
  const total = raw.reduce((sum, weight) => sum + weight, 0);
  const weights = raw.map((weight) => weight / total);
  const probability = (kernel: number, parameter: number, value: number) => {
    const size = space[parameter] as number;
    const choice = observed[kernel];
    if (!choice) return 1 / size;
    return ((choice[parameter] === value ? 1 : 0) + 1 / kernels) / (1 + size / kernels);
  };
  return {
    density: (choice) =>
      weights.reduce(
        (sum, weight, kernel) =>
          sum +
          weight * choice.reduce((product, value, parameter) => product * probability(kernel, parameter, value), 1),
        0,
      ),
    draw(draws) {
      const kernel = pick(weights, draws);
      return space.map((size, parameter) =>
        pick(
          Array.from({ length: size }, (_, value) => probability(kernel, parameter, value)),
          draws,
        ),
      );
    },
  };
}

/** Of n observations, the newest 25 weigh 1 and the older ones rise to it from 1/n. */
function ramp(count: number): number[] {
  const older = Math.max(0, count - 25);
  return Array.from({ length: count }, (_, index) => {
    if (index >= older) return 1;
    return older === 1 ? 1 / count : 1 / count + ((1 - 1 / count) * index) / (older - 1);
  });
}

function pick(weights: readonly number[], draws: Random): number {
  let left = draws.uniform();
  const index = weights.findIndex((weight) => {
    left -= weight;
    return left < 0;
  });
  return index < 0 ? weights.length - 1 : index;
}
