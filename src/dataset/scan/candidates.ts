// Near duplicates are looked for among records that meet in a band: few enough to compare each pair in full.

import { row } from './block.ts';
import { Column } from './column.ts';
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
export function* nearCandidates(
  table: RecordTable,
  bands: number,
  grouping: Grouping,
  without: ReadonlySet<number>,
): Iterable<[a: number, b: number]> {
  const pairs = new Column(Float64Array);
  let limit = batch;
  for (let band = 0; band < bands; band++) {
    for (const group of grouping.groups(row.bands + band, false, without)) {
      for (const [a, b] of pairsOf(group, (record) => table.side(record))) pairs.push(a * table.count + b);
      if (pairs.length < limit) continue;
      removeDoubles(pairs);
      limit = pairs.length + batch;
    }
  }
  removeDoubles(pairs);
  for (let i = 0; i < pairs.length; i++) {
    const pair = pairs.values[i] as number;
    yield [Math.floor(pair / table.count), pair % table.count];
  }
}

function removeDoubles(numbers: Column<Float64Array<ArrayBuffer>>): void {
  const sorted = numbers.values.subarray(0, numbers.length).sort();
  let kept = 0;
  for (const number of sorted) if (kept === 0 || sorted[kept - 1] !== number) sorted[kept++] = number;
  numbers.length = kept;
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
