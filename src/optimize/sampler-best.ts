// The default search: many short looks where a good combination may be, and full evaluations of the likely winners.

import { type Belief, expectedSpread, fitBelief } from './belief.ts';
import { type Random, random } from './random.ts';
import type { Choice, Look, Sampler, Scoreboard } from './scoreboard.ts';
import type { TuneSettings } from './settings.ts';

const chunk = Number(process.env.CHUNK ?? 5);
const early = Number(process.env.EARLY ?? 0.4);

export function* best(board: Scoreboard, settings: TuneSettings): Sampler {
  const draws = random(settings.seed, 'best');
  const order = draws.shuffle(board.examples);
  const all = combinations(board);
  const { trials, minibatchSize: batch, minibatchFullEvalSteps: steps } = settings;
  const val = board.examples.length;
  const size = settings.minibatch ? batch : val;
  let left = trials * size + (size < val ? Math.ceil(trials / steps) * (val - size) : 0);
  let belief = fitBelief(board);
  const pay = (looks: Look[]) => {
    left -= looks.reduce((sum, { choice, examples }) => sum + examples.filter((e) => !board.cells(choice).has(e)).length, 0);
    return looks;
  };
  const total = left;
  for (let round = 1; round <= trials; round++) {
    const reserve = val;
    const looks = plan(board, belief, all, order, Math.min(size, left), draws);
    if (looks.length > 0) yield pay(looks);
    belief = fitBelief(board, belief.spread);
    if (round === Math.ceil(early * trials)) yield* completeLeader(1);
    void reserve; void total;
  }
  yield* completeLeader(9);

  function* completeLeader(most: number): Sampler {
    for (let n = 0; n < most; n++) {
      const champion = board.best() ?? all[0] as Choice;
      const tried = board.choices().filter((c) => !board.complete(c));
      const means = belief.means(tried);
      const [base] = belief.means([champion]);
      let at = -1;
      means.forEach((m, i) => { if (m > (at < 0 ? base as number : means[at] as number)) at = i; });
      if (at < 0) return;
      const choice = tried[at] as Choice;
      const fresh = board.examples.filter((e) => !board.cells(choice).has(e));
      if (fresh.length > left) return;
      yield pay([{ kind: 'full', choice, examples: board.examples }]);
      belief = fitBelief(board, belief.spread);
    }
  }
}

function plan(board: Scoreboard, belief: Belief, all: Choice[], order: readonly number[], size: number, draws: Random): Look[] {
  const open = all.filter((c) => !board.complete(c));
  const picked = new Map<Choice, number[]>();
  const pool = Math.min(size, Infinity);
  let spent = 0;
  while (spent < pool && open.length > 0) {
    const values = belief.draw(open, draws);
    let at = -1;
    open.forEach((c, i) => {
      const room = order.length - board.cells(c).size - (picked.get(c)?.length ?? 0);
      if (room > 0 && (at < 0 || (values[i] as number) > (values[at] as number))) at = i;
    });
    if (at < 0) break;
    const choice = open[at] as Choice;
    const have = picked.get(choice) ?? [];
    const more = order.filter((e) => !board.cells(choice).has(e) && !have.includes(e)).slice(0, Math.min(chunk, pool - spent));
    picked.set(choice, [...have, ...more]);
    spent += more.length;
  }
  return [...picked].map(([choice, examples]) => ({ kind: 'minibatch', choice, examples }));
}

function combinations(board: Scoreboard): Choice[] {
  let all: Choice[] = [[]];
  for (const size of board.space) all = all.flatMap((c) => Array.from({ length: size }, (_, i) => [...c, i]));
  return all;
}
void expectedSpread;
