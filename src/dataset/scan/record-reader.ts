// One line of the kernel's memory → a record, its faults and its row. Nearly every line takes the fast path: the
// kernel finds nothing to look at, JSON.parse reads it, the validator nods.

import { isUtf8 } from 'node:buffer';
import { countFields } from '../completeness.ts';
import type { Validate } from '../schemas/validators.ts';
import type { BlockBuilder } from './block-builder.ts';
import { readCarefully } from './careful-reader.ts';
import { flag, type Kernel, padding } from './kernel/kernel.ts';
import { keyOf } from './key.ts';
import { checkSchema, describeBadByte, type LineProblem } from './line.ts';
import { forWords, withoutEscapes } from './plain-text.ts';

/** What is to be found out about the records of one file. */
export interface RecordWork {
  role: string;
  validate: Validate | null;
  /** Whether the records take part in duplicates and leaks at all. */
  pairs: boolean;
  /** Rows of a band for near duplicates; 0: no near duplicates. */
  bandRows: number;
  /** Whether a sketch is needed: for near duplicates, leaks or the index of held-out records. */
  sketch: boolean;
  /** Whether the block is to hold the signatures. */
  keepsSignatures: boolean;
  /** Where the held-out records stand that these may leak, in the kernel's memory; 0: nowhere. */
  index: number;
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
  #scratch = 0;
  #scratchSize = 0;

  constructor(kernel: Kernel, maxDepth: number) {
    this.#kernel = kernel;
    this.#maxDepth = maxDepth;
    this.#matches = kernel.reserve(matchesAtOnce * 8);
    this.#reserveScratch(1 << 16);
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
      if (!isUtf8(bytes)) return report(describeBadByte(bytes));
      text = bytes.toString('utf8');
      flags = this.digestText(text, work.sketch);
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
      if (problems.length > 0) flags = this.digestText(JSON.stringify(value), work.sketch);
    }

    if (work.validate && !isValidObject(value, work.validate))
      for (const problem of checkSchema(value, work.validate)) report(problem);
    if (work.role === 'ba') {
      const { required, complete } = countFields(value);
      block.fields.required += required;
      block.fields.complete += complete;
    }
    block.addTally(value);
    if (work.pairs) this.#addRow(value, offset, work, block, (flags & flag.wordless) === 0);
  }

  /**
   * Digests a line that is not ASCII without escapes, in two passes where lower case needs one of its own. With
   * `list`, the shingles are listed there.
   */
  digestText(line: string, words: boolean, list = 0): number {
    const plain = line.includes('\\') ? withoutEscapes(line) : line;
    const { call } = this.#kernel;
    const ofWords = words ? call.digest(...this.#write(forWords(plain)), this.#maxDepth, true, list) : 0;
    const flags = call.digest(...this.#write(plain), this.#maxDepth, false, 0);
    return flags | (ofWords & flag.wordless) | (plain.isWellFormed() ? 0 : flag.lookCloser);
  }

  #addRow(value: unknown, offset: number, work: RecordWork, block: BlockBuilder, hasWords: boolean): void {
    const { call } = this.#kernel;
    const key = keyOf(work.role, value);
    if (key !== null) call.hashKey(...this.#write(key));
    const hasSketch = work.sketch && hasWords;
    if (hasSketch) {
      call.sketch();
      if (work.bandRows > 0) call.band(work.bandRows);
    }
    block.addRow(offset, this.#kernel, key !== null, hasSketch);
    if (hasSketch && work.index > 0) this.#addMatches(work, block);
  }

  /** The most alike ones, when there are many. */
  #addMatches(work: RecordWork, block: BlockBuilder): void {
    const count = this.#kernel.call.probe(work.index, work.leastAgreement, this.#matches, matchesAtOnce);
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

  /** Puts a text where the kernel can read it; returns its bounds. */
  #write(text: string): [at: number, end: number] {
    this.#reserveScratch(text.length * 3 + padding);
    const end = this.#scratch + this.#kernel.bytes.write(text, this.#scratch, 'utf8');
    this.#kernel.bytes.fill(0x22, end, end + padding);
    return [this.#scratch, end];
  }

  #reserveScratch(size: number): void {
    if (size <= this.#scratchSize) return;
    this.#scratchSize = Math.max(size, 2 * this.#scratchSize);
    this.#scratch = this.#kernel.reserve(this.#scratchSize);
  }
}

function isValidObject(value: unknown, validate: Validate): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && validate(value);
}
