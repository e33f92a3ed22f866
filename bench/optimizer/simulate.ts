// Compares the samplers at equal calls on made-up surfaces: `npx node bench/optimizer/simulate.ts [seeds]`.

import { random } from '../../src/optimize/random.ts';
import { best } from '../../src/optimize/sampler-best.ts';
import { tpe } from '../../src/optimize/sampler-tpe.ts';
import { type Sampler, Scoreboard } from '../../src/optimize/scoreboard.ts';
import { resolveSettings, type TuneSettings } from '../../src/optimize/settings.ts';
import { makeSurface, type ShapeName, type Surface, shapes } from './simulate-surfaces.ts';

/** The program that would be kept, by its true score, after so many evaluations of an example. */
interface Point {
  calls: number;
  score: number;
}

type Plan = (board: Scoreboard, settings: TuneSettings) => Sampler;

const plans: Record<string, Plan> = { best, tpe, uniform };

/** Minibatches of combinations drawn evenly, and full evaluations as MIPROv2 has them. */
function* uniform(board: Scoreboard, settings: TuneSettings): Sampler {
  const draws = random(settings.seed, 'uniform');
  const means: { choice: readonly number[]; score: number }[] = [];
  for (let trial = 1; trial <= settings.trials; trial++) {
    const choice = board.space.map((size) => draws.integer(size));
    yield [{ kind: 'minibatch', choice, examples: draws.sample(board.examples, settings.minibatchSize) }];
    means.push({ choice, score: board.seen.at(-1)?.score ?? 0 });
    if (trial % settings.minibatchFullEvalSteps !== 0 && trial !== settings.trials) continue;
    const open = means.filter((mean) => !board.complete(mean.choice)).sort((a, b) => b.score - a.score)[0];
    if (open) yield [{ kind: 'full', choice: open.choice, examples: board.examples }];
  }
}

function simulate(surface: Surface, plan: Plan, settings: TuneSettings): Point[] {
  const board = new Scoreboard(surface.space, surface.examples);
  const points: Point[] = [];
  let calls = 0;
  const look = (kind: 'baseline' | 'minibatch' | 'full', choice: readonly number[], examples: readonly number[]) => {
    const fresh = examples.filter((example) => !board.cells(choice).has(example));
    calls += fresh.length;
    const cells = fresh.map((example) => [example, { score: surface.score(choice, example), weight: 1 }] as const);
    board.add({ kind, choice, examples }, new Map(cells));
    points.push({ calls, score: surface.truth(board.best() ?? choice) });
  };
  look(
    'baseline',
    surface.space.map(() => 0),
    board.examples,
  );
  for (const looks of plan(board, settings))
    for (const { kind, choice, examples } of looks) look(kind, choice, examples);
  return points;
}

const after = (points: readonly Point[], calls: number) =>
  points.findLast((point) => point.calls <= calls)?.score ?? Number.NaN;
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

const seeds = Number(process.argv[2] ?? 100);
const only = process.argv[3];
const sizes = [
  { name: '3 × 6, 10 trials, 100 examples (light)', candidates: null, space: [3, 6], trials: 10, val: 100 },
  { name: '8 × 8, 8 trials, 100 examples', candidates: 8, space: [8, 8], trials: 8, val: 100 },
  { name: '6 × 12, 18 trials, 300 examples (medium)', candidates: null, space: [6, 12], trials: 18, val: 300 },
  { name: '8 × 8, 8 trials, 20 examples', candidates: 8, space: [8, 8], trials: 8, val: 20 },
];

for (const { name, space, trials, val } of sizes) {
  const settings = resolveSettings({ candidates: 8, trials }, { train: 100, val, predictors: 1 });
  console.log(`\n${name}\n`);
  console.log('surface      reachable | best   tpe    uniform | best at half | best calls to tpe | calls best, tpe');
  for (const shape of Object.keys(shapes) as ShapeName[]) {
    if (only && shape !== only) continue;
    const runs = Object.fromEntries(
      Object.entries(plans).map(([plan, run]) => [
        plan,
        Array.from({ length: seeds }, (_, seed) =>
          simulate(makeSurface(shape, space, val, seed), run, { ...settings, seed }),
        ),
      ]),
    ) as Record<'best' | 'tpe' | 'uniform', Point[][]>;
    const final = (plan: keyof typeof runs) => mean(runs[plan].map((points) => points.at(-1)?.score ?? 0));
    const calls = (plan: keyof typeof runs) => mean(runs[plan].map((points) => points.at(-1)?.calls ?? 0));
    const full =
      settings.minibatch && settings.minibatchSize < val
        ? Math.ceil(trials / settings.minibatchFullEvalSteps) * (val - settings.minibatchSize)
        : 0;
    const allowance = val + trials * settings.minibatchSize + full;
    const curve = (at: number) => mean(runs.best.map((points) => after(points, at)));
    let needed = val;
    while (needed < allowance && curve(needed) < final('tpe') - 1e-9) needed += 5;
    const top = mean(
      Array.from({ length: seeds }, (_, seed) => {
        const surface = makeSurface(shape, space, val, seed);
        const all = Array.from({ length: (space[0] ?? 1) * (space[1] ?? 1) }, (_, at) => [
          Math.floor(at / (space[1] ?? 1)),
          at % (space[1] ?? 1),
        ]);
        return Math.max(...all.map((choice) => surface.truth(choice)));
      }),
    );
    const show = (value: number) => value.toFixed(3);
    console.log(
      `${shape.padEnd(12)} ${show(top)}     | ${show(final('best'))}  ${show(final('tpe'))}  ${show(final('uniform'))}   | ${show(curve(allowance / 2))}        | ${((100 * needed) / allowance).toFixed(0).padStart(3)} %             | ${calls('best').toFixed(0)}, ${calls('tpe').toFixed(0)} of ${allowance}`,
    );
  }
}
