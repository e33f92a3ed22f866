// What makes a line the same line, wherever it stands: half of the SHA-256 of its bytes up to the newline. Nobody can
// make two lines that pass for each other, so "this line was there before" can be trusted.

import { Buffer } from 'node:buffer';
import crypto, { type Hash } from 'node:crypto';
import type { Column } from './column.ts';

/** An identity in a list of them, in u32. */
export const contentWords = 4;
const contentBytes = 4 * contentWords;

/** The identity of a line as 32 hex digits. */
export function contentOf(bytes: Uint8Array): string {
  return identityOf(crypto.createHash('sha256').update(bytes));
}

/** As `contentOf`, for a line that came in pieces. */
export function identityOf(hash: Hash): string {
  return hash.digest().toString('hex', 0, contentBytes);
}

/** Appends a line's identity to a list. */
export function pushContent(bytes: Uint8Array, contents: Column<Uint32Array<ArrayBuffer>>): void {
  // One call instead of three, where Node has it (20.12 and later).
  const digest = crypto.hash?.('sha256', bytes, 'binary') ?? crypto.createHash('sha256').update(bytes).digest('binary');
  const at = contents.extend(contentWords);
  for (let i = 0, byte = 0; i < contentWords; i++, byte += 4) {
    contents.values[at + i] =
      digest.charCodeAt(byte) |
      (digest.charCodeAt(byte + 1) << 8) |
      (digest.charCodeAt(byte + 2) << 16) |
      (digest.charCodeAt(byte + 3) << 24);
  }
}

/** Appends an identity that is known in hex. */
export function pushIdentity(content: string, contents: Column<Uint32Array<ArrayBuffer>>): void {
  const at = contents.extend(contentWords);
  const bytes = Buffer.from(content, 'hex');
  for (let i = 0; i < contentWords; i++) contents.values[at + i] = bytes.readUInt32LE(4 * i);
}

/** The identity at `line` of a list, as 32 hex digits. */
export function contentAt(contents: Uint32Array, line: number): string {
  const bytes = Buffer.alloc(contentBytes);
  for (let i = 0; i < contentWords; i++) bytes.writeUInt32LE(contents[line * contentWords + i] as number, 4 * i);
  return bytes.toString('hex');
}

/** Finds identities in a list of them. */
export class ContentTable {
  readonly #contents: Uint32Array;
  readonly #slots: Int32Array;

  /** A content that stands in the list twice is found at its first line. */
  constructor(contents: Uint32Array) {
    this.#contents = contents;
    const count = contents.length / contentWords;
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * count + 2)));
    for (let line = 0; line < count; line++) {
      const slot = this.#slotOf(contents, line * contentWords);
      if (this.#slots[slot] === 0) this.#slots[slot] = line + 1;
    }
  }

  /** The line with the content at `line` of another list, or -1. */
  find(contents: Uint32Array, line: number): number {
    return (this.#slots[this.#slotOf(contents, line * contentWords)] as number) - 1;
  }

  /** The slot of a content, or the free one where it belongs. */
  #slotOf(contents: Uint32Array, at: number): number {
    const own = this.#contents;
    const mask = this.#slots.length - 1;
    for (let slot = (contents[at] as number) & mask; ; slot = (slot + 1) & mask) {
      const line = this.#slots[slot] as number;
      if (line === 0) return slot;
      const from = (line - 1) * contentWords;
      let word = 0;
      while (word < contentWords && own[from + word] === contents[at + word]) word++;
      if (word === contentWords) return slot;
    }
  }
}
