// The exact Jaccard similarity of two records, from the shingles of their lines.

import { Kernel, place } from './kernel/kernel.ts';
import { LineDigest } from './line-digest.ts';
import type { LineReader } from './line-reader.ts';

export class Similarity {
  readonly #lines: LineReader;
  readonly #kernel = new Kernel();
  readonly #digest: LineDigest;
  readonly #first = new Room(this.#kernel);
  readonly #second = new Room(this.#kernel);
  readonly #table = new Room(this.#kernel);
  /** Whose shingles are in the first room, and how many, doubles included. */
  #record = -1;
  #count = 0;

  constructor(lines: LineReader, maxDepth: number) {
    this.#lines = lines;
    this.#digest = new LineDigest(this.#kernel, maxDepth);
  }

  /**
   * Shingles that both records have / shingles that either has; 0 when neither has any. Calls with the same `a` one
   * after the other read it once.
   */
  between(a: number, b: number): number {
    if (a !== this.#record) this.#count = this.#list(a, this.#first);
    this.#record = a;
    const count = this.#list(b, this.#second);
    if (this.#count + count === 0) return 0;
    const slots = 2 ** Math.ceil(Math.log2(2 * (this.#count + count)));
    const table = this.#table.reserve(slots * 8);
    const both = this.#kernel.call.overlap(this.#first.at, this.#count, this.#second.at, count, table, slots);
    return both / (this.#kernel.words[place.key / 4] as number);
  }

  #list(record: number, room: Room): number {
    const line = this.#lines.read(record);
    // One shingle for two bytes, at the most; eight bytes each.
    return this.#digest.listShingles(line, room.reserve(line.length * 4 + 8));
  }
}

/** A place in the kernel's memory that moves when it must grow. */
class Room {
  at = 0;
  #size = 0;
  readonly #kernel: Kernel;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  reserve(size: number): number {
    if (size > this.#size) {
      this.#size = 2 * size;
      this.at = this.#kernel.reserve(this.#size);
    }
    return this.at;
  }
}
