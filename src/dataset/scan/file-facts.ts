// Puts the blocks of a file together again: line numbers of the file, sums, one fault for all of its CRLF.

import { requiredFields } from '../completeness.ts';
import type { DatasetFile, Fault, FaultKind } from '../facts.ts';
import { type Block, type LineCount, mark } from './block.ts';
import { contentAt } from './content.ts';
import { lineProblem } from './line.ts';
import { TallyCounter } from './tally.ts';

export type BlockFacts = Pick<DatasetFile, 'lines' | 'records' | 'faults' | 'tally' | 'fields'>;

/** What is new since the base. */
export interface Newness {
  /** For each line of the file, 1 when it is new. */
  newLines: Uint8Array;
  /** Whether the last line of the base had no newline. */
  unfinished: boolean;
}

/** Of one kind in one file, more faults than this are counted, not listed: the last one says how many there are. */
const mostOfAKind = 100_000;

/** `blocks` in the order of the file. Without `newness` every line is new; faults are those of new lines. */
export function mergeBlocks(blocks: readonly Block[], role: string, newness: Newness | null): BlockFacts {
  const faults = new FaultList();
  const tally = new TallyCounter();
  const ends = { crlf: noLines(), blank: noLines() };
  let lines = 0;
  let records = 0;
  let complete = 0;
  let unfinished = '';
  for (const block of blocks) {
    for (const fault of block.faults) {
      if (!newness || newness.newLines[lines + fault.line - 1]) faults.add({ ...fault, line: fault.line + lines });
    }
    for (const what of ['crlf', 'blank'] as const) addLines(ends[what], what, block, lines, newness);
    tally.merge(block.tally);
    lines += block.lines;
    records += block.records;
    complete += block.completeFields;
    if (block.lines > 0) unfinished = block.unfinished;
  }
  if (unfinished && !newness?.unfinished) faults.add({ ...lineProblem.unfinished, line: lines, content: unfinished });
  for (const what of ['crlf', 'blank'] as const) {
    const { count, first, content } = ends[what];
    if (count > 0) faults.add({ ...lineProblem[what](count), line: first, content });
  }
  const fields = { required: role === 'ba' ? records * requiredFields : 0, complete };
  return { lines, records, faults: faults.finish(), tally: tally.result(), fields };
}

const noLines = (): LineCount => ({ count: 0, first: 0, content: '' });

/** Adds the new lines of a block that end in CRLF, or are blank. */
function addLines(sum: LineCount, what: 'crlf' | 'blank', block: Block, before: number, newness: Newness | null): void {
  if (block[what].count === 0) return;
  const own = newness ? newLinesOf(what, block, before, newness.newLines) : block[what];
  if (sum.count === 0 && own.count > 0) {
    sum.first = own.first + before;
    sum.content = own.content;
  }
  sum.count += own.count;
}

function newLinesOf(
  what: 'crlf' | 'blank',
  { marks, contents }: Block,
  before: number,
  newLines: Uint8Array,
): LineCount {
  const own = noLines();
  for (const [i, bits] of marks.entries()) {
    if ((bits & mark[what]) === 0 || newLines[before + i] === 0) continue;
    if (own.count++ > 0) continue;
    own.first = i + 1;
    own.content = contentAt(contents, i);
  }
  return own;
}

class FaultList {
  readonly #faults: Fault[] = [];
  readonly #counts = new Map<FaultKind, number>();

  add(fault: Fault): void {
    const count = (this.#counts.get(fault.kind) ?? 0) + 1;
    this.#counts.set(fault.kind, count);
    if (count <= mostOfAKind) this.#faults.push(fault);
  }

  /** In the order of the lines. */
  finish(): Fault[] {
    for (const [kind, count] of this.#counts) {
      const last = count > mostOfAKind ? this.#faults.findLast((fault) => fault.kind === kind) : undefined;
      if (last) last.message += ` (and ${count - mostOfAKind} more of this kind in the file)`;
    }
    return this.#faults.sort((a, b) => a.line - b.line);
  }
}
