import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { searchAllowance } from './allowance.ts';
import { best } from './sampler-best.ts';
import { tpe } from './sampler-tpe.ts';
import { type Look, Scoreboard } from './scoreboard.ts';
import { resolveSettings, type TuneRequest } from './settings.ts';
import { makeSurface, type Plan, type ShapeName, type Surface, shapes, simulate } from './testing-surfaces.ts';

const names = Object.keys(shapes) as ShapeName[];
const settingsFor = (val: number, request: TuneRequest = {}) =>
  resolveSettings({ candidates: 8, trials: 8, ...request }, { train: 100, val, predictors: 1 });

/** Every look of a search, with the baseline first. */
function looksOf(surface: Surface, request: TuneRequest = {}): Look[] {
  const looks: Look[] = [];
  const recorded: Plan = function* (board, settings) {
    for (const round of best(board, settings)) {
      looks.push(...round);
      yield round;
    }
  };
  simulate(surface, recorded, settingsFor(surface.examples, request));
  return looks;
}

describe('best', () => {
  it('never spends more than DSPy does, nor an example of a combination twice, whatever the surface and sizes', () => {
    const sizes = fc.record({
      shape: fc.constantFrom(...names),
      space: fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 })),
      val: fc.integer({ min: 1, max: 60 }),
      trials: fc.integer({ min: 1, max: 12 }),
      minibatch: fc.boolean(),
      seed: fc.nat(1000),
    });
    fc.assert(
      fc.property(sizes, ({ shape, space, val, trials, minibatch, seed }) => {
        const settings = settingsFor(val, { trials, minibatch, seed });
        const board = new Scoreboard(space, val);
        const surface = makeSurface(shape, space, val, seed);
        let spent = -val;
        const look = ({ kind, choice, examples }: Look) => {
          const fresh = examples.filter((example) => !board.cells(choice).has(example));
          if (kind !== 'baseline') expect(fresh.length).toBeGreaterThan(0);
          if (kind === 'full') expect(examples).toHaveLength(val);
          expect(new Set(examples).size).toBe(examples.length);
          spent += fresh.length;
          const cells = fresh.map(
            (example) => [example, { score: surface.score(choice, example), weight: 1 }] as const,
          );
          board.add({ kind, choice, examples }, new Map(cells));
        };
        look({ kind: 'baseline', choice: [0, 0], examples: board.examples });
        for (const round of best(board, settings)) round.forEach(look);
        expect(spent).toBeLessThanOrEqual(searchAllowance(settings, val).examples);
      }),
      { numRuns: 60 },
    );
  });

  it('plans the same again with the same seed, and something else with another', () => {
    const surface = makeSurface('both', [4, 4], 40, 1);
    expect(looksOf(surface)).toEqual(looksOf(surface));
    expect(looksOf(surface, { seed: 1 })).not.toEqual(looksOf(surface));
  });

  it('runs every combination through the examples in one order, so that any two share examples', () => {
    const looks = looksOf(makeSurface('both', [4, 4], 60, 2)).filter(({ kind }) => kind === 'minibatch');
    const longest = looks.reduce(
      (long, { examples }) => (examples.length > long.length ? examples : long),
      [] as readonly number[],
    );
    for (const { examples } of looks) expect(examples).toEqual(longest.slice(0, examples.length));
  });

  it('copes with more combinations than it can weigh', () => {
    const surface = makeSurface('both', [12, 12, 12, 12], 40, 3);
    const start = surface.truth([0, 0, 0, 0]);
    expect(simulate(surface, best, settingsFor(40, { trials: 20 })).at(-1)?.score).toBeGreaterThan(start + 0.1);
  });

  it('tries something in full when one trial is all there is', () => {
    const looks = looksOf(makeSurface('demos', [3, 3], 60, 4), { trials: 1 });
    expect(looks).toEqual([{ kind: 'full', choice: expect.anything(), examples: expect.anything() }]);
  });

  it('stops when there is nothing to choose from', () => {
    expect(looksOf(makeSurface('flat', [1, 1], 20, 0))).toEqual([]);
  });

  it('is at least as good as tpe on every surface, and better where parts add up or hide', { timeout: 60_000 }, () => {
    const gain = (shape: ShapeName) => {
      const gains = Array.from({ length: 10 }, (_, seed) => {
        const surface = makeSurface(shape, [8, 8], 100, seed);
        const settings = settingsFor(100, { seed });
        const final = (plan: Plan) => simulate(surface, plan, settings).at(-1)?.score ?? 0;
        return final(best) - final(tpe);
      });
      return gains.reduce((sum, value) => sum + value, 0) / gains.length;
    };
    const gains = Object.fromEntries(names.map((name) => [name, gain(name)]));
    for (const name of names) expect(gains[name], name).toBeGreaterThan(-0.003);
    for (const name of ['both', 'interplay'] as const) expect(gains[name], name).toBeGreaterThan(0.03);
  });
});
