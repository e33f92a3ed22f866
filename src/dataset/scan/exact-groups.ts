// Which records are the same record. Their hashes say so; whether it is true is found out on the lines, but only where
// it matters: with a base, that is seldom.

import { Buffer } from 'node:buffer';
import { contentOf } from './content.ts';
import type { LineReader } from './line-reader.ts';
import { type Likeness, pairGroup, type Side } from './pairs.ts';

export class ExactGroups {
  readonly #lines: LineReader;
  readonly #side: (record: number) => Side;
  /** For each record whose hash is not its own alone, all that have it. */
  readonly #alike = new Map<number, readonly number[]>();
  /** For each such record that was looked at, the first of its group. */
  readonly #first = new Map<number, number>();
  readonly #repeats = new Set<number>();

  /** `groups`: records whose hashes agree, ascending. */
  constructor(groups: Iterable<readonly number[]>, lines: LineReader, side: (record: number) => Side) {
    this.#lines = lines;
    this.#side = side;
    for (const group of groups) for (const record of group) this.#alike.set(record, group);
  }

  /** The pairs of every group with a record that is wanted. */
  *pairs(isWanted: (record: number) => boolean): Iterable<Likeness> {
    for (const group of new Set(this.#alike.values())) if (group.some(isWanted)) yield* this.#confirm(group);
  }

  isSame(a: number, b: number): boolean {
    const alike = this.#alike.get(a);
    return alike !== undefined && alike === this.#alike.get(b) && this.#firstOf(a) === this.#firstOf(b);
  }

  /** Whether the record is listed as a duplicate, no leak, of an earlier one. */
  isRepeat(record: number): boolean {
    this.#firstOf(record);
    return this.#repeats.has(record);
  }

  /** The repeats that are known by now. */
  get repeats(): ReadonlySet<number> {
    return this.#repeats;
  }

  #firstOf(record: number): number {
    const alike = this.#alike.get(record);
    if (alike && !this.#first.has(record)) for (const _ of this.#confirm(alike));
    return this.#first.get(record) ?? record;
  }

  *#confirm(alike: readonly number[]): Iterable<Likeness> {
    for (const record of alike) this.#first.set(record, record);
    for (const group of this.#equalRecords(alike)) {
      for (const record of group) this.#first.set(record, group[0] as number);
      for (const pair of pairGroup('exact', group, this.#side)) {
        if (!pair.leak) this.#repeats.add(pair.later);
        yield pair;
      }
    }
  }

  /** Parts records by what their lines really say. The usual case is a group of equal bytes. */
  #equalRecords(alike: readonly number[]): (readonly number[])[] {
    const first = Buffer.from(this.#lines.read(alike[0] as number));
    if (alike.every((record) => this.#lines.read(record).equals(first))) return [alike];
    const groups = new Map<string, number[]>();
    for (const record of alike) {
      const canonical = contentOf(Buffer.from(this.#lines.canonical(record)));
      const group = groups.get(canonical);
      if (group) group.push(record);
      else groups.set(canonical, [record]);
    }
    return [...groups.values()].filter((group) => group.length > 1);
  }
}
