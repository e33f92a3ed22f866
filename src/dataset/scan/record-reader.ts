// One line of the kernel's memory → a record, its faults and its row. Nearly every line takes the fast path: the
// kernel finds nothing to look at, JSON.parse reads it, the validator nods.

import { isUtf8 } from 'node:buffer';
import { countFields } from '../completeness.ts';
import type { Validator } from '../schemas/validators.ts';
import { mark } from './block.ts';
import type { BlockBuilder, RowFacts } from './block-builder.ts';
import { readCarefully } from './careful-reader.ts';
import { flag, type Kernel } from './kernel/kernel.ts';
import { keyOf } from './key.ts';
import type { KnownLines, Recalled } from './known-lines.ts';
import { checkSchema, describeBadByte, isObject, type LineProblem } from './line.ts';
import { LineDigest } from './line-digest.ts';
import { talliedValues } from './tally.ts';

/** What is to be found out about the records of one file. */
export interface RecordWork {
  role: string;
  validator: Validator | null;
  /** Whether the records take part in duplicates and leaks at all. */
  pairs: boolean;
  /** Rows of a band for near duplicates; 0: no near duplicates. */
  bandRows: number;
  /** Whether a sketch is needed: for near duplicates, leaks or the index of held-out records. */
  sketch: boolean;
  /** Whether the block is to hold the signatures; the identities of lines; the details of rows. */
  keepsSignatures: boolean;
  identifies: boolean;
  keepsDetails: boolean;
  /** What is known of lines from an earlier scan. */
  known: KnownLines | null;
  /** Where the held-out records stand that these may leak, in the kernel's memory; 0: nowhere. */
  index: number;
  /** The same for recalled records, which only new held-out ones are news to. */
  indexForRecalled: number;
  /** Rows of a signature that a leak must agree in. */
  leastAgreement: number;
}

const unreadable = flag.broken | flag.tooDeep | flag.lookCloser;
const mostMatches = 32;
const matchesAtOnce = 4096;

export class RecordReader {
  readonly #kernel: Kernel;
  readonly #maxDepth: number;
  readonly #matches: number;
  readonly #digest: LineDigest;
  /** One for all lines: there are many. */
  readonly #recalled: Recalled & RowFacts = { offset: 0, hasKey: false, hasSketch: false, complete: 0, tally: [] };

  constructor(kernel: Kernel, maxDepth: number) {
    this.#kernel = kernel;
    this.#maxDepth = maxDepth;
    this.#matches = kernel.reserve(matchesAtOnce * 8);
    this.#digest = new LineDigest(kernel, maxDepth);
  }

  /** Reads the record in [at, end). `offset` is where its line starts in the file, `content` the line's identity. */
  read(at: number, end: number, offset: number, content: () => string, work: RecordWork, block: BlockBuilder): void {
    const report = (problem: LineProblem) => block.addFault(problem, content());
    const { call } = this.#kernel;
    const script = call.inspect(at, end);
    let text: string;
    let flags: number;
    if (script === 0) {
      text = this.#kernel.bytes.toString('latin1', at, end);
      flags = call.digest(at, end, this.#maxDepth, work.sketch, 0);
    } else {
      const bytes = this.#kernel.bytes.subarray(at, end);
      if (!isUtf8(bytes)) {
        report(describeBadByte(bytes));
        return;
      }
      text = bytes.toString('utf8');
      flags = this.#digest.digest(text, work.sketch);
    }

    let value: unknown;
    if ((flags & unreadable) === 0) {
      try {
        value = JSON.parse(text);
      } catch {
        flags |= flag.broken;
      }
    }
    if ((flags & unreadable) !== 0) {
      const problems = readCarefully(text, this.#maxDepth);
      for (const problem of problems) report(problem);
      if (problems.some(({ kind }) => kind === 'syntax' || kind === 'depth')) return;
      value = JSON.parse(text);
      if (problems.length > 0) flags = this.#digest.digest(JSON.stringify(value), work.sketch);
    }

    if (work.validator && !(isObject(value) && work.validator.accept(value))) {
      for (const problem of checkSchema(value, work.validator, end - at)) report(problem);
    }
    const complete = work.role === 'ba' ? countFields(value).complete : 0;
    block.completeFields += complete;
    block.addTally(talliedValues(value));
    if (!work.pairs) return;
    const key = keyOf(work.role, value);
    if (key !== null) call.hashKey(...this.#digest.write(key));
    const hasSketch = work.sketch && (flags & flag.wordless) === 0;
    if (hasSketch) call.sketch();
    this.#addRow({ offset, hasKey: key !== null, hasSketch, complete }, work, block, work.index);
  }

  /** As `read`, for a line that the known lines hold at `line`. Its faults are not among what is known. */
  recall(line: number, offset: number, work: RecordWork, block: BlockBuilder): void {
    const known = work.known as KnownLines;
    block.mark(mark.recalled);
    const recalled = this.#recalled;
    if (!known.recall(line, this.#kernel, recalled)) return;
    recalled.offset = offset;
    block.completeFields += recalled.complete;
    block.addTally(recalled.tally);
    this.#addRow(recalled, work, block, work.indexForRecalled);
  }

  /** A row of what the kernel holds, and the held-out records of an index that are like it. */
  #addRow(record: RowFacts, work: RecordWork, block: BlockBuilder, index: number): void {
    if (record.hasSketch && work.bandRows > 0) this.#kernel.call.band(work.bandRows);
    block.addRow(record, this.#kernel);
    if (record.hasSketch && index > 0) this.#addMatches(index, work.leastAgreement, block);
  }

  /** The most alike ones, when there are many. */
  #addMatches(index: number, leastAgreement: number, block: BlockBuilder): void {
    const count = this.#kernel.call.probe(index, leastAgreement, this.#matches, matchesAtOnce);
    if (count === 0) return;
    const { words } = this.#kernel;
    const found: [record: number, agreement: number][] = [];
    for (let i = 0; i < count; i++) {
      const at = this.#matches / 4 + 2 * i;
      found.push([words[at] as number, words[at + 1] as number]);
    }
    found.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    for (const [record] of found.slice(0, mostMatches)) block.addMatch(record);
  }
}
