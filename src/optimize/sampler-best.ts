// The default search: short looks wherever the best combination may be, and full evaluations of the likely winners. It
// spends no more evaluations of an example than DSPy's search with the same settings.

import { searchAllowance } from './allowance.ts';
import { type Belief, fitBelief } from './belief.ts';
import { type Random, random } from './random.ts';
import type { Choice, Look, Sampler, Scoreboard } from './scoreboard.ts';
import type { TuneSettings } from './settings.ts';

/** So many combinations are weighed at a time, and come to be tried, in a space that has more of them. */
const mostWeighed = 200;
const mostTried = 150;
const fewestExamples = 2;
/** Rounds are a multiple of this, so that no slot idles at the end of one for most limits of concurrency. */
const evenly = 8;
/** How much of a belief's doubt counts when a look is chosen: 1 is Thompson's sampling, 0 pure greed. */
const curiosity = 0.8;
/** After this share of the rounds the leader is evaluated in full, to have a winner early where two can be afforded. */
const early = 0.25;

/**
 * A round has a minibatch of examples to hand out and gives them, a few at a time, to the combination that comes out
 * best in a draw from the belief. Every combination goes through the examples in the same order, so that any two are
 * compared on common ones. No combination is run on an example twice. The last example is left for the full
 * evaluation, which only what is believed to beat the best so far gets: a lucky score on few examples wins nothing.
 *
 * Source: Thompson sampling (Russo et al., "A tutorial on Thompson sampling", 2018), with a damped posterior.
 */
export function* best(board: Scoreboard, settings: TuneSettings): Sampler {
  const draws = random(settings.seed, 'best');
  const order = draws.shuffle(board.examples);
  const { rounds, size, fulls, examples: allowed } = searchAllowance(settings, order.length);
  const reach = combinationCount(board) <= mostWeighed ? 0 : (rounds * size) / mostTried;
  const share = Math.max(fewestExamples, Math.ceil(reach));
  const roundSize = Math.ceil(size / evenly) * evenly;
  let left = allowed;
  let belief = fitBelief(board);

  for (let spent = 0; spent < rounds * size; ) {
    const choices = combinations(board, belief, draws);
    const most =
      left -
      unseen(
        favourite(
          choices.filter((choice) => !board.complete(choice)),
          belief,
        ),
      );
    const before = left;
    const looks = handOut(Math.min(roundSize, rounds * size - spent, most), choices);
    if (looks.length === 0) break;
    yield spend(looks);
    belief = fitBelief(board, belief.spread);
    const leadAt = early * rounds * size;
    const due = fulls !== 1 && spent < leadAt && spent + before - left >= leadAt;
    spent += before - left;
    if (due) yield* finishLeader();
  }
  if (left === allowed) yield spend(gamble());
  while (yield* finishLeader());

  function handOut(examples: number, choices: readonly Choice[]): Look[] {
    const counts = new Map<Choice, number>();
    const open = choices.filter((choice) => !board.complete(choice));
    const drawn = belief.drawer(open, curiosity);
    for (let spare = examples; spare > 0; ) {
      const room = (choice: Choice) => unseen(choice) - 1 - (counts.get(choice) ?? 0);
      const values = drawn(draws);
      const choice = highest(open, (_, at) => (room(open[at] as Choice) > 0 ? (values[at] as number) : -Infinity));
      if (!choice || room(choice) <= 0) break;
      const more = Math.min(share, spare, room(choice));
      counts.set(choice, (counts.get(choice) ?? 0) + more);
      spare -= more;
    }
    return [...counts].map(([choice, more]) => ({ kind: 'minibatch', choice, examples: further(choice, more) }));
  }

  /** Where there is not enough for looks and a full evaluation: one full evaluation. */
  function gamble(): Look[] {
    const [look] = handOut(1, combinations(board, belief, draws));
    return look && left >= order.length ? [{ kind: 'full', choice: look.choice, examples: board.examples }] : [];
  }

  /** What the combination was run on so far, and the next examples in order. */
  function further(choice: Choice, more: number): number[] {
    const known = board.cells(choice);
    const next = order.filter((example) => !known.has(example)).slice(0, more);
    return [...known.keys(), ...next];
  }

  /** Evaluates in full what is believed to beat the best so far; says whether there was such a one, and means to pay. */
  function* finishLeader(): Generator<readonly Look[], boolean, void> {
    const champion = board.best();
    const [bar = -Infinity] = champion ? belief.means([champion]) : [];
    const affordable = combinations(board, belief, draws).filter((one) => !board.complete(one) && unseen(one) <= left);
    const leader = favourite(affordable, belief);
    if (!leader || (belief.means([leader])[0] as number) <= bar) return false;
    yield spend([{ kind: 'full', choice: leader, examples: board.examples }]);
    belief = fitBelief(board, belief.spread);
    return true;
  }

  function spend(looks: readonly Look[]): readonly Look[] {
    for (const { choice, examples } of looks) left -= examples.filter((one) => !board.cells(choice).has(one)).length;
    return looks;
  }

  function unseen(choice: Choice | null): number {
    return choice ? order.length - board.cells(choice).size : 0;
  }
}

function combinationCount({ space }: Scoreboard): number {
  return space.reduce((product, size) => product * size, 1);
}

/** All distinct combinations; of too many, those tried, those one step from the favourite, and some at random. */
function combinations(board: Scoreboard, belief: Belief, draws: Random): Choice[] {
  const { space, twin } = board;
  if (combinationCount(board) <= mostWeighed) {
    const all = space.reduce<Choice[]>(
      (sofar, size) => sofar.flatMap((one) => indexes(size).map((at) => [...one, at])),
      [[]],
    );
    return distinct(all.map(twin));
  }
  const tried = board.choices();
  const top = favourite(tried, belief) ?? space.map(() => 0);
  const near = space.flatMap((size, at) => indexes(size).map((value) => top.with(at, value)));
  const drawn = indexes(mostWeighed).map(() => space.map((size) => draws.integer(size)));
  return distinct([...tried, ...near, ...drawn].map(twin));
}

function distinct(choices: readonly Choice[]): Choice[] {
  return [...new Map(choices.map((choice) => [choice.join(), choice])).values()];
}

function indexes(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

/** What is believed to score highest; the first of equals. */
function favourite(choices: readonly Choice[], belief: Belief): Choice | null {
  const means = belief.means(choices);
  return highest(choices, (_, at) => means[at] as number);
}

function highest<T>(items: readonly T[], value: (item: T, at: number) => number): T | null {
  let top: { item: T; value: number } | null = null;
  for (const [at, item] of items.entries()) {
    const own = value(item, at);
    if (!top || own > top.value) top = { item, value: own };
  }
  return top?.item ?? null;
}
