// Goes back to the lines that hashes say are alike, because every hit is confirmed on the data itself.

import { Buffer } from 'node:buffer';
import { canonicalJson } from './canonical.ts';
import { contentOf } from './content.ts';
import { startsWithMark } from './line.ts';
import type { RecordTable } from './record-table.ts';

const atOnce = 8192;

export class LineReader {
  readonly #table: RecordTable;
  #buffer = Buffer.alloc(atOnce);

  constructor(table: RecordTable) {
    this.#table = table;
  }

  /** The record's text, without byte order mark. Valid until the next call. */
  read(record: number): Buffer {
    const line = this.#readLine(record);
    const start = this.#table.source(record).offset === 0 && startsWithMark(line, 0, line.length) ? 3 : 0;
    return line.subarray(start, line.at(-1) === 0x0d ? -1 : undefined);
  }

  canonical(record: number): string {
    return canonicalJson(JSON.parse(this.read(record).toString('utf8')));
  }

  /** The line's identity. */
  content(record: number): string {
    return contentOf(this.#readLine(record));
  }

  /** The bytes of the line up to its newline. */
  #readLine(record: number): Buffer {
    const { read, offset } = this.#table.source(record);
    for (let filled = 0; ; ) {
      if (filled === this.#buffer.length) this.#buffer = Buffer.concat([this.#buffer], 2 * filled);
      const more = read(this.#buffer, filled, this.#buffer.length - filled, offset + filled);
      const end = this.#buffer.subarray(0, filled + more).indexOf(0x0a, filled);
      filled += more;
      if (end >= 0 || more === 0) return this.#buffer.subarray(0, end < 0 ? filled : end);
    }
  }
}
