// The exact Jaccard similarity of two records, from the shingles of their lines.

import { Kernel, place } from './kernel/kernel.ts';
import { LineDigest } from './line-digest.ts';
import type { LineReader } from './line-reader.ts';

/** Shingles of records met lately are kept, up to this many bytes. */
const mostKept = 1 << 24;

export class Similarity {
  readonly #lines: LineReader;
  readonly #kernel = new Kernel();
  readonly #digest: LineDigest;
  readonly #kept = new Map<number, Uint8Array>();
  #keptBytes = 0;
  #room = 0;
  #roomSize = 0;

  constructor(lines: LineReader, maxDepth: number) {
    this.#lines = lines;
    this.#digest = new LineDigest(this.#kernel, maxDepth);
  }

  /** Shingles that both records have / shingles that either has; 0 when neither has any. */
  between(a: number, b: number): number {
    const [ofA, ofB] = [this.#shingles(a), this.#shingles(b)];
    const count = (ofA.length + ofB.length) / 8;
    if (count === 0) return 0;
    const slots = 2 ** Math.ceil(Math.log2(2 * count));
    const room = this.#reserve(ofA.length + ofB.length + slots * 8);
    this.#kernel.bytes.set(ofA, room);
    this.#kernel.bytes.set(ofB, room + ofA.length);
    const table = room + ofA.length + ofB.length;
    const both = this.#kernel.call.overlap(room, ofA.length / 8, room + ofA.length, ofB.length / 8, table, slots);
    return both / (this.#kernel.words[place.key / 4] as number);
  }

  #shingles(record: number): Uint8Array {
    const known = this.#kept.get(record);
    if (known) return known;
    const line = this.#lines.read(record).toString('utf8');
    const room = this.#reserve(line.length * 4 + 8);
    const count = this.#digest.listShingles(line, room);
    const shingles = Uint8Array.prototype.slice.call(this.#kernel.bytes, room, room + count * 8);
    this.#keep(record, shingles);
    return shingles;
  }

  #keep(record: number, shingles: Uint8Array): void {
    this.#kept.set(record, shingles);
    this.#keptBytes += shingles.length;
    for (const [oldest, { length }] of this.#kept) {
      if (this.#keptBytes <= mostKept) break;
      this.#kept.delete(oldest);
      this.#keptBytes -= length;
    }
  }

  #reserve(size: number): number {
    if (size > this.#roomSize) {
      this.#roomSize = 2 * size;
      this.#room = this.#kernel.reserve(this.#roomSize);
    }
    return this.#room;
  }
}
