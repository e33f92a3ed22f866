// All records of one role, in the order of path and line, however many blocks they came in. A record is a number.

import type { Place } from '../../core/finding.ts';
import { type Block, row } from './block.ts';
import type { Side } from './pairs.ts';
import type { ReadBytes } from './scanner.ts';

/** A file whose every block is there. */
export interface ScannedFile {
  path: string;
  side: Side;
  read: ReadBytes;
  /** In the order of the file. */
  blocks: Block[];
  /** For each line of the file, 1 when it is new since the base; `null`: all are. */
  newLines: Uint8Array | null;
}

interface Part {
  file: ScannedFile;
  block: Block;
  firstRecord: number;
  /** Lines of the file before the block. */
  linesBefore: number;
}

export class RecordTable {
  readonly count: number;
  readonly #width: number;
  readonly #parts: Part[] = [];

  /** `files` in the order of their paths, their rows with `bands` columns of bands. */
  constructor(files: readonly ScannedFile[], bands: number) {
    this.#width = row.bands + bands;
    let records = 0;
    for (const file of files) {
      let linesBefore = 0;
      for (const block of file.blocks) {
        if (block.rows.length > 0) this.#parts.push({ file, block, firstRecord: records, linesBefore });
        records += block.rows.length / this.#width;
        linesBefore += block.lines;
      }
    }
    this.count = records;
  }

  /** One column of every row, into `target`. */
  readColumn(column: number, target: Uint32Array): void {
    let record = 0;
    for (const { block } of this.#parts) {
      const { rows } = block;
      for (let at = column; at < rows.length; at += this.#width) target[record++] = rows[at] as number;
    }
  }

  value(record: number, column: number): number {
    const part = this.#partOf(record);
    return part.block.rows[(record - part.firstRecord) * this.#width + column] as number;
  }

  side(record: number): Side {
    return this.#partOf(record).file.side;
  }

  place(record: number): Place {
    const part = this.#partOf(record);
    return { path: part.file.path, line: part.linesBefore + this.value(record, row.line) };
  }

  isNew(record: number): boolean {
    const { file } = this.#partOf(record);
    return file.newLines === null || file.newLines[this.place(record).line - 1] === 1;
  }

  /** The new records when they are few, a sixteenth at the most; `null` when they are more. */
  fewNewRecords(): number[] | null {
    const records: number[] = [];
    for (const { file, block, firstRecord, linesBefore } of this.#parts) {
      for (let at = row.line, record = firstRecord; at < block.rows.length; at += this.#width, record++) {
        const line = linesBefore + (block.rows[at] as number);
        if (file.newLines === null || file.newLines[line - 1] === 1) records.push(record);
      }
      if (records.length > this.count / 16) return null;
    }
    return records;
  }

  /** Where to read the record's line. */
  source(record: number): { read: ReadBytes; offset: number } {
    const part = this.#partOf(record);
    return { read: part.file.read, offset: part.block.start + this.value(record, row.offset) };
  }

  /** Calls `visit` with every possible leak: a record and the number of a held-out one. */
  forEachMatch(visit: (record: number, heldOut: number) => void): void {
    for (const { block, firstRecord } of this.#parts) {
      const { matches } = block;
      for (let i = 0; i < matches.length; i += 2) visit(firstRecord + (matches[i] as number), matches[i + 1] as number);
    }
  }

  /** The records of held-out files, in order: what the index of the kernel calls 0, 1, 2 … */
  heldOut(): number[] {
    const records: number[] = [];
    for (const { file, block, firstRecord } of this.#parts) {
      if (file.side !== 'held-out') continue;
      for (let i = 0; i < block.rows.length / this.#width; i++) records.push(firstRecord + i);
    }
    return records;
  }

  #partOf(record: number): Part {
    let low = 0;
    let high = this.#parts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#parts[middle] as Part).firstRecord <= record) low = middle;
      else high = middle - 1;
    }
    return this.#parts[low] as Part;
  }
}
