// Sums over the files of one role and split: a set may be spread over variants.

import type { Place } from '../core/finding.ts';
import type { DatasetFile, Split } from './facts.ts';

export interface Total {
  role: string;
  split: Split;
  records: number;
  /** The first of the files, and the others: a change to any of them may be what a finding is about. */
  path: string;
  related: Place[];
  tally: DatasetFile['tally'];
}

/** Without a prototype: a value in the data may be called `constructor`. */
const blank = (): Record<string, number> => Object.create(null);
const blankTally = () => ({ domain: blank(), tier: blank(), language: blank() });

/** One total for each role and split that has a file; files without a split are in none. */
export function totalsByRole(files: readonly DatasetFile[]): Iterable<Total> {
  const totals = new Map<string, Total>();
  for (const { role, split, records, path, tally } of files) {
    if (split === null) continue;
    const key = `${role} ${split}`;
    const total = totals.get(key) ?? { role, split, records: 0, path, related: [], tally: blankTally() };
    if (path !== total.path) total.related.push({ path, line: 1 });
    total.records += records;
    for (const name of ['domain', 'tier', 'language'] as const) {
      for (const [value, count] of Object.entries(tally[name]))
        total.tally[name][value] = (total.tally[name][value] ?? 0) + count;
    }
    totals.set(key, total);
  }
  return totals.values();
}
