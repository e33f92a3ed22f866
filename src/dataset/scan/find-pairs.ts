// From the rows of a role to its pairs: hashes propose, the data decides.

import type { Pair } from '../facts.ts';
import { row } from './block.ts';
import { nearCandidates } from './candidates.ts';
import { contentOf } from './content.ts';
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

  /** For every record with an exact duplicate, the first one of its group. */
  const originals = new Map<number, number>();
  for (const alike of grouping.groups(row.exact, false)) {
    for (const group of equalRecords(alike, lines)) {
      for (const record of group) originals.set(record, group[0] as number);
      for (const pair of pairGroup('exact', group, side)) list.add(pair);
    }
  }
  for (const group of grouping.groups(row.key, true)) {
    if (group.some(isNew)) for (const pair of pairGroup('key', group, side)) list.add(pair);
  }

  const similarity = new Similarity(lines, work.maxDepth);
  /** Of the same record the pair has its stronger kind, or its group's first has it. */
  const mayBeNear = (a: number, b: number) =>
    (isNew(a) || isNew(b)) && (originals.get(a) ?? a) !== (originals.get(b) ?? b);

  if (work.bands > 0) {
    const repeats = new Set(list.pairs.filter(({ kind, leak }) => kind === 'exact' && !leak).map(({ later }) => later));
    for (const [a, b] of nearCandidates(table, work.bands, grouping, repeats)) {
      if (!mayBeNear(a, b)) continue;
      const alike = similarity.between(a, b);
      if (alike >= work.near) list.add({ kind: 'near', similarity: alike, earlier: a, later: b, leak: false });
    }
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

/** Records whose hashes agree, parted by what their lines really say. The usual case is a group of equal bytes. */
function equalRecords(alike: number[], lines: LineReader): number[][] {
  const first = Buffer.from(lines.read(alike[0] as number));
  if (alike.every((record) => lines.read(record).equals(first))) return [alike];
  const groups = new Map<string, number[]>();
  for (const record of alike) {
    const canonical = contentOf(Buffer.from(lines.canonical(record)));
    const group = groups.get(canonical);
    if (group) group.push(record);
    else groups.set(canonical, [record]);
  }
  return [...groups.values()].filter((group) => group.length > 1);
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
