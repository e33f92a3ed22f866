// What one stretch of a file came to: the unit that workers hand over. Counted from the block's own first line, so
// that blocks can be scanned in any order and put together afterwards.

import type { Fault } from '../facts.ts';

export interface LineCount {
  count: number;
  /** The first such line, from 1; 0 when there is none. */
  first: number;
  /** That line's identity. */
  content: string;
}

export interface Block {
  /** Where its first line starts in the file. */
  start: number;
  lines: number;
  records: number;
  /** Lines from 1, within the block. */
  faults: Fault[];
  crlf: LineCount;
  blank: LineCount;
  /** Identity of a last line without newline; empty when the block's last line has one. */
  unfinished: string;
  /** Values of `metadata.domain`, `.tier`, `.language` and how many records have them, in the order of appearance. */
  tally: [string, number][][];
  /** Of ba records: required fields that are complete. */
  completeFields: number;
  /** One row for each record that could be read: see `row`. */
  rows: Uint32Array<ArrayBuffer>;
  /** For each row 84 bytes; empty unless asked for. */
  signatures: Uint8Array<ArrayBuffer>;
  /** For each line its identity, and what is known of it as bits of `mark`; empty without a base. */
  contents: Uint32Array<ArrayBuffer>;
  marks: Uint8Array<ArrayBuffer>;
  /** For each row: complete fields, then for each tallied key the number of its value in `tally`, from 1, or 0. */
  details: Uint32Array<ArrayBuffer>;
  /** Held-out records that a row may leak: row in the block, held-out record, row, record … */
  matches: Uint32Array<ArrayBuffer>;
}

/** What is known of a line. `recalled`: its record comes from what is known of the base. `odd`: not to be recalled. */
export const mark = { crlf: 1, blank: 2, recalled: 4, odd: 8 } as const;

/**
 * The columns of a row, as u32: where the line starts in the block, and which it is, from 1; 32 bits of hash of the
 * record, 64 of its key, 0 for no key; `bands` is the first of as many as the near duplicates need, 0 for no words.
 */
export const row = { offset: 0, line: 1, exact: 2, key: 3, bands: 5 } as const;
