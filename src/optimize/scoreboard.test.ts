import { describe, expect, it } from 'vitest';
import { firstTwin, namedChoice, programOf, searchSpace } from './candidates.ts';
import { type Cell, type Choice, Scoreboard } from './scoreboard.ts';

const cells = (...scores: (number | null)[]) =>
  new Map<number, Cell>(scores.map((score, at) => [at, score === null ? null : { score, weight: 1 }]));

function boardOf(rows: [Choice, (number | null)[]][], examples = 3): Scoreboard {
  const board = new Scoreboard([2, 3], examples);
  for (const [choice, scores] of rows)
    board.add({ kind: 'full', choice, examples: scores.map((_, at) => at) }, cells(...scores));
  return board;
}

describe('Scoreboard', () => {
  it('lets only complete evaluations compete, and a tie keep the earlier', () => {
    const board = boardOf([
      [
        [0, 0],
        [0.5, 0.5, 0.5],
      ],
      [
        [1, 1],
        [1, 1],
      ],
      [
        [1, 2],
        [0.2, 0.8, 0.5],
      ],
      [
        [0, 1],
        [0.6, 0.5, 0.5],
      ],
      [
        [0, 2],
        [0.5, 0.6, 0.5],
      ],
    ]);
    expect(board.best()).toEqual([0, 1]);
  });

  it('compares on the examples that neither failed, so that failing on the hard one does not win', () => {
    const board = boardOf([
      [
        [0, 0],
        [0.9, 0.9, 0],
      ],
      [
        [1, 1],
        [0.8, 0.8, null],
      ],
    ]);
    expect(board.score([1, 1])).toBeGreaterThan(board.score([0, 0]) ?? 1);
    expect(board.best()).toEqual([0, 0]);
  });

  it('has no best where nothing was scored', () => {
    expect(
      boardOf([
        [
          [0, 0],
          [null, null, null],
        ],
      ]).best(),
    ).toBeNull();
  });

  it('scores a look on what it was run on now and before', () => {
    const board = boardOf([
      [
        [0, 0],
        [1, 0],
      ],
    ]);
    const seen = board.add(
      { kind: 'full', choice: [0, 0], examples: [0, 1, 2] },
      new Map([[2, { score: 1, weight: 2 }]]),
    );
    expect(seen.score).toBe(0.75);
    expect(board.complete([0, 0])).toBe(true);
    expect(board.evaluations()).toBe(3);
  });
});

describe('candidates', () => {
  const predictor = (path: string, instructions: string) => ({
    ...{ path, module: 'Predict' as const, demos: [] },
    signature: { instructions, inputs: [], outputs: [] },
  });
  const program = { role: 'two', predictors: [predictor('a', 'A'), predictor('b', 'B')] };
  const demo = { augmented: true, values: { x: '1' } };
  const candidates = {
    instructions: [
      ['A', 'A2'],
      ['B', 'B2', 'B'],
    ],
    demos: [[[], [demo], []], [[]]],
  };

  it('puts an instruction and a set of demos a predictor into the program', () => {
    expect(searchSpace(candidates)).toEqual([2, 3, 3, 1]);
    const made = programOf(program, candidates, [1, 1, 2, 0]);
    expect(made.predictors.map(({ signature, demos }) => [signature.instructions, demos])).toEqual([
      ['A2', [demo]],
      ['B', []],
    ]);
    expect(programOf(program, candidates, [0, 0, 0, 0])).toEqual(program);
    expect(namedChoice(program, [1, 1, 2, 0])).toEqual({
      'a.instruction': 1,
      'a.demos': 1,
      'b.instruction': 2,
      'b.demos': 0,
    });
  });

  it('knows candidates that are the same', () => {
    expect(firstTwin(candidates)([1, 2, 2, 0])).toEqual([1, 0, 0, 0]);
    const board = new Scoreboard([2, 3, 3, 1], 1, firstTwin(candidates));
    board.add({ kind: 'full', choice: [0, 2, 2, 0], examples: [0] }, cells(1));
    expect(board.complete([0, 0, 0, 0])).toBe(true);
  });
});
