// Partial credit as a table: what is checked, how much of it holds, and what it counts.

import type { Scored } from '../metric.ts';

export interface Check {
  /** Relative to those of the other checks. */
  points: number;
  /** The share that holds, 0–1. */
  holds: number;
  /** What is wrong when less than all of it holds. */
  reason: string;
}

/** The share of the points that were earned, with the reasons of those that were lost, in the order of the table. */
export function scoreChecks(checks: readonly Check[]): Scored {
  const points = checks.reduce((sum, check) => sum + check.points, 0);
  const earned = checks.reduce((sum, check) => sum + check.points * check.holds, 0);
  const reasons = checks.filter(({ holds }) => holds < 1).map(({ reason }) => reason);
  if (reasons.length === 0) return { score: 1, weight: 1, reasons: ['every check holds'] };
  return { score: earned / points, weight: 1, reasons };
}

/** `part` of `whole`, 0–1; nothing holds where there is nothing. */
export function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
