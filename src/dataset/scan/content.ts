// What makes a line the same line, wherever it stands: half of the SHA-256 of its bytes up to the newline. Nobody can
// make two lines that pass for each other, so "this line was there before" can be trusted.

import { Buffer } from 'node:buffer';
import crypto, { type Hash } from 'node:crypto';

/** Bytes of an identity. */
export const contentBytes = 16;

/** The identity of a line as 32 hex digits. */
export function contentOf(bytes: Uint8Array): string {
  return identityOf(crypto.createHash('sha256').update(bytes));
}

/** As `contentOf`, for a line that came in pieces. */
export function identityOf(hash: Hash): string {
  return hash.digest().toString('hex', 0, contentBytes);
}

/** Writes the 16 bytes of a line's identity to `target`. */
export function putContent(bytes: Uint8Array, target: Uint8Array, at: number): void {
  // One call instead of three, where Node has it (20.12 and later).
  const digest = crypto.hash?.('sha256', bytes, 'binary') ?? crypto.createHash('sha256').update(bytes).digest('binary');
  for (let i = 0; i < contentBytes; i++) target[at + i] = digest.charCodeAt(i);
}

/** The identity at `line` of a list of them, as 32 hex digits. */
export function contentAt(contents: Uint8Array, line: number): string {
  return Buffer.from(contents.buffer, contents.byteOffset + line * contentBytes, contentBytes).toString('hex');
}

/** Finds identities in a list of them. Threads can share the memory. */
export class ContentTable {
  readonly contents: Uint8Array;
  readonly #words: Uint32Array;
  readonly #slots: Int32Array;

  /** `contents`: 16 bytes a line, on a boundary of four. A content that stands there twice is found at its first line. */
  constructor(contents: Uint8Array) {
    this.contents = contents;
    this.#words = new Uint32Array(contents.buffer, contents.byteOffset, contents.length / 4);
    const count = contents.length / contentBytes;
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * count + 2)));
    for (let line = 0; line < count; line++) {
      const slot = this.#slotOf(this.#words, line * 4);
      if (this.#slots[slot] === 0) this.#slots[slot] = line + 1;
    }
  }

  /** The line with the content at `line` of another list, or -1. */
  find(words: Uint32Array, line: number): number {
    return (this.#slots[this.#slotOf(words, line * 4)] as number) - 1;
  }

  /** The slot of a content, or the free one where it belongs. */
  #slotOf(words: Uint32Array, at: number): number {
    const mask = this.#slots.length - 1;
    for (let slot = (words[at] as number) & mask; ; slot = (slot + 1) & mask) {
      const own = ((this.#slots[slot] as number) - 1) * 4;
      if (own < 0) return slot;
      let part = 0;
      while (part < 4 && this.#words[own + part] === words[at + part]) part++;
      if (part === 4) return slot;
    }
  }
}
