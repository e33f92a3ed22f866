// Compares the samplers at equal calls on made-up surfaces: `npx node bench/optimizer/simulate.ts [seeds] [surface]`.

import { searchAllowance } from '../../src/optimize/allowance.ts';
import { random } from '../../src/optimize/random.ts';
import { best } from '../../src/optimize/sampler-best.ts';
import { tpe } from '../../src/optimize/sampler-tpe.ts';
import type { Choice, Sampler, Scoreboard } from '../../src/optimize/scoreboard.ts';
import { resolveSettings, type TuneSettings } from '../../src/optimize/settings.ts';
import { makeSurface, type Point, type ShapeName, shapes, simulate } from '../../src/optimize/testing-surfaces.ts';

/** DSPy's schedule with combinations drawn evenly. */
function* uniform(board: Scoreboard, settings: TuneSettings): Sampler {
  const draws = random(settings.seed, 'uniform');
  const tried: { choice: Choice; score: number }[] = [];
  for (let trial = 1; trial <= settings.trials; trial++) {
    const choice = board.space.map((size) => draws.integer(size));
    yield [{ kind: 'minibatch', choice, examples: draws.sample(board.examples, settings.minibatchSize) }];
    tried.push({ choice, score: board.seen.at(-1)?.score ?? 0 });
    if (trial % settings.minibatchFullEvalSteps !== 0 && trial !== settings.trials) continue;
    const open = tried.filter((one) => !board.complete(one.choice)).sort((a, b) => b.score - a.score)[0];
    if (open) yield [{ kind: 'full', choice: open.choice, examples: board.examples }];
  }
}

/** Combinations (instructions × sets of demos), trials and examples of the valset. */
const sizes = [
  { name: 'light', space: [3, 6], trials: 10, val: 100 },
  { name: '8 candidates, 8 trials', space: [8, 8], trials: 8, val: 100 },
  { name: '8 candidates, 8 trials, a small valset', space: [8, 8], trials: 8, val: 20 },
  { name: 'medium', space: [6, 12], trials: 18, val: 300 },
] as const;

const seeds = Number(process.argv[2] ?? 30);
const names = (process.argv[3] ? [process.argv[3]] : Object.keys(shapes)) as ShapeName[];
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const last = (points: readonly Point[]) => points.at(-1) as Point;

for (const { name, space, trials, val } of sizes) {
  const settings = resolveSettings({ candidates: 8, trials }, { train: 100, val, predictors: 1 });
  const { rounds, size, fulls, examples } = searchAllowance(settings, val);
  const nominal = val + rounds * size + fulls * val;
  console.log(`\n### ${name}: ${space.join(' × ')}, ${trials} trials, ${val} examples, ${seeds} seeds\n`);
  console.log(`At most ${val + examples} evaluations of an example; DSPy makes ${nominal} without its cache.\n`);
  console.log(
    '| surface | reachable | best | tpe | uniform | best − tpe ± 1 SE | best at half of the calls | evaluations: best, tpe |',
  );
  console.log('|---|---|---|---|---|---|---|---|');
  for (const shape of names) {
    const surfaces = Array.from({ length: seeds }, (_, seed) => makeSurface(shape, space, val, seed));
    const run = (plan: typeof best) => surfaces.map((surface, seed) => simulate(surface, plan, { ...settings, seed }));
    const [ours, theirs, chance] = [run(best), run(tpe), run(uniform)];
    const final = (runs: readonly Point[][]) => mean(runs.map((points) => last(points).score));
    const gains = ours.map((points, seed) => last(points).score - last(theirs[seed] as Point[]).score);
    const error = Math.sqrt(mean(gains.map((gain) => (gain - mean(gains)) ** 2)) / seeds);
    const half = ours.map((points) => points.findLast(({ calls }) => calls <= nominal / 2)?.score ?? 0);
    const reachable = surfaces.map(({ truth }) => Math.max(...combinations(space).map(truth)));
    const calls = (runs: readonly Point[][]) => mean(runs.map((points) => last(points).calls)).toFixed(0);
    const columns = [mean(reachable), final(ours), final(theirs), final(chance)].map((value) => value.toFixed(3));
    const gain = `${mean(gains) < 0 ? '−' : '+'}${Math.abs(mean(gains)).toFixed(3)} ± ${error.toFixed(3)}`;
    const row = [shape, ...columns, gain, mean(half).toFixed(3), `${calls(ours)}, ${calls(theirs)}`];
    console.log(`| ${row.join(' | ')} |`);
  }
}

function combinations([instructions, demos]: readonly [number, number]): Choice[] {
  return Array.from({ length: instructions * demos }, (_, at) => [Math.floor(at / demos), at % demos]);
}
