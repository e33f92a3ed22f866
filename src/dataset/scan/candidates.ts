// Near duplicates are looked for among records that meet in a band: few enough to compare each pair in full.

import { row } from './block.ts';
import type { Grouping } from './grouping.ts';
import { isLeak, type Side } from './pairs.ts';
import type { RecordTable } from './record-table.ts';

/**
 * In a larger bucket each record is compared only with the first record and the one before it on each side, so that
 * ten thousand records from one template are compared a few times each, not fifty million times. All of them are then
 * still named in a pair; not all of their pairs are.
 */
const mostOfABucket = 32;
/** Pairs collected before doubles are sorted out. */
const batch = 1 << 20;

/**
 * Pairs a < b that share a band and are no leak, each once, in ascending order. Records in `without` take no part.
 * `bands`: how many columns of the table to look at.
 */
export function nearCandidates(
  table: RecordTable,
  bands: number,
  grouping: Grouping,
  without: ReadonlySet<number>,
): [number, number][] {
  const column = new Uint32Array(table.count);
  let found: number[] = [];
  for (let band = 0; band < bands; band++) {
    table.readColumn(row.bands + band, column);
    for (const record of without) column[record] = 0;
    for (const group of grouping.groups(column, null)) {
      for (const [a, b] of pairsOf(group, (record) => table.side(record))) found.push(a * table.count + b);
      if (found.length > batch) found = distinct(found);
    }
  }
  return distinct(found).map((pair) => [Math.floor(pair / table.count), pair % table.count]);
}

function distinct(numbers: number[]): number[] {
  return Array.from(Float64Array.from(new Set(numbers)).sort());
}

function* pairsOf(group: number[], sideOf: (record: number) => Side): Iterable<[number, number]> {
  const sides = group.map(sideOf);
  const first = new Map<Side, number>();
  const last = new Map<Side, number>();
  for (const [i, b] of group.entries()) {
    const side = sides[i] as Side;
    if (group.length <= mostOfABucket) {
      for (let j = 0; j < i; j++) if (!isLeak(sides[j] as Side, side)) yield [group[j] as number, b];
      continue;
    }
    for (const [other, a] of [...first, ...last]) if (!isLeak(other, side)) yield [a, b];
    if (!first.has(side)) first.set(side, b);
    last.set(side, b);
  }
}
