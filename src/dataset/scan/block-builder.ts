// Collects what a scanner finds in one stretch of a file.

import type { Fault } from '../facts.ts';
import { type Block, type LineCount, mark, row } from './block.ts';
import { Column } from './column.ts';
import { pushContent, pushIdentity } from './content.ts';
import { type Kernel, place, signatureRows } from './kernel/kernel.ts';
import type { KnownLines } from './known-lines.ts';
import type { LineProblem } from './line.ts';
import type { RecordWork } from './record-reader.ts';
import { tallied } from './tally.ts';

const noLines = (): LineCount => ({ count: 0, first: 0, content: '' });

/** What a row holds besides the kernel's numbers. */
export interface RowFacts {
  /** Where the line starts in the file. */
  offset: number;
  hasKey: boolean;
  hasSketch: boolean;
  /** Required fields that are complete. */
  complete: number;
}

/** What the columns of a block are collected in: one set serves all the blocks of a scanner, one after the other. */
export class BlockColumns {
  readonly rows = new Column(Uint32Array);
  readonly signatures = new Column(Uint8Array);
  readonly details = new Column(Uint32Array);
  readonly contents = new Column(Uint32Array);
  readonly marks = new Column(Uint8Array);
  readonly matches = new Column(Uint32Array);
}

export class BlockBuilder {
  /** Of the line that is being read, from 1. */
  line = 0;
  records = 0;
  unfinished = '';
  completeFields = 0;
  readonly #work: RecordWork;
  readonly #start: number;
  readonly #bands: number;
  readonly #faults: Fault[] = [];
  readonly #lines = { crlf: noLines(), blank: noLines() };
  /** Value → its number, from 1; and how many records have it, by number. */
  readonly #values = tallied.map(() => new Map<string, number>());
  readonly #counts = tallied.map(() => [0]);
  /** The numbers of the record that is being read. */
  readonly #current = tallied.map(() => 0);
  readonly #columns: BlockColumns;

  /** `start`: of the first line in the file; `columns`: empty. */
  constructor(start: number, work: RecordWork, columns: BlockColumns) {
    this.#columns = columns;
    this.#start = start;
    this.#work = work;
    this.#bands = work.bandRows > 0 ? signatureRows / work.bandRows : 0;
  }

  startLine(): void {
    this.line++;
    if (this.#work.identifies) this.#columns.marks.push(0);
  }

  /** Notes the identity of the line; to be called for each line when the work asks for it, and only then. */
  identify(bytes: Uint8Array): void {
    pushContent(bytes, this.#columns.contents);
  }

  /** The same, for an identity that is known, in hex. */
  identifyAs(content: string): void {
    pushIdentity(content, this.#columns.contents);
  }

  /** The line with this identity among known ones, or -1. */
  findIn(known: KnownLines): number {
    return known.find(this.#columns.contents.values, this.line - 1);
  }

  addFault(problem: LineProblem, content: string): void {
    this.#faults.push({ ...problem, line: this.line, content });
  }

  /** Counts the line as one that ends in CRLF, or is blank; `content` is asked only for the first one. */
  count(what: 'crlf' | 'blank', content: () => string): void {
    const counted = this.#lines[what];
    this.mark(mark[what]);
    if (counted.count++ > 0) return;
    counted.first = this.line;
    counted.content = content();
  }

  mark(bit: number): void {
    if (this.#work.identifies)
      this.#columns.marks.values[this.#columns.marks.length - 1] =
        (this.#columns.marks.values[this.#columns.marks.length - 1] as number) | bit;
  }

  /** Counts the tallied values of a record: an entry for each key, `undefined` where there is none. */
  addTally(values: readonly (string | undefined)[]): void {
    for (let i = 0; i < tallied.length; i++) {
      const value = values[i];
      this.#current[i] = 0;
      if (value === undefined) continue;
      const numbers = this.#values[i] as Map<string, number>;
      const counts = this.#counts[i] as number[];
      let number = numbers.get(value);
      if (number === undefined) {
        number = counts.push(0) - 1;
        numbers.set(value, number);
      }
      counts[number] = (counts[number] as number) + 1;
      this.#current[i] = number;
    }
  }

  /** A row of these and of what the kernel's last calls left behind. */
  addRow({ offset, hasKey, hasSketch, complete }: RowFacts, kernel: Kernel): void {
    const width = row.bands + this.#bands;
    let at = this.#columns.rows.extend(width);
    const rows = this.#columns.rows.values;
    const { words } = kernel;
    rows[at++] = offset - this.#start;
    rows[at++] = this.line;
    rows[at++] = (words[place.exact / 4] as number) || 1;
    rows[at++] = hasKey ? (words[place.key / 4] as number) || 1 : 0;
    rows[at++] = hasKey ? (words[place.key / 4 + 1] as number) : 0;
    if (hasSketch)
      for (let band = 0; band < this.#bands; band++) rows[at++] = (words[place.bands / 4 + band] as number) || 1;
    if (this.#work.keepsSignatures) {
      const signature = this.#columns.signatures.extend(signatureRows);
      if (hasSketch)
        kernel.bytes.copy(this.#columns.signatures.values, signature, place.signature, place.signature + signatureRows);
    }
    if (this.#work.keepsDetails) {
      this.#columns.details.push(complete);
      for (const number of this.#current) this.#columns.details.push(number);
    }
  }

  /** The row added last may leak the held-out record `record`. */
  addMatch(record: number): void {
    this.#columns.matches.push(this.#columns.rows.length / (row.bands + this.#bands) - 1);
    this.#columns.matches.push(record);
  }

  build(): Block {
    return {
      start: this.#start,
      lines: this.line,
      records: this.records,
      faults: this.#faults,
      ...this.#lines,
      unfinished: this.unfinished,
      tally: this.#values.map((numbers, i) =>
        [...numbers].map(([value, number]) => [value, this.#counts[i]?.[number] ?? 0]),
      ),
      completeFields: this.completeFields,
      rows: this.#columns.rows.take(),
      signatures: this.#columns.signatures.take(),
      contents: this.#columns.contents.take(),
      marks: this.#columns.marks.take(),
      details: this.#columns.details.take(),
      matches: this.#columns.matches.take(),
    };
  }
}
