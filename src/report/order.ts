// Which findings a bounded report keeps: the gravest first, and of those the ones in files that the change touches.

import { type Finding, type Level, levels } from '../core/finding.ts';

export type Touched = (path: string) => boolean;

export function inReadingOrder(findings: readonly Finding[], touched: Touched = () => true): Finding[] {
  return findings.toSorted(
    (a, b) => levels.indexOf(a.level) - levels.indexOf(b.level) || Number(touched(b.path)) - Number(touched(a.path)),
  );
}

export function countByLevel(findings: readonly Finding[]): Record<Level, number> {
  const counts = { error: 0, warning: 0, notice: 0 };
  for (const finding of findings) counts[finding.level]++;
  return counts;
}

/** Values in groups by a name, groups in the order in which they begin. */
export function groupBy<T>(values: readonly T[], name: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const group = groups.get(name(value));
    if (group) group.push(value);
    else groups.set(name(value), [value]);
  }
  return groups;
}
