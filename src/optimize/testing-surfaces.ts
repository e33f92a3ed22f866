// Made-up tuning tasks whose true scores are known: how good every combination really is, and what one example of it
// scores, so that samplers can be compared thousands of times without a model.

import { type Random, random } from './random.ts';
import { type Choice, type Look, type Sampler, Scoreboard, type Space } from './scoreboard.ts';
import type { TuneSettings } from './settings.ts';

export interface Surface {
  space: Space;
  examples: number;
  /** The expected score of a combination. */
  truth(choice: Choice): number;
  /** What it scores on an example of the valset; the same every time. */
  score(choice: Choice, example: number): number;
}

interface Shape {
  /** Added to the base for a combination; the untuned program is all zeros. */
  effect(choice: Choice, draws: Effects): number;
  /** Whether an example passes or fails, rather than earning partial credit. */
  passes?: boolean;
}

interface Effects {
  /** How much an instruction, or a set of demos, adds, from −0.1 to 0.25; 0 for the first. */
  instruction(index: number): number;
  demos(index: number): number;
  /** Of a combination alone, standard deviation 1; 0 for the untuned one. */
  together(choice: Choice): number;
  /** A combination that no part of gives away. */
  hidden: Choice;
}

const isHidden = (choice: Choice, { hidden }: Effects) => choice.join() === hidden.join();

/** The first two parameters are an instruction and a set of demos; further ones have no effect. */
export const shapes = {
  demos: { effect: ([, d = 0], { demos }) => demos(d) },
  instruction: { effect: ([i = 0], { instruction }) => instruction(i) },
  both: { effect: ([i = 0, d = 0], { instruction, demos }) => instruction(i) + demos(d) },
  interplay: {
    effect: (choice, { instruction, demos, together }) =>
      0.4 * (instruction(choice[0] ?? 0) + demos(choice[1] ?? 0)) + 0.08 * together(choice),
  },
  deceptive: {
    effect: (choice, effects) => {
      if (isHidden(choice, effects)) return 0.3;
      const [i = 0, d = 0] = choice;
      const [hiddenI, hiddenD] = effects.hidden;
      const spoilt = (i === hiddenI ? 0.08 : 0) + (d === hiddenD ? 0.08 : 0);
      return 0.4 * (effects.instruction(i) + effects.demos(d)) - spoilt;
    },
  },
  flat: { effect: () => 0 },
  worse: {
    effect: (choice, { together }) =>
      choice.every((value) => value === 0) ? 0 : -0.04 - 0.03 * Math.abs(together(choice)),
  },
  noisy: { effect: ([i = 0, d = 0], { instruction, demos }) => 0.6 * (instruction(i) + demos(d)), passes: true },
} as const satisfies Record<string, Shape>;

export type ShapeName = keyof typeof shapes;

const base = 0.45;
const difficulty = 0.2;
const noise = 0.12;

export function makeSurface(name: ShapeName, space: Space, examples: number, seed: number): Surface {
  const shape: Shape = shapes[name];
  const draws = (...part: (string | number)[]): Random => random(seed, 'surface', name, ...part);
  const single = (kind: string) => (index: number) => (index === 0 ? 0 : 0.35 * draws(kind, index).uniform() - 0.1);
  const effects: Effects = {
    instruction: single('instruction'),
    demos: single('demos'),
    together: (choice) => (choice.every((value) => value === 0) ? 0 : draws('together', ...choice).normal()),
    hidden: space.map((size, index) => 1 + draws('hidden', index).integer(Math.max(1, size - 1))),
  };
  const known = new Map<string, number>();
  const truth = (choice: Choice) => {
    const key = choice.join();
    const value = known.get(key) ?? base + shape.effect(choice, effects);
    known.set(key, value);
    return value;
  };
  const hard = Array.from({ length: examples }, (_, index) => difficulty * draws('example', index).normal());
  const cells = new Map<string, number>();
  const score = (choice: Choice, example: number) => {
    const key = `${choice.join()}:${example}`;
    const cached = cells.get(key);
    if (cached !== undefined) return cached;
    const stream = draws('cell', ...choice, example);
    const expected = truth(choice) + (hard[example] ?? 0);
    const graded = Math.min(1, Math.max(0, expected + noise * stream.normal()));
    const value = shape.passes ? Number(stream.uniform() < expected) : graded;
    cells.set(key, value);
    return value;
  };
  return { space, examples, truth, score };
}

/** The program that would be kept, by its true score, after so many evaluations of an example. */
export interface Point {
  calls: number;
  score: number;
}

export type Plan = (board: Scoreboard, settings: TuneSettings) => Sampler;

/** A search without a model: the baseline, then what the plan asks for. */
export function simulate(surface: Surface, plan: Plan, settings: TuneSettings): Point[] {
  const board = new Scoreboard(surface.space, surface.examples);
  const points: Point[] = [];
  let calls = 0;
  const look = ({ kind, choice, examples }: Look) => {
    const fresh = examples.filter((example) => !board.cells(choice).has(example));
    calls += fresh.length;
    const cells = fresh.map((example) => [example, { score: surface.score(choice, example), weight: 1 }] as const);
    board.add({ kind, choice, examples }, new Map(cells));
    points.push({ calls, score: surface.truth(board.best() ?? choice) });
  };
  look({ kind: 'baseline', choice: surface.space.map(() => 0), examples: board.examples });
  for (const looks of plan(board, settings)) for (const one of looks) look(one);
  return points;
}
