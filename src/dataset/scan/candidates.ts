// Near duplicates are looked for among records that meet in a band: few enough to compare each pair in full.

import { row } from './block.ts';
import { Column } from './column.ts';
import type { Grouping } from './grouping.ts';
import { isLeak, type Side } from './pairs.ts';
import type { RecordTable } from './record-table.ts';

/** A bucket up to this size is compared pair by pair. */
const mostOfABucket = 32;
/**
 * In a crowded one, such as ten thousand records from one template, each record is held against the `reach` before it,
 * and proposed with the `nearest` few of them: those that it shares most bands with, two at the least. Each record of
 * a few new ones is held against all. So time grows with the records, and not all pairs of a crowd are told.
 */
const reach = 1024;
const nearest = 16;
/** Pairs collected before doubles are sorted out. */
const batch = 1 << 20;

/**
 * Pairs a < b that share a band and are no leak, each once, in ascending order. Records in `without` take no part.
 * `bands`: how many columns of the table to look at. With `wanted`, a few records, pairs without one may be left out.
 */
export function* nearCandidates(
  table: RecordTable,
  bands: number,
  grouping: Grouping,
  wanted: readonly number[] | null,
  without: ReadonlySet<number>,
): Iterable<[a: number, b: number]> {
  const pairs = new Column(Float64Array);
  let limit = batch;
  for (let band = 0; band < bands; band++) {
    for (const group of grouping.groups(row.bands + band, false, wanted, without)) {
      const proposed = group.length > mostOfABucket ? crowdedPairs(group, table, bands) : allPairs(group, table);
      for (const [a, b] of proposed) pairs.push(a * table.count + b);
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

function* allPairs(group: readonly number[], table: RecordTable): Iterable<[number, number]> {
  const sides = group.map((record) => table.side(record));
  for (const [i, b] of group.entries()) {
    for (let j = 0; j < i; j++) if (!isLeak(sides[j] as Side, sides[i] as Side)) yield [group[j] as number, b];
  }
}

function* crowdedPairs(group: readonly number[], table: RecordTable, bands: number): Iterable<[number, number]> {
  const sides = group.map((record) => table.side(record));
  const rows = Uint32Array.from({ length: group.length * bands }, (_, at) =>
    table.value(group[Math.floor(at / bands)] as number, row.bands + (at % bands)),
  );
  const shared = (i: number, j: number) => {
    let count = 0;
    for (let band = 0; band < bands; band++) if (rows[i * bands + band] === rows[j * bands + band]) count++;
    return count;
  };
  const news = [...group.keys()].filter((i) => table.isNew(group[i] as number));
  const few = news.length <= mostOfABucket;
  for (const i of few ? news : group.keys()) {
    const best: { j: number; count: number }[] = [];
    for (let j = few ? group.length - 1 : i - 1; j >= (few ? 0 : Math.max(0, i - reach)); j--) {
      if (j === i || isLeak(sides[i] as Side, sides[j] as Side)) continue;
      const count = shared(i, j);
      if (count < 2 || (best.length === nearest && count <= (best[nearest - 1]?.count ?? 0))) continue;
      const place = best.findIndex((other) => other.count < count);
      best.splice(place < 0 ? best.length : place, 0, { j, count });
      best.length = Math.min(best.length, nearest);
    }
    for (const { j } of best) yield [group[Math.min(i, j)] as number, group[Math.max(i, j)] as number];
  }
}
