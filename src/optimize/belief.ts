// What the scores so far say about every combination, tried or not: a Gaussian model with an effect for each candidate,
// one for each combination of them, and one for each example, so that easy examples flatter nobody.

import { covariance, priorDrawer, type Shared, type Spread, sharedEffects } from './effects.ts';
import { dot, factor, type Matrix } from './linear.ts';
import type { Random } from './random.ts';
import type { Choice, Scoreboard } from './scoreboard.ts';

const expectedSpread: Spread = { noise: 0.15, difficulty: 0.15, part: 0.08, whole: 0.05 };
const smallest = 0.005;
/** How far, in factors of e, a spread may well be from what is expected. */
const vagueness = 1;

export interface Belief {
  spread: Spread;
  /** How well the spread explains the scores; a logarithm. */
  evidence: number;
  /** Expected scores, relative to the mean of all that was seen. */
  means(choices: readonly Choice[]): number[];
  /**
   * Draws scores as they may be from the joint distribution over all of the choices; `doubt` scales how far from what
   * is expected they lie, 1 being the distribution itself.
   */
  drawer(choices: readonly Choice[], doubt: number): (draws: Random) => number[];
}

interface Observation {
  at: number;
  score: number;
  weight: number;
}

interface Observed {
  choices: readonly Choice[];
  /** Of every two choices. */
  shared: readonly (readonly Shared[])[];
  /** By example. */
  examples: readonly (readonly Observation[])[];
}

/**
 * The belief under the spread that explains the scores best: a few steps from `spread` on, which a search hands over
 * from round to round. Source: Gaussian process regression with random effects (Rasmussen and Williams, "Gaussian
 * processes for machine learning", 2006, chapters 2 and 5); draws by Matheron's rule (Wilson et al., 2020).
 */
export function fitBelief(board: Scoreboard, spread: Spread = expectedSpread): Belief {
  const observed = observations(board);
  const names = ['noise', 'difficulty', 'part', 'whole'] as const;
  let best = believe(observed, spread);
  for (const name of names)
    for (const step of [1.5, 1 / 1.5]) {
      const next = believe(observed, { ...best.spread, [name]: Math.max(smallest, best.spread[name] * step) });
      if (next.evidence <= best.evidence) continue;
      best = next;
      break;
    }
  return best;
}

/** Scores around their mean and weights around 1; what had nothing to judge says nothing. */
function observations(board: Scoreboard): Observed {
  const choices = board.choices();
  const cells = choices.flatMap((choice, at) =>
    [...board.cells(choice)].flatMap(([example, cell]) => (cell && cell.weight > 0 ? [{ at, example, ...cell }] : [])),
  );
  const weight = cells.reduce((sum, cell) => sum + cell.weight, 0) || 1;
  const mean = cells.reduce((sum, cell) => sum + cell.score * cell.weight, 0) / weight;
  const scale = cells.length / weight;
  const examples = new Map<number, Observation[]>();
  for (const { at, example, score, weight: own } of cells) {
    const list = examples.get(example) ?? [];
    list.push({ at, score: score - mean, weight: own * scale });
    examples.set(example, list);
  }
  const shared = choices.map((a) => choices.map((b) => sharedEffects(a, b)));
  return { choices, shared, examples: [...examples.values()] };
}

function believe(observed: Observed, spread: Spread): Belief {
  const { choices, shared, examples } = observed;
  const { precision, pull, logLikelihood } = condense(observed, spread, (_, { score }) => score);
  const kernel = shared.map((row) => Float64Array.from(row, (effects) => covariance(effects, spread)));
  const factored = factor(onePlus(product(precision, kernel)));
  const weights = factored.solve(pull);
  const fit = kernel.reduce((sum, row, at) => sum + (pull[at] as number) * dot(row, weights), 0);
  const evidence = logLikelihood - (factored.logDeterminant - fit) / 2 + logPrior(spread);

  return { spread, evidence, means, drawer };

  function means(asked: readonly Choice[]): number[] {
    return asked.map((choice) => dot(weights, covariances(choice)));
  }

  function drawer(asked: readonly Choice[], doubt: number): (draws: Random) => number[] {
    const expected = means(asked);
    const known = asked.map(covariances);
    const prior = priorDrawer([...asked, ...choices], spread);
    return (draws) => {
      const imagined = prior(draws);
      const before = imagined.subarray(asked.length);
      const shifts = examples.map(() => spread.difficulty * draws.normal());
      const heard = condense(
        observed,
        spread,
        (example, { weight }) => (shifts[example] as number) + (spread.noise / Math.sqrt(weight)) * draws.normal(),
      ).pull;
      const off = factored.solve(heard.map((value, at) => value + dot(precision[at] as Float64Array, before)));
      return expected.map(
        (value, at) => value + doubt * ((imagined[at] as number) - dot(off, known[at] as Float64Array)),
      );
    };
  }

  function covariances(choice: Choice): Float64Array {
    return Float64Array.from(choices, (other) => covariance(sharedEffects(choice, other), spread));
  }
}

/** All that the scores say about the combinations, once the examples' own effects are integrated out. */
function condense(
  { choices, examples }: Observed,
  { noise, difficulty }: Spread,
  value: (example: number, observation: Observation) => number,
): { precision: Matrix; pull: Float64Array; logLikelihood: number } {
  const precision = choices.map(() => new Float64Array(choices.length));
  const pull = new Float64Array(choices.length);
  let logLikelihood = 0;
  for (const [example, cells] of examples.entries()) {
    const parts = cells.map((cell) => ({ at: cell.at, p: cell.weight / noise ** 2, y: value(example, cell) }));
    const total = parts.reduce((sum, { p }) => sum + p, 1 / difficulty ** 2);
    const drawn = parts.reduce((sum, { p, y }) => sum + p * y, 0);
    for (const { at, p, y } of parts) {
      pull[at] = (pull[at] as number) + p * (y - drawn / total);
      const row = precision[at] as Float64Array;
      row[at] = (row[at] as number) + p;
      for (const other of parts) row[other.at] = (row[other.at] as number) - (p * other.p) / total;
      logLikelihood += (Math.log(p) - p * y * y) / 2;
    }
    logLikelihood += drawn ** 2 / total / 2 - Math.log(total * difficulty ** 2) / 2;
  }
  return { precision, pull, logLikelihood };
}

function logPrior(spread: Spread): number {
  const names = ['noise', 'difficulty', 'part', 'whole'] as const;
  return names.reduce((sum, name) => sum - (Math.log(spread[name] / expectedSpread[name]) / vagueness) ** 2 / 2, 0);
}

function product(a: Matrix, b: Matrix): Float64Array[] {
  return a.map((row) => {
    const sums = new Float64Array(b.length);
    for (const [k, value] of row.entries()) {
      if (value === 0) continue;
      const other = b[k] as Float64Array;
      for (let j = 0; j < sums.length; j++) sums[j] = (sums[j] as number) + value * (other[j] as number);
    }
    return sums;
  });
}

function onePlus(matrix: readonly Float64Array[]): Matrix {
  for (const [at, row] of matrix.entries()) row[at] = (row[at] as number) + 1;
  return matrix;
}
