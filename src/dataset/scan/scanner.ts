// Reads a stretch of a file once, line by line, in bounded memory. One scanner a thread; its kernel's memory is the
// read buffer.

import { createHash } from 'node:crypto';
import { type Block, mark } from './block.ts';
import { BlockBuilder, BlockColumns } from './block-builder.ts';
import { contentOf, identityOf } from './content.ts';
import { Kernel, padding } from './kernel/kernel.ts';
import { isBlank, lineProblem, startsWithMark } from './line.ts';
import { RecordReader, type RecordWork } from './record-reader.ts';

/** Fills [offset, offset + length) of `into` from `position` of a file; returns how many bytes came, 0 at its end. */
export type ReadBytes = (into: Uint8Array, offset: number, length: number, position: number) => number;

/** The lines that begin in [start, end) of a file. */
export interface Stretch {
  start: number;
  end: number;
}

export interface ScanLimits {
  maxDepth: number;
  /** Longer lines are not read, and not held in memory either. */
  maxLineBytes: number;
}

const newlinesAtOnce = 8192;
const mostAtOnce = 1 << 20;
/** A stretch's last line ends behind it: this much more is read at once, and usually is enough. */
const lookAhead = 1 << 14;

export class Scanner {
  readonly kernel = new Kernel();
  readonly #limits: ScanLimits;
  readonly #records: RecordReader;
  readonly #columns = new BlockColumns();
  readonly #newlines = this.kernel.reserve(newlinesAtOnce * 4);
  // The read buffer is [#text, #text + #capacity) of the kernel's memory. What stands at #text stands at #position of
  // the file; the lines in [#from, #to) are still to be read.
  #text = 0;
  #capacity = 0;
  #position = 0;
  #from = 0;
  #to = 0;
  #lineEnd = 0;

  constructor(limits: ScanLimits) {
    this.#limits = limits;
    this.#records = new RecordReader(this.kernel, limits.maxDepth);
  }

