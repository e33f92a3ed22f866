// Which records share a hash, in memory that grows with the records and time that grows no faster.

import type { RecordTable } from './record-table.ts';

/** Groups the records of a table. One instance keeps its working memory (12 bytes a record) for many columns. */
export class Grouping {
  readonly #table: RecordTable;
  readonly #values: Uint32Array;
  readonly #heads: Int32Array;
  readonly #next: Int32Array;

  constructor(table: RecordTable) {
    this.#table = table;
    this.#values = new Uint32Array(table.count);
    this.#heads = new Int32Array(2 ** Math.ceil(Math.log2(Math.max(table.count, 2))));
    this.#next = new Int32Array(table.count);
  }

  /**
   * Every group of two or more records that agree in a column, or in it and the next one (`isWide`), members
   * ascending. Records with 0 in the column, and those of `without`, are in no group. With `wanted`, a few records,
   * groups that hold none of them may be left out.
   */
  groups(
    column: number,
    isWide: boolean,
    wanted: readonly number[] | null,
    without: ReadonlySet<number> = new Set(),
  ): Iterable<number[]> {
    const values = this.#values;
    this.#table.readColumn(column, values);
    for (const record of without) values[record] = 0;
    if (wanted) {
      const kept = new Set(wanted.map((record) => values[record]));
      for (let record = 0; record < values.length; record++) if (!kept.has(values[record])) values[record] = 0;
    }
    const heads = this.#heads.fill(0);
    const next = this.#next;
    const mask = heads.length - 1;
    const groups = new Map<number, number[]>();
    const agree = (a: number, b: number) =>
      values[a] === values[b] && (!isWide || this.#table.value(a, column + 1) === this.#table.value(b, column + 1));
    for (let record = 0; record < values.length; record++) {
      const value = values[record] as number;
      if (value === 0) continue;
      const slot = value & mask;
      let other = (heads[slot] as number) - 1;
      while (other >= 0 && !agree(other, record)) other = (next[other] as number) - 1;
      if (other < 0) {
        next[record] = heads[slot] as number;
        heads[slot] = record + 1;
        continue;
      }
      const group = groups.get(other);
      if (group) group.push(record);
      else groups.set(other, [other, record]);
    }
    return groups.values();
  }
}
