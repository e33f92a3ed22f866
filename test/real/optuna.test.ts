// Our tree-structured Parzen estimator gives every combination the densities that Optuna's own gives it.

import { beforeAll, expect, test } from 'vitest';
import { random } from '../../src/optimize/random.ts';
import { drawChoice, type Told, tpeDistribution } from '../../src/optimize/sampler-tpe.ts';
import { python } from './dspy.ts';

interface Study {
  space: number[];
  history: Told[];
}

/** Spaces as tuning has them, one to six parameters; scores in tenths, so that ties are common. */
const spaces = [[3, 6], [8, 8], [1, 5], [6], [9, 18], [2, 3, 4], [3, 2, 3, 2, 2, 3]];
const lengths = [1, 9, 10, 11, 20, 25, 26, 27, 28, 60, 300];

const studies: Study[] = spaces.flatMap((space, at) =>
  lengths.map((length) => {
    const draws = random(length, `study ${at}`);
    const history = Array.from({ length }, () => ({
      choice: space.map((size) => draws.integer(size)),
      score: draws.integer(11) / 10,
    }));
    return { space, history };
  }),
);

let theirs: [below: number[], above: number[]][];
beforeAll(() => {
  theirs = python('optuna_tpe.py', [], JSON.stringify(studies)) as typeof theirs;
});

test('below, above and the ratio that picks a draw', () => {
  expect(theirs).toHaveLength(studies.length);
  for (const [index, { space, history }] of studies.entries()) {
    const { below, above, ratio } = tpeDistribution(history, space);
    const [theirBelow, theirAbove] = theirs[index] as (typeof theirs)[number];
    const choices = combinations(space);
    expect(theirBelow).toHaveLength(choices.length);
    for (const [at, choice] of choices.entries()) {
      const [good, bad] = [theirBelow[at], theirAbove[at]] as [number, number];
      expect(Math.log(below.density(choice))).toBeCloseTo(good, 10);
      expect(Math.log(above.density(choice))).toBeCloseTo(bad, 10);
      expect(ratio(choice)).toBeCloseTo(good - bad, 10);
    }
  }
});

test('draws follow the better ones as often as Optuna’s density says', () => {
  const at = studies.findIndex(({ space, history }) => space.length === 2 && history.length === 60);
  const { space, history } = studies[at] as Study;
  const { below } = tpeDistribution(history, space);
  const draws = random(0, 'frequencies');
  const total = 40_000;
  const seen = new Map<string, number>();
  for (let draw = 0; draw < total; draw++) {
    const key = below.draw(draws).join();
    seen.set(key, (seen.get(key) ?? 0) + 1);
  }
  for (const [index, choice] of combinations(space).entries()) {
    const expected = Math.exp(theirs[at]?.[0][index] as number);
    const error = Math.sqrt((expected * (1 - expected)) / total);
    expect(Math.abs((seen.get(choice.join()) ?? 0) / total - expected)).toBeLessThan(5 * error);
  }
});

test('the first ten trials are drawn evenly, whatever was seen', () => {
  const history = Array.from({ length: 9 }, () => ({ choice: [2, 1], score: 1 }));
  const draws = random(0, 'startup');
  const seen = new Map<string, number>();
  for (let draw = 0; draw < 18_000; draw++) {
    const key = drawChoice(history, [3, 6], draws).join();
    seen.set(key, (seen.get(key) ?? 0) + 1);
  }
  for (const choice of combinations([3, 6])) expect(Math.abs((seen.get(choice.join()) ?? 0) - 1000)).toBeLessThan(160);
});

/** All choices, the last parameter turning fastest. */
function combinations([size, ...rest]: readonly number[]): number[][] {
  if (size === undefined) return [[]];
  return Array.from({ length: size }, (_, value) => combinations(rest).map((tail) => [value, ...tail])).flat();
}
