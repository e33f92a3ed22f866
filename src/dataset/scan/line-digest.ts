// The kernel reads bytes of plain JSON; this brings it lines that come as text, in whatever script and with whatever
// escapes.

import type { Buffer } from 'node:buffer';
import { flag, type Kernel, padding } from './kernel/kernel.ts';
import { forWords, withoutEscapes } from './plain-text.ts';

export class LineDigest {
  readonly #kernel: Kernel;
  readonly #maxDepth: number;
  #scratch = 0;
  #size = 0;

  constructor(kernel: Kernel, maxDepth: number) {
    this.#kernel = kernel;
    this.#maxDepth = maxDepth;
    this.#reserve(1 << 16);
  }

  /** As the kernel's `digest`, in a pass for the hash and, with `words`, one in lower case for the sketch. */
  digest(line: string, words: boolean): number {
    const plain = line.includes('\\') ? withoutEscapes(line) : line;
    const { call } = this.#kernel;
    const [at, end] = this.write(plain);
    const isAscii = end - at === plain.length;
    if (isAscii || !words) {
      return call.digest(at, end, this.#maxDepth, words, 0) | (isAscii || plain.isWellFormed() ? 0 : flag.lookCloser);
    }
    const ofWords = call.digest(...this.write(forWords(plain)), this.#maxDepth, true, 0);
    return (ofWords & flag.wordless) | this.digest(line, false);
  }

  /** Lists the shingles of a readable line at `list`, as u64; returns how many, doubles included. */
  listShingles(line: Buffer, list: number): number {
    const { call } = this.#kernel;
    this.#reserve(line.length + padding);
    const end = this.#scratch + line.copy(this.#kernel.bytes, this.#scratch);
    this.#kernel.bytes.fill(0x22, end, end + padding);
    if (call.inspect(this.#scratch, end) !== 0) return this.#listText(line.toString('utf8'), list);
    const flags = call.digest(this.#scratch, end, this.#maxDepth, true, list);
    return flags & flag.lookCloser ? this.#listText(line.toString('latin1'), list) : call.listed();
  }

  #listText(line: string, list: number): number {
    const { call } = this.#kernel;
    const plain = forWords(line.includes('\\') ? withoutEscapes(line) : line);
    const flags = call.digest(...this.write(plain), this.#maxDepth, true, list);
    if ((flags & flag.lookCloser) === 0) return call.listed();
    // A doubled key: only its last value counts, as in JSON.parse.
    const once = forWords(withoutEscapes(JSON.stringify(JSON.parse(line))));
    call.digest(...this.write(once), this.#maxDepth, true, list);
    return call.listed();
  }

  /** Puts a text where the kernel can read it, until the next call; returns its bounds. */
  write(text: string): [at: number, end: number] {
    this.#reserve(text.length * 3 + padding);
    const end = this.#scratch + this.#kernel.bytes.write(text, this.#scratch, 'utf8');
    this.#kernel.bytes.fill(0x22, end, end + padding);
    return [this.#scratch, end];
  }

  #reserve(size: number): void {
    if (size <= this.#size) return;
    this.#size = Math.max(size, 2 * this.#size);
    this.#scratch = this.#kernel.reserve(this.#size);
  }
}
