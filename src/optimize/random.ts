// The only randomness of the optimizer: the same seed and name give the same numbers, whatever else was drawn before.

import { createHash } from 'node:crypto';

export interface Random {
  /** In [0, 1), 53 bits. */
  uniform(): number;
  /** 0 … below − 1. */
  integer(below: number): number;
  /** Mean 0, variance 1 (Box and Muller's transform). */
  normal(): number;
  choice<T>(items: readonly T[]): T;
  /** A shuffled copy (Fisher and Yates). */
  shuffle<T>(items: readonly T[]): T[];
  /** `count` of them without replacement, or all, in random order. */
  sample<T>(items: readonly T[], count: number): T[];
}

/**
 * The stream of numbers that a seed and a name stand for: `random(seed, 'bootstrap', 3)`. Streams of different names are
 * independent, so that drawing more in one step leaves the others as they were; seed 0 is 0.
 *
 * Source: xoshiro128** (Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2021), its 128 bits of
 * state taken from the SHA-256 of the seed and the name.
 */
export function random(seed: number, ...name: readonly (string | number)[]): Random {
  const hash = createHash('sha256')
    .update(JSON.stringify([seed, ...name]))
    .digest();
  let [a, b, c, d] = [0, 4, 8, 12].map((offset) => hash.readInt32LE(offset)) as [number, number, number, number];

  function bits32(): number {
    const product = Math.imul(b, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9);
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return result >>> 0;
  }

  const uniform = () => ((bits32() >>> 5) * 2 ** 26 + (bits32() >>> 6)) / 2 ** 53;
  const integer = (below: number) => Math.floor(uniform() * below);

  function shuffle<T>(items: readonly T[]): T[] {
    const copy = [...items];
    for (let last = copy.length - 1; last > 0; last--) {
      const other = integer(last + 1);
      [copy[last], copy[other]] = [copy[other] as T, copy[last] as T];
    }
    return copy;
  }

  return {
    uniform,
    integer,
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
    choice: (items) => items[integer(items.length)] as (typeof items)[number],
    shuffle,
    sample: (items, count) => shuffle(items).slice(0, count),
  };
}
