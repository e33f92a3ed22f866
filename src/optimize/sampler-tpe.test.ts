import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { random } from './random.ts';
import { drawChoice, type Told, tpe, tpeDistribution } from './sampler-tpe.ts';
import { Scoreboard } from './scoreboard.ts';
import { resolveSettings } from './settings.ts';

const space = [2, 3];
const told = (...rows: [number, number, number][]): Told[] => rows.map(([i, d, score]) => ({ choice: [i, d], score }));

/** Every combination of the space. */
const all = space.reduce<number[][]>(
  (sofar, size) => sofar.flatMap((one) => Array.from({ length: size }, (_, value) => [...one, value])),
  [[]],
);

describe('tpeDistribution', () => {
  it('mixes one kernel an observation with an even prior, by hand', () => {
    const { below, above } = tpeDistribution(told([1, 2, 0.9], [0, 0, 0.1]), space);
    const observed = (1.5 / 2) * (1.5 / 2.5);
    expect(below.density([1, 2])).toBeCloseTo(observed / 2 + 1 / 6 / 2, 12);
    expect(below.density([1, 0])).toBeCloseTo(((1.5 / 2) * (0.5 / 2.5)) / 2 + 1 / 6 / 2, 12);
    expect(above.density([0, 0])).toBeCloseTo(observed / 2 + 1 / 6 / 2, 12);
  });

  it('takes the top tenth as the better ones; among equals the earlier', () => {
    const history = told(...Array.from({ length: 11 }, (_, at): [number, number, number] => [0, at % 3, 0.5]));
    const { ratio } = tpeDistribution(history, space);
    expect(ratio([0, 0])).toBeGreaterThan(ratio([0, 2]));
    expect(ratio([0, 1])).toBeGreaterThan(ratio([0, 2]));
  });

  it('is a distribution, whatever the history', () => {
    const row = fc.tuple(fc.nat(1), fc.nat(2), fc.double({ min: 0, max: 1, noNaN: true }));
    fc.assert(
      fc.property(fc.array(row, { maxLength: 60 }), (rows) => {
        const { below, above } = tpeDistribution(told(...rows), space);
        for (const { density } of [below, above])
          expect(all.reduce((sum, choice) => sum + density(choice), 0)).toBeCloseTo(1, 9);
      }),
    );
  });

  it('draws as dense as it says', () => {
    const { below } = tpeDistribution(told([1, 2, 0.9], [1, 1, 0.8], [0, 0, 0.1]), space);
    const draws = random(0, 'dense');
    const counts = new Map<string, number>();
    for (let n = 0; n < 20_000; n++) {
      const key = below.draw(draws).join();
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    for (const choice of all) expect((counts.get(choice.join()) ?? 0) / 20_000).toBeCloseTo(below.density(choice), 1.7);
  });
});

describe('drawChoice', () => {
  it('draws evenly for the first ten trials, the baseline included, then near the best', () => {
    const history = told(...Array.from({ length: 10 }, (_, at): [number, number, number] => [at % 2, at % 3, at / 10]));
    const count = (known: Told[]) =>
      Array.from({ length: 600 }, (_, n) => drawChoice(known, space, random(n))).filter(
        (choice) => choice.join() === '1,0',
      ).length;
    expect(Math.abs(count(history.slice(0, 9)) - 100)).toBeLessThan(30);
    expect(count(history)).toBeGreaterThan(300);
  });
});

describe('tpe', () => {
  const settings = resolveSettings(
    { sampler: 'tpe', candidates: 3, trials: 12 },
    { train: 10, val: 60, predictors: 1 },
  );

  it('looks as DSPy does: a full evaluation after every five trials and at the end', () => {
    const board = new Scoreboard(space, 60);
    const kinds: string[] = [];
    for (const [look] of tpe(board, settings)) {
      if (!look) continue;
      kinds.push(`${look.kind} ${look.examples.length}`);
      board.add(look, new Map(look.examples.map((example) => [example, { score: 0.5, weight: 1 }])));
    }
    const five = Array.from({ length: 5 }, () => 'minibatch 35');
    expect(kinds).toEqual([...five, 'full 60', ...five, 'full 60', 'minibatch 35', 'minibatch 35', 'full 60']);
  });

  it('skips the full evaluation when every tried combination has had one', () => {
    const board = new Scoreboard([1, 1], 60);
    const kinds: string[] = [];
    for (const [look] of tpe(board, settings)) {
      if (!look) continue;
      kinds.push(look.kind);
      board.add(look, new Map(look.examples.map((example) => [example, { score: 0.5, weight: 1 }])));
    }
    expect(kinds.filter((kind) => kind === 'full')).toHaveLength(1);
    expect(kinds.filter((kind) => kind === 'minibatch')).toHaveLength(12);
  });
});
