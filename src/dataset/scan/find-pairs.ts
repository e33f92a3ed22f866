// From the rows of a role to its pairs: hashes propose, the data decides.

import type { Pair } from '../facts.ts';
import { row } from './block.ts';
import { nearCandidates } from './candidates.ts';
import { contentOf } from './content.ts';
import { ExactGroups } from './exact-groups.ts';
import { Grouping } from './grouping.ts';
import { LineReader } from './line-reader.ts';
import { type Likeness, type NearEdge, PairList, pairGroup } from './pairs.ts';
import type { RecordTable } from './record-table.ts';
import { Similarity } from './similarity.ts';

export interface PairWork {
  /** Jaccard similarity of near duplicates, and of leaks. */
  near: number;
  leakage: number;
  /** Columns of bands in the rows; 0: no near duplicates. */
  bands: number;
  maxDepth: number;
}

/** The pairs of one role, of which at least one record is new. */
export function findPairs(table: RecordTable, work: PairWork): Pair[] {
  const lines = new LineReader(table);
  const list = new PairList(table.count);
  const side = (record: number) => table.side(record);
  const isNew = (record: number) => table.isNew(record);
  const grouping = new Grouping(table);
  const wanted = table.fewNewRecords();

  const exact = new ExactGroups(grouping.groups(row.exact, false, null), lines, side);
  for (const pair of exact.pairs(isNew)) list.add(pair);
  for (const group of grouping.groups(row.key, true, wanted)) {
    if (group.some(isNew)) for (const pair of pairGroup('key', group, side)) list.add(pair);
  }

  const similarity = new Similarity(lines, work.maxDepth);
  const mayBeNear = (a: number, b: number) => (isNew(a) || isNew(b)) && !exact.isSame(a, b);
  if (work.bands > 0) {
    const edges: NearEdge[] = [];
    for (const [a, b] of nearCandidates(table, work.bands, grouping, wanted, exact.repeats)) {
      if (!mayBeNear(a, b) || exact.isRepeat(a) || exact.isRepeat(b)) continue;
      const alike = similarity.between(a, b);
      if (alike >= work.near) edges.push({ a, b, similarity: alike });
    }
    list.addNear(edges);
  }

  const heldOut = table.heldOut();
  const leaks: NearEdge[] = [];
  table.forEachMatch((train, number) => {
    const record = heldOut[number] as number;
    // A leak is told once: by the key, when that is the same.
    if (!mayBeNear(train, record) || hasSameKey(table, train, record)) return;
    const alike = similarity.between(train, record);
    if (alike >= work.leakage)
      leaks.push({ a: Math.min(train, record), b: Math.max(train, record), similarity: alike });
  });
  list.addNearLeaks(leaks, side);

  return list.pairs
    .filter(({ earlier, later }) => isNew(earlier) || isNew(later))
    .sort((x, y) => x.later - y.later || x.earlier - y.earlier)
    .map((pair) => toPair(pair, table, lines));
}

function hasSameKey(table: RecordTable, a: number, b: number): boolean {
  const key = table.value(a, row.key);
  return key !== 0 && key === table.value(b, row.key) && table.value(a, row.key + 1) === table.value(b, row.key + 1);
}

function toPair(pair: Likeness, table: RecordTable, lines: LineReader): Pair {
  const contents = [lines.content(pair.earlier), lines.content(pair.later)].sort();
  return {
    ...pair,
    earlier: table.place(pair.earlier),
    later: table.place(pair.later),
    content: contentOf(Buffer.from(contents.join())),
  };
}
