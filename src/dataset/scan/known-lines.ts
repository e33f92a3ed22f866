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

/**
 * What blocks found out about lines, the base's or their own. Of lines that the blocks do not hold the identity alone
 * is known. `width`: columns of a block's row; the blocks hold contents, signatures and details.
 */
export function factsOf(lines: BaseLines, blocks: readonly Block[], width: number): LineFacts {
  const count = lines.contents.length / contentWords;
  const facts: LineFacts = {
    ...lines,
    flags: new Uint8Array(count),
    exact: new Uint32Array(count),
    key: new Uint32Array(2 * count),
    signatures: new Uint8Array(signatureRows * count),
    details: new Uint32Array(detailColumns * count),
    values: [],
  };
  const table = new ContentTable(lines.contents);
  const numbers = tallied.map(() => new Map<string, number>());
  for (const block of blocks) {
    const renumbered = block.tally.map((counts, i) =>
      counts.map(([value]) => numberOf(value, numbers[i] as Map<string, number>)),
    );
    let at = 0;
    for (let i = 0; i < block.lines; i++) {
      const hasRow = block.rows[at + row.line] === i + 1;
      const line = table.find(block.contents, i);
      const isPlain = ((block.marks[i] as number) & (mark.odd | mark.blank)) === 0;
      if (isPlain && line >= 0 && facts.flags[line] === 0) {
        facts.flags[line] = has.facts;
        if (hasRow) putRow(facts, line, block, at, width, renumbered);
      }
      if (hasRow) at += width;
    }
  }
  facts.values = numbers.map((ofKey) => [...ofKey.keys()]);
  return facts;
}

/** The identities of the lines of blocks. */
export function linesOf(blocks: readonly Block[]): BaseLines {
  const contents = new Uint32Array(blocks.reduce((sum, block) => sum + block.contents.length, 0));
  let filled = 0;
  for (const block of blocks) {
    contents.set(block.contents, filled);
    filled += block.contents.length;
  }
  const last = blocks.findLast(({ lines }) => lines > 0);
  return { contents, unfinished: last !== undefined && last.unfinished !== '' };
}

/** Copies the row at `at` of a block, and what stands beside it. */
function putRow(facts: LineFacts, line: number, block: Block, at: number, width: number, numbers: number[][]): void {
  const { rows, signatures, details } = block;
  const n = at / width;
  facts.exact[line] = rows[at + row.exact] as number;
  for (let i = 0; i < 2; i++) facts.key[2 * line + i] = rows[at + row.key + i] as number;
  let hasSketch = false;
  for (let i = 0; i < signatureRows; i++) {
    const byte = signatures[n * signatureRows + i] as number;
    facts.signatures[line * signatureRows + i] = byte;
    if (byte !== 0) hasSketch = true;
  }
  facts.details[line * detailColumns] = details[n * detailColumns] as number;
  for (let i = 0; i < tallied.length; i++) {
    const number = details[n * detailColumns + 1 + i] as number;
    facts.details[line * detailColumns + 1 + i] = number === 0 ? 0 : (numbers[i]?.[number - 1] as number);
  }
  const hasKey = rows[at + row.key] !== 0;
  facts.flags[line] = has.facts | has.record | (hasKey ? has.key : 0) | (hasSketch ? has.sketch : 0);
}

function numberOf(value: string, numbers: Map<string, number>): number {
  const known = numbers.get(value);
  if (known !== undefined) return known;
  numbers.set(value, numbers.size + 1);
  return numbers.size;
}
