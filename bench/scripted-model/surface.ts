// The response surface: what instruction and demos are really worth, which an optimizer can only find out by asking.
import { gauss, unit } from './chance.ts';

/** The sentences that instructions are made of. What each is worth is drawn by the seed. */
export const sentences = [
  'Read the whole input before you answer.',
  'Answer with every field that is asked for.',
  'Keep the order of the parts.',
  'Use the words of the input where you can.',
  'Be concrete: name who does what.',
  'Leave nothing out, and add nothing that was not asked for.',
  'Number what can be numbered.',
  'Write short sentences.',
  'Check your answer against the input before you finish.',
  'Think of what may go wrong, and say so.',
  'Write as an expert would for another expert.',
  'State limits as figures.',
  'Prefer the plain word to the clever one.',
  'Follow the form of the examples exactly.',
  'Much depends on this answer.',
  'When in doubt, decide, and go on.',
] as const;

const logistic = (x: number) => 1 / (1 + Math.exp(-x));

/** A shape gives quality 0–1 of the worth of the instruction and of the demos, both 0–1; `draw` is chance of the pair. */
const shapes = {
  /** Demos matter. */
  demos: { noise: 0.2, quality: (_: number, demos: number) => 0.1 + 0.85 * demos },
  /** The instruction matters. */
  instruction: { noise: 0.2, quality: (instruction: number) => 0.1 + 0.85 * instruction },
  /** Both together, each worth more with the other. */
  both: {
    noise: 0.2,
    quality: (instruction: number, demos: number) => 0.1 + 0.2 * (instruction + demos) + 0.55 * instruction * demos,
  },
  /** The best instruction and the best demos spoil each other. */
  deceptive: {
    noise: 0.2,
    quality: (instruction: number, demos: number) => 0.15 + 0.75 * (instruction + demos - 2 * instruction * demos),
  },
  /** Much to gain, and little luck: what a demonstration is made on. */
  easy: { noise: 0.04, quality: (instruction: number, demos: number) => 0.15 + 0.65 * (instruction + demos) },
  /** Nothing matters. */
  flat: { noise: 0.2, quality: () => 0.55 },
  /** Both matter, and every answer is as much luck. */
  noisy: { noise: 0.6, quality: (instruction: number, demos: number) => 0.1 + 0.4 * (instruction + demos) },
  /** No pair says anything of another. */
  rugged: { noise: 0.2, quality: (_: number, __: number, draw: number) => 0.1 + 0.8 * draw },
} as const;

export type SurfaceName = keyof typeof shapes;
export const surfaceNames = Object.keys(shapes) as SurfaceName[];

/** How far examples differ in how hard they are. */
const difficulty = 0.12;

export interface Prompted {
  instruction: string;
  /** The first input of each demo; their order does not matter. */
  demos: readonly string[];
}

export interface Surface {
  /** 0–1: how good answers are meant to be. */
  quality(prompted: Prompted): number;
  /** The expected score over all examples that could be, without noise, 0–1. */
  truth(prompted: Prompted): number;
  /** How good this one answer is, 0–1. `request` is all that was sent. */
  answer(prompted: Prompted, input: string, request: string): number;
}

export function makeSurface(name: SurfaceName, seed: number): Surface {
  const { noise, quality: shape } = shapes[name];

  const instructionWorth = (instruction: string) => {
    const said = sentences.filter((sentence) => instruction.includes(sentence));
    return logistic(said.reduce((sum, sentence) => sum + gauss(seed, 'sentence', sentence), -0.7));
  };
  const demosWorth = (demos: readonly string[]) =>
    logistic(demos.reduce((sum, demo) => sum + 0.25 + 0.6 * gauss(seed, 'demo', demo), -0.9));

  const quality = remembered(({ instruction, demos }: Prompted) => {
    const pair = [sentences.filter((sentence) => instruction.includes(sentence)).join(), [...demos].sort().join()];
    return shape(instructionWorth(instruction), demosWorth(demos), unit(seed, 'pair', ...pair));
  });
  return {
    quality,
    truth: remembered((prompted) => meanClamped(quality(prompted), Math.hypot(difficulty, noise))),
    answer: (prompted, input, request) =>
      clamp(quality(prompted) + difficulty * gauss(seed, 'example', input) + noise * gauss(seed, 'noise', request)),
  };
}

/** A search asks the same prompt about many inputs. */
function remembered(worth: (prompted: Prompted) => number): (prompted: Prompted) => number {
  const known = new Map<string, number>();
  return (prompted) => {
    const key = JSON.stringify([prompted.instruction, ...prompted.demos]);
    const found = known.get(key) ?? worth(prompted);
    known.set(key, found);
    return found;
  };
}

const clamp = (x: number) => Math.min(1, Math.max(0, x));

/** The mean of a normal variable that is cut off at 0 and 1. */
function meanClamped(mean: number, deviation: number): number {
  let [sum, weights] = [0, 0];
  for (let z = -4; z <= 4; z += 0.01) {
    const weight = Math.exp((-z * z) / 2);
    sum += weight * clamp(mean + deviation * z);
    weights += weight;
  }
  return sum / weights;
}
