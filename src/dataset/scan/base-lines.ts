// Which lines of a file are new: the base's lines as a multiset, so that moving a line changes nothing and doubling
// one does.

import { createHash, type Hash } from 'node:crypto';
import { type Block, mark } from './block.ts';
import { Column } from './column.ts';
import { ContentTable, contentWords, identityOf, pushContent, pushIdentity } from './content.ts';

/** The lines of a file at the base. */
export interface BaseLines {
  /** The identity of each line, in order. */
  contents: Uint32Array;
  /** Whether the last line had no newline. */
  unfinished: boolean;
}

/** Takes a file's content in pieces of any size, in bounded memory. */
export class BaseReader {
  readonly #contents = new Column(Uint32Array);
  /** Of a line that began in an earlier piece. */
  #begun: Hash | null = null;

  add(piece: Uint8Array): void {
    for (let from = 0; from < piece.length; ) {
      const newline = piece.indexOf(0x0a, from);
      const end = newline < 0 ? piece.length : newline;
      const part = piece.subarray(from, end);
      if (newline >= 0 && this.#begun === null) pushContent(part, this.#contents);
      else {
        this.#begun ??= createHash('sha256');
        this.#begun.update(part);
        if (newline >= 0) this.#finish(this.#begun);
      }
      from = end + 1;
    }
  }

  end(): BaseLines {
    const unfinished = this.#begun !== null;
    if (this.#begun) this.#finish(this.#begun);
    return { contents: this.#contents.take(), unfinished };
  }

  #finish(hash: Hash): void {
    pushIdentity(identityOf(hash), this.#contents);
    this.#begun = null;
  }
}

/** For each line of a file, 1 when the base has no line left that is the same. The blocks hold their lines' contents. */
export function markNewLines(blocks: readonly Block[], base: BaseLines): Uint8Array {
  const table = new ContentTable(base.contents);
  const left = new Int32Array(base.contents.length / contentWords);
  for (let line = 0; line < left.length; line++) {
    const first = table.find(base.contents, line);
    left[first] = (left[first] as number) + 1;
  }
  const isNew = new Uint8Array(blocks.reduce((sum, { lines }) => sum + lines, 0));
  let line = 0;
  for (const { lines, contents } of blocks) {
    for (let i = 0; i < lines; i++, line++) {
      const first = table.find(contents, i);
      if (first < 0 || left[first] === 0) isNew[line] = 1;
      else left[first] = (left[first] as number) - 1;
    }
  }
  return isNew;
}

/**
 * The blocks with a line that was recalled from what is known of the base, although it is new: its faults are not
 * known, so the block must be scanned again. That happens when a line of the base is doubled.
 */
export function blocksToRescan(blocks: readonly Block[], isNew: Uint8Array): number[] {
  const numbers: number[] = [];
  let line = 0;
  for (const [number, { lines, marks }] of blocks.entries()) {
    let i = 0;
    while (i < lines && (isNew[line + i] === 0 || ((marks[i] as number) & mark.recalled) === 0)) i++;
    if (i < lines) numbers.push(number);
    line += lines;
  }
  return numbers;
}
