// The seed of every fuzz test and what is drawn from it: one seed, one run, on every machine.

export const seed = Number(process.env.GOLDGATE_FUZZ_SEED ?? 20_260_304);
console.log(`fuzz seed ${seed}; another with GOLDGATE_FUZZ_SEED=n`);

export class Random {
  #state: number;

  /** Each name has its own sequence, so that a new test does not change the others. */
  constructor(name: string) {
    let hash = seed >>> 0;
    for (const letter of name) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193) >>> 0;
    this.#state = hash;
  }

  /** A whole number from 0, below `limit`. */
  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)] as T;
  }

  /** Small numbers are likelier. */
  small(limit: number): number {
    return this.below(this.below(limit) + 1);
  }
}