  /** Scans the lines of a stretch. Throws what `read` throws, and nothing because of what it reads. */
  scan(read: ReadBytes, { start, end }: Stretch, work: RecordWork): Block {
    this.#reserveText(Math.min(end - start, mostAtOnce) + 2 * lookAhead);
    this.#from = this.#to = this.#text;
    this.#position = Math.max(start - 1, 0);
    if (start > 0) this.#skipLine(read, end);
    const block = new BlockBuilder(this.#offset, work, this.#columns);
    let searched = this.#from;
    while (this.#offset < end) {
      const found = this.kernel.call.splitLines(searched, this.#to, this.#newlines, newlinesAtOnce);
      for (let i = 0; i < found && this.#offset < end; i++) {
        const lineEnd = this.kernel.words[this.#newlines / 4 + i] as number;
        this.#readLine(lineEnd, work, block);
        this.#from = lineEnd + 1;
      }
      searched = this.#from;
      if (found === newlinesAtOnce || this.#offset >= end) continue;
      if (this.#to - this.#from > this.#limits.maxLineBytes) {
        this.#swallowLine(read, work, block);
        searched = this.#from;
        continue;
      }
      const more = this.#readMore(read, end);
      searched = this.#to - more;
      if (more > 0) continue;
      if (this.#from < this.#to) {
        this.#readLine(this.#to, work, block);
        block.unfinished = this.#content();
      }
      break;
    }
    return block.build();
  }

  /** Where #from stands in the file. */
  get #offset(): number {
    return this.#position + this.#from - this.#text;
  }

  /** From the byte before a stretch to its first line. The line that is skipped belongs to the stretch before. */
  #skipLine(read: ReadBytes, end: number): void {
    while (this.#offset < end && this.#readMore(read, end) > 0) {
      const newline = this.#findNewline();
      this.#from = newline < 0 ? this.#to : newline + 1;
      if (newline >= 0) return;
    }
  }

  /** Reads the line in [#from, lineEnd). */
  #readLine(lineEnd: number, work: RecordWork, block: BlockBuilder): void {
    const { bytes } = this.kernel;
    const content = this.#content;
    this.#lineEnd = lineEnd;
    let at = this.#from;
    let end = lineEnd;
    block.startLine();
    if (work.identifies) block.identify(bytes.subarray(at, end));
    if (this.#offset === 0 && startsWithMark(bytes, at, end)) {
      block.addFault(lineProblem.mark, content());
      block.mark(mark.odd);
      at += 3;
    }
    if (lineEnd - this.#from > this.#limits.maxLineBytes) {
      block.records++;
      block.mark(mark.odd);
      block.addFault(lineProblem.tooLong(lineEnd - this.#from, this.#limits.maxLineBytes), content());
      return;
    }
    if (end > at && bytes[end - 1] === 0x0d) {
      end--;
      block.count('crlf', content);
    }
    if ((bytes[at] as number) <= 0x20 || at === end) {
      if (isBlank(bytes, at, end)) {
        block.count('blank', content);
        return;
      }
    }
    block.records++;
    const known = work.known && at === this.#from ? block.findIn(work.known) : -1;
    if (known >= 0) this.#records.recall(known, this.#offset, work, block);
    else this.#records.read(at, end, this.#offset, content, work, block);
  }

  /** The identity of the line in [#from, #lineEnd): one function for all lines, asked by those that have a fault. */
  readonly #content = () => contentOf(this.kernel.bytes.subarray(this.#from, this.#lineEnd));

  /** Goes over a line that is too long to be held, from #from to behind its newline. */
  #swallowLine(read: ReadBytes, work: RecordWork, block: BlockBuilder): void {
    const hasMark = this.#offset === 0 && startsWithMark(this.kernel.bytes, this.#from, this.#to);
    const hash = createHash('sha256');
    let length = 0;
    let newline = -1;
    do {
      hash.update(this.kernel.bytes.subarray(this.#from, this.#to));
      length += this.#to - this.#from;
      this.#from = this.#to;
      if (this.#readMore(read, Number.MAX_SAFE_INTEGER) === 0) break;
      newline = this.#findNewline();
    } while (newline < 0);
    const end = newline < 0 ? this.#to : newline;
    const content = identityOf(hash.update(this.kernel.bytes.subarray(this.#from, end)));
    block.startLine();
    if (work.identifies) block.identifyAs(content);
    block.mark(mark.odd);
    block.records++;
    if (hasMark) block.addFault(lineProblem.mark, content);
    block.addFault(lineProblem.tooLong(length + end - this.#from, this.#limits.maxLineBytes), content);
    if (newline < 0) block.unfinished = content;
    this.#from = newline < 0 ? end : newline + 1;
  }

  #findNewline(): number {
    const at = this.kernel.bytes.indexOf(0x0a, this.#from);
    return at < this.#to ? at : -1;
  }

  /** Moves the lines still to be read to the front and reads on, to a bit behind `end`; returns how many bytes came. */
  #readMore(read: ReadBytes, end: number): number {
    const rest = this.#to - this.#from;
    this.kernel.bytes.copyWithin(this.#text, this.#from, this.#to);
    this.#position = this.#offset;
    this.#from = this.#text;
    this.#to = this.#text + rest;
    if (rest + lookAhead > this.#capacity) this.#reserveText(2 * this.#capacity);
    const position = this.#position + rest;
    const wanted = Math.min(this.#capacity - rest, Math.max(end - position, 0) + lookAhead);
    const more = read(this.kernel.bytes, this.#to, wanted, position);
    this.#to += more;
    this.kernel.bytes.fill(0x22, this.#to, this.#to + padding);
    return more;
  }

  /** A read buffer of at least `size` bytes, with what stood in the one before. */
  #reserveText(size: number): void {
    if (size <= this.#capacity) return;
    const [text, from, to] = [this.#text, this.#from, this.#to];
    this.#text = this.kernel.reserve(size + padding);
    this.#capacity = size;
    this.kernel.bytes.copyWithin(this.#text, from, to);
    this.#from = this.#text + from - text;
    this.#to = this.#text + to - text;
  }
}
