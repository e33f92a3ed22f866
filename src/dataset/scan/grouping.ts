// Which records share a hash, in memory that grows with the records and time that grows no faster.

/** Groups the numbers 0 … `count` − 1 by 32 or 64 bits. One instance keeps its tables for many columns. */
export class Grouping {
  readonly #count: number;
  readonly #heads: Int32Array;
  readonly #next: Int32Array;

  constructor(count: number) {
    this.#count = count;
    this.#heads = new Int32Array(2 ** Math.ceil(Math.log2(Math.max(count, 2))));
    this.#next = new Int32Array(count);
  }

  /** Every group of two or more, in the order of their first members, members ascending. All zeros: in no group. */
  groups(low: Uint32Array, high: Uint32Array | null): number[][] {
    const heads = this.#heads.fill(0);
    const next = this.#next;
    const mask = heads.length - 1;
    const groups = new Map<number, number[]>();
    for (let i = 0; i < this.#count; i++) {
      const a = low[i] as number;
      const b = high === null ? 0 : (high[i] as number);
      if (a === 0 && b === 0) continue;
      const slot = a & mask;
      let other = (heads[slot] as number) - 1;
      while (other >= 0 && (low[other] !== a || (high !== null && high[other] !== b)))
        other = (next[other] as number) - 1;
      if (other < 0) {
        next[i] = heads[slot] as number;
        heads[slot] = i + 1;
        continue;
      }
      const group = groups.get(other);
      if (group) group.push(i);
      else groups.set(other, [other, i]);
    }
    return [...groups].sort(([a], [b]) => a - b).map(([, group]) => group);
  }
}
