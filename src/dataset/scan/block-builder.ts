// Collects what a scanner finds in one stretch of a file.

import type { Fault } from '../facts.ts';
import { type Block, type LineCount, row } from './block.ts';
import { type Kernel, place, signatureRows } from './kernel/kernel.ts';
import type { LineProblem } from './line.ts';
import type { RecordWork } from './record-reader.ts';
import { tallied } from './tally.ts';

const noLines = (): LineCount => ({ count: 0, first: 0, content: '' });

export class BlockBuilder {
  /** Of the line that is being read, from 1. */
  line = 0;
  records = 0;
  readonly crlf = noLines();
  readonly blank = noLines();
  unfinished = '';
  readonly fields = { required: 0, complete: 0 };
  readonly #start: number;
  readonly #bands: number;
  readonly #keepsSignatures: boolean;
  readonly #faults: Fault[] = [];
  readonly #tally = tallied.map(() => new Map<string, number>());
  readonly #matches: number[] = [];
  #rows = new Uint32Array(1024);
  #signatures = new Uint8Array(0);
  #rowCount = 0;

  /** `start`: of the first line in the file. */
  constructor(start: number, { bandRows, keepsSignatures }: RecordWork) {
    this.#start = start;
    this.#bands = bandRows > 0 ? signatureRows / bandRows : 0;
    this.#keepsSignatures = keepsSignatures;
  }

  addFault(problem: LineProblem, content: string): void {
    this.#faults.push({ ...problem, line: this.line, content });
  }

  /** Counts the line under `which`; `content` is asked only for the first one. */
  count(which: LineCount, content: () => string): void {
    if (which.count++ > 0) return;
    which.first = this.line;
    which.content = content();
  }

  addTally(record: unknown): void {
    const metadata = (record as { metadata?: unknown } | null)?.metadata;
    if (typeof metadata !== 'object' || metadata === null) return;
    for (let i = 0; i < tallied.length; i++) {
      const value = (metadata as Record<string, unknown>)[tallied[i] as string];
      const counts = this.#tally[i] as Map<string, number>;
      if (typeof value === 'string') counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  }

  /** A row out of what the kernel's last calls left behind; `offset` is counted from the start of the file. */
  addRow(offset: number, kernel: Kernel, hasKey: boolean, hasSketch: boolean): void {
    const width = row.bands + this.#bands;
    let at = this.#rowCount * width;
    if (at + width > this.#rows.length) this.#rows = grown(this.#rows, at + width);
    const { words } = kernel;
    const rows = this.#rows;
    rows[at++] = offset - this.#start;
    rows[at++] = this.line;
    rows[at++] = words[place.exact / 4] as number;
    rows[at++] = words[place.exact / 4 + 1] as number;
    rows[at++] = hasKey ? (words[place.key / 4] as number) : 0;
    rows[at++] = hasKey ? (words[place.key / 4 + 1] as number) : 0;
    for (let band = 0; band < this.#bands; band++)
      rows[at++] = hasSketch ? (words[place.bands / 4 + band] as number) || 1 : 0;
    if (this.#keepsSignatures) this.#addSignature(kernel, hasSketch);
    this.#rowCount++;
  }

  /** The row added last may leak the held-out record `record`. */
  addMatch(record: number): void {
    this.#matches.push(this.#rowCount - 1, record);
  }

  build(): Block {
    return {
      start: this.#start,
      lines: this.line,
      records: this.records,
      faults: this.#faults,
      crlf: this.crlf,
      blank: this.blank,
      unfinished: this.unfinished,
      tally: this.#tally.map((counts) => [...counts]),
      fields: this.fields,
      rows: this.#rows.slice(0, this.#rowCount * (row.bands + this.#bands)),
      signatures: this.#signatures.slice(0, this.#keepsSignatures ? this.#rowCount * signatureRows : 0),
      matches: Uint32Array.from(this.#matches),
    };
  }

  #addSignature(kernel: Kernel, hasSketch: boolean): void {
    const at = this.#rowCount * signatureRows;
    if (at + signatureRows > this.#signatures.length) this.#signatures = grown(this.#signatures, at + signatureRows);
    if (hasSketch) kernel.bytes.copy(this.#signatures, at, place.signature, place.signature + signatureRows);
  }
}

function grown<T extends Uint32Array | Uint8Array>(array: T, needed: number): T {
  const larger = new (array.constructor as new (length: number) => T)(Math.max(needed, 2 * array.length));
  larger.set(array);
  return larger;
}
