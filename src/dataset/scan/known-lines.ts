// What an earlier scan found out about the lines of a file, as far as it depends on the line alone. A line that is
// known is neither parsed nor sketched again.

import type { BaseLines } from './base-lines.ts';
import { type Block, mark, row } from './block.ts';
import { ContentTable, contentWords } from './content.ts';
import { type Kernel, place, signatureRows } from './kernel/kernel.ts';
import { tallied } from './tally.ts';

/** Columns with one entry for each line, in memory that threads can share. */
export interface LineFacts {
  /** Four u32 each: the line's identity. */
  contents: Uint32Array;
  /** Bits of `has`. */
  flags: Uint8Array;
  /** The row's hashes: one u32, two u32. */
  exact: Uint32Array;
  key: Uint32Array;
  /** 84 bytes each. */
  signatures: Uint8Array;
  /** As in a block, but the values' numbers are those of `values`. */
  details: Uint32Array;
  values: string[][];
  /** Whether the last line had no newline. */
  unfinished: boolean;
}

/** What a row needs besides the kernel's numbers, and the tallied values: `undefined` for a key that is not there. */
export interface Recalled {
  hasKey: boolean;
  hasSketch: boolean;
  complete: number;
  tally: (string | undefined)[];
}

/** `facts`: the line was looked at; `record`: and can be read. Without `facts`, its identity is all that is known. */
export const has = { facts: 1, record: 2, key: 4, sketch: 8 } as const;

const detailColumns = 1 + tallied.length;

export class KnownLines {
  readonly #facts: LineFacts;
  readonly #table: ContentTable;

  constructor(facts: LineFacts) {
    this.#facts = facts;
    this.#table = new ContentTable(facts.contents);
  }

  /** The known line with the identity at `line` of a list; -1 when there is none, or no more is known of it. */
  find(contents: Uint32Array, line: number): number {
    const known = this.#table.find(contents, line);
    return known >= 0 && ((this.#facts.flags[known] as number) & has.facts) !== 0 ? known : -1;
  }

  /**
   * Puts the hashes and the signature of a line where the kernel would, and the rest into `recalled`. `false`: the line
   * holds no record that can be read, and nothing was put anywhere.
   */
  recall(line: number, kernel: Kernel, recalled: Recalled): boolean {
    const { flags, exact, key, signatures, details, values } = this.#facts;
    const bits = flags[line] as number;
    if ((bits & has.record) === 0) return false;
    const { words, bytes } = kernel;
    words[place.exact / 4] = exact[line] as number;
    words[place.key / 4] = key[2 * line] as number;
    words[place.key / 4 + 1] = key[2 * line + 1] as number;
    const signature = line * signatureRows;
    for (let i = 0; i < signatureRows; i++) bytes[place.signature + i] = signatures[signature + i] as number;
    const detail = line * detailColumns;
    recalled.hasKey = (bits & has.key) !== 0;
    recalled.hasSketch = (bits & has.sketch) !== 0;
    recalled.complete = details[detail] as number;
    for (let i = 0; i < tallied.length; i++) recalled.tally[i] = values[i]?.[(details[detail + 1 + i] as number) - 1];
    return true;
  }
}

/** The facts of a whole file, from blocks that hold contents, signatures and details. */
export function factsOfBlocks(blocks: readonly Block[], width: number): LineFacts {
  const count = blocks.reduce((sum, { lines }) => sum + lines, 0);
  const facts = emptyFacts(count);
  const numbers = tallied.map(() => new Map<string, number>());
  let before = 0;
  for (const block of blocks) {
    facts.contents.set(block.contents, before * contentWords);
    for (let i = 0; i < block.lines; i++) {
      const plain = ((block.marks[i] as number) & (mark.odd | mark.blank)) === 0;
      if (plain) facts.flags[before + i] = has.facts;
    }
    const renumbered = block.tally.map((counts, i) =>
      counts.map(([value]) => numberOf(value, numbers[i] as Map<string, number>)),
    );
    for (let at = 0, n = 0; at < block.rows.length; at += width, n++) {
      const line = before + (block.rows[at + row.line] as number) - 1;
      if (facts.flags[line] === 0) continue;
      putRow(facts, line, block, at, n);
      for (let i = 0; i < tallied.length; i++) {
        const number = block.details[n * detailColumns + 1 + i] as number;
        facts.details[line * detailColumns + 1 + i] = number === 0 ? 0 : (renumbered[i]?.[number - 1] as number);
      }
    }
    before += block.lines;
    if (block.lines > 0) facts.unfinished = block.unfinished !== '';
  }
  facts.values = numbers.map((ofKey) => [...ofKey.keys()]);
  return facts;
}

/** What `facts` say about the lines of another content of the file; of lines that they do not hold, the identity alone. */
export function factsFor(base: BaseLines, facts: LineFacts): LineFacts {
  const count = base.contents.length / contentWords;
  const own = { ...emptyFacts(count), contents: base.contents, values: facts.values, unfinished: base.unfinished };
  const table = new ContentTable(facts.contents);
  for (let line = 0; line < count; line++) {
    const from = table.find(base.contents, line);
    if (from < 0) continue;
    own.flags[line] = facts.flags[from] as number;
    for (const [column, size] of [
      ['exact', 1],
      ['key', 2],
      ['signatures', signatureRows],
      ['details', detailColumns],
    ] as const) {
      own[column].set(facts[column].subarray(from * size, (from + 1) * size), line * size);
    }
  }
  return own;
}

export function emptyFacts(count: number): LineFacts {
  return {
    contents: new Uint32Array(count * contentWords),
    flags: new Uint8Array(count),
    exact: new Uint32Array(count),
    key: new Uint32Array(2 * count),
    signatures: new Uint8Array(signatureRows * count),
    details: new Uint32Array(detailColumns * count),
    values: [],
    unfinished: false,
  };
}

function putRow(facts: LineFacts, line: number, block: Block, at: number, n: number): void {
  const { rows, signatures, details } = block;
  facts.exact[line] = rows[at + row.exact] as number;
  facts.key.set(rows.subarray(at + row.key, at + row.key + 2), 2 * line);
  const signature = signatures.subarray(n * signatureRows, (n + 1) * signatureRows);
  facts.signatures.set(signature, line * signatureRows);
  facts.details[line * detailColumns] = details[n * detailColumns] as number;
  const hasKey = rows[at + row.key] !== 0 || rows[at + row.key + 1] !== 0;
  const hasSketch = signature.some((byte) => byte !== 0);
  facts.flags[line] = has.facts | has.record | (hasKey ? has.key : 0) | (hasSketch ? has.sketch : 0);
}

function numberOf(value: string, numbers: Map<string, number>): number {
  const known = numbers.get(value);
  if (known !== undefined) return known;
  numbers.set(value, numbers.size + 1);
  return numbers.size;
}
