// Which of the alike records are worth a finding: every record once with the first of its kind, every leak from both
// sides, and a number of pairs that grows with the records, not with their square.

import type { Split } from '../facts.ts';

/** Record numbers of one role, in the order of path and line. */
export interface Likeness {
  kind: 'exact' | 'key' | 'near';
  similarity: number;
  earlier: number;
  later: number;
  leak: boolean;
}

/** Two records whose Jaccard similarity was computed; `a < b`. */
export interface NearEdge {
  a: number;
  b: number;
  similarity: number;
}

/** A record of a crowd is told beside so many others: enough to see what it is like. */
const mostPartners = 4;

export type Side = 'train' | 'held-out' | 'other';
export function sideOf(split: Split | null): Side {
  return split === 'train' ? 'train' : split === null ? 'other' : 'held-out';
}

/** Whether one of two records is for training and the other held out. */
export function isLeak(a: Side, b: Side): boolean {
  return a !== b && a !== 'other' && b !== 'other';
}

/**
 * The pairs of records that are equal in one way. Each later record of a group is paired with the first one that it
 * does not leak to or from; each train record with the group's first held-out one, and each held-out one with its
 * first train one.
 */
export function* pairGroup(
  kind: 'exact' | 'key',
  group: readonly number[],
  side: (record: number) => Side,
): Iterable<Likeness> {
  const first: Partial<Record<Side, number>> = {};
  for (const record of group) first[side(record)] ??= record;
  for (const record of group) {
    const own = side(record);
    let earliest = record;
    for (const [other, candidate] of Object.entries(first) as [Side, number][]) {
      if (!isLeak(own, other) && candidate < earliest) earliest = candidate;
    }
    if (earliest < record) yield { kind, similarity: 1, earlier: earliest, later: record, leak: false };
    if (own === 'train' && first['held-out'] !== undefined) {
      yield { kind, similarity: 1, earlier: first['held-out'], later: record, leak: true };
    } else if (own === 'held-out' && record !== first['held-out'] && first.train !== undefined) {
      yield { kind, similarity: 1, earlier: record, later: first.train, leak: true };
    }
  }
}

/**
 * Collects pairs, each once, a leak and an exact duplicate under its strongest kind alone: call `add` for exact, then
 * key, then near. Records of one key that are nearly the same text are a pair of both kinds, since each has its rule.
 */
export class PairList {
  readonly pairs: Likeness[] = [];
  readonly #known = new Set<number>();
  readonly #records: number;

  constructor(records: number) {
    this.#records = records;
  }

  add(pair: Likeness): void {
    const { earlier, later } = pair;
    const name = Math.min(earlier, later) * this.#records + Math.max(earlier, later);
    if (pair.kind !== 'near' || pair.leak) {
      if (this.#known.has(name)) return;
      this.#known.add(name);
    }
    this.pairs.push(pair);
  }

  /** Adds near duplicates: each record with the few earlier ones that it is most similar to. */
  addNear(edges: readonly NearEdge[]): void {
    const partners = new Map<number, number>();
    for (const { a, b, similarity } of edges.toSorted((x, y) => y.similarity - x.similarity || x.a - y.a)) {
      const count = partners.get(b) ?? 0;
      if (count === mostPartners) continue;
      partners.set(b, count + 1);
      this.add({ kind: 'near', similarity, earlier: a, later: b, leak: false });
    }
  }

  /**
   * Adds near leaks: each train record with its most similar held-out one, then each held-out record that no leak
   * names yet with its most similar train one. `edges` run between a train and a held-out record.
   */
  addNearLeaks(edges: readonly NearEdge[], side: (record: number) => Side): void {
    const leaks = edges.map(({ a, b, similarity }): Likeness => {
      const [earlier, later] = side(a) === 'held-out' ? [a, b] : [b, a];
      return { kind: 'near', similarity, earlier, later, leak: true };
    });
    leaks.sort((x, y) => y.similarity - x.similarity || x.later - y.later || x.earlier - y.earlier);
    const done = new Set<number>();
    for (const leak of leaks) if (!done.has(leak.later)) done.add(leak.later) && this.add(leak);
    const named = new Set(this.pairs.filter(({ leak }) => leak).map(({ earlier }) => earlier));
    for (const leak of leaks) if (!named.has(leak.earlier)) named.add(leak.earlier) && this.add(leak);
  }
}
