import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitBelief } from './belief.ts';
import { factor } from './linear.ts';
import { random } from './random.ts';
import { type Cell, type Choice, Scoreboard } from './scoreboard.ts';

function observe(board: Scoreboard, choice: Choice, examples: readonly number[], score: (example: number) => number) {
  const results = examples.map((example): [number, Cell] => [example, { score: score(example), weight: 1 }]);
  board.add({ kind: 'minibatch', choice, examples }, new Map(results));
}

const hardness = [0.4, 0.3, 0.1, 0, -0.1, -0.2, -0.3, 0.2, -0.4, 0];

describe('factor', () => {
  it('solves what it multiplies', () => {
    const row = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(row, { minLength: 4, maxLength: 4 }), row, (rows, x) => {
        const matrix = rows.map((values, at) => Float64Array.from(values, (value, j) => value + (at === j ? 5 : 0)));
        const b = matrix.map((values) => values.reduce((sum, value, j) => sum + value * (x[j] ?? 0), 0));
        for (const [at, value] of factor(matrix).solve(b).entries()) expect(value).toBeCloseTo(x[at] ?? 0, 9);
      }),
    );
  });

  it('knows the determinant, of rows that need swapping too', () => {
    expect(factor([Float64Array.of(0, 2), Float64Array.of(3, 1)]).logDeterminant).toBeCloseTo(Math.log(6), 12);
  });
});

describe('fitBelief', () => {
  it('is not flattered by easy examples', () => {
    const board = new Scoreboard([3, 1], 10);
    observe(board, [0, 0], board.examples, (example) => 0.5 + (hardness[example] ?? 0));
    observe(board, [1, 0], [0, 1, 7], (example) => 0.4 + (hardness[example] ?? 0));
    observe(board, [2, 0], [5, 6, 8], (example) => 0.6 + (hardness[example] ?? 0));
    expect(board.score([1, 0])).toBeGreaterThan(board.score([2, 0]) ?? 1);
    const [flattered = 0, wronged = 0] = fitBelief(board).means([
      [1, 0],
      [2, 0],
    ]);
    expect(wronged).toBeGreaterThan(flattered);
  });

  it('expects of an untried combination what its parts did elsewhere', () => {
    const board = new Scoreboard([3, 3], 10);
    const parts = [0, 0.15, -0.15];
    for (const [i, d] of [
      [0, 0],
      [0, 1],
      [1, 0],
      [2, 0],
      [0, 2],
      [1, 2],
      [2, 1],
    ] as const)
      observe(
        board,
        [i, d],
        board.examples,
        (example) => 0.5 + (parts[i] ?? 0) + (parts[d] ?? 0) + (hardness[example] ?? 0) / 4,
      );
    const [good = 0, bad = 0] = fitBelief(board).means([
      [1, 1],
      [2, 2],
    ]);
    expect(good - bad).toBeGreaterThan(0.4);
  });

  it('draws around what it expects, wider where it knows less', () => {
    const board = new Scoreboard([3, 3], 10);
    observe(board, [0, 0], board.examples, (example) => 0.5 + (hardness[example] ?? 0));
    observe(board, [1, 0], [0, 1, 2, 3, 4], (example) => 0.6 + (hardness[example] ?? 0));
    const choices = [
      [1, 0],
      [2, 2],
    ];
    const belief = fitBelief(board);
    const drawn = belief.drawer(choices, 1);
    const draws = random(0, 'belief');
    const values = Array.from({ length: 4000 }, () => drawn(draws));
    const mean = (at: number) => values.reduce((sum, value) => sum + (value[at] ?? 0), 0) / values.length;
    const spread = (at: number) =>
      Math.sqrt(values.reduce((sum, value) => sum + ((value[at] ?? 0) - mean(at)) ** 2, 0) / values.length);
    const expected = belief.means(choices);
    for (const at of [0, 1]) expect(Math.abs(mean(at) - (expected[at] ?? 9))).toBeLessThan(0.02);
    expect(spread(1)).toBeGreaterThan(spread(0) + 0.03);
  });

  it('stays sane when every score is the same, nothing can be judged, or there is nothing', () => {
    const flat = new Scoreboard([2, 2], 10);
    observe(flat, [0, 0], flat.examples, () => 0);
    const silent = new Scoreboard([2, 2], 2);
    silent.add(
      { kind: 'baseline', choice: [0, 0], examples: [0, 1] },
      new Map([
        [0, null],
        [1, { score: 1, weight: 0 }],
      ]),
    );
    for (const board of [flat, silent, new Scoreboard([2, 2], 3)]) {
      const belief = fitBelief(board);
      const values = [
        ...belief.means([
          [0, 0],
          [1, 1],
        ]),
        ...belief.drawer(
          [
            [0, 0],
            [1, 1],
          ],
          1,
        )(random(0)),
      ];
      expect(values.every(Number.isFinite)).toBe(true);
    }
  });
});
