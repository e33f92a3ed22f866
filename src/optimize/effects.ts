// What two combinations have in common, and so how much the score of one says about the other.

import type { Random } from './random.ts';
import type { Choice } from './scoreboard.ts';

/** Standard deviations, in points of score. */
export interface Spread {
  /** Of an answer around what its example and combination let expect. */
  noise: number;
  /** Between examples. */
  difficulty: number;
  /** Of a candidate's own effect. */
  part: number;
  /** Of what candidates do together beyond their own effects. */
  whole: number;
}

const general = 0.3;
/** Of what sets the untuned program apart from all tuned ones. */
const apart = 0.1;

/** How many effects two combinations share: of candidates, of what they do together, and of being untuned. */
export interface Shared {
  part: number;
  whole: number;
  apart: number;
}

/**
 * An instruction and the demos of the same predictor do something together, and so does the combination of all where
 * there are more predictors.
 */
export function sharedEffects(a: Choice, b: Choice): Shared {
  let part = 0;
  let pairs = 0;
  for (let at = 0; at < a.length; at++) {
    if (a[at] !== b[at]) continue;
    part += 1;
    if (at % 2 === 1 && a[at - 1] === b[at - 1]) pairs += 1;
  }
  const same = part === a.length;
  const whole = pairs + (same && a.length > 2 ? 1 : 0);
  return { part, whole, apart: same && isUntuned(a) ? 1 : 0 };
}

export function covariance(shared: Shared, { part, whole }: Spread): number {
  return general ** 2 + shared.part * part ** 2 + shared.whole * whole ** 2 + shared.apart * apart ** 2;
}

function isUntuned(choice: Choice): boolean {
  return choice.every((value) => value === 0);
}

/** Draws what the choices may score before anything is known, as the covariances say. */
export function priorDrawer(choices: readonly Choice[], { part, whole }: Spread): (draws: Random) => Float64Array {
  const effects = new Map<string, { at: number; size: number }>();
  const effect = (name: string, size: number) => {
    const known = effects.get(name) ?? { at: effects.size, size };
    effects.set(name, known);
    return known.at;
  };
  const sums = choices.map((choice) => [
    effect('', general),
    ...choice.map((value, at) => effect(`${at}:${value}`, part)),
    ...choice.flatMap((value, at) => (at % 2 === 1 ? [effect(`${at}:${choice[at - 1]},${value}`, whole)] : [])),
    ...(choice.length > 2 ? [effect(choice.join(), whole)] : []),
    ...(isUntuned(choice) ? [effect('untuned', apart)] : []),
  ]);
  const sizes = [...effects.values()].map(({ size }) => size);
  return (draws) => {
    const drawn = sizes.map((size) => size * draws.normal());
    return Float64Array.from(sums, (ats) => ats.reduce((sum, at) => sum + (drawn[at] as number), 0));
  };
}
