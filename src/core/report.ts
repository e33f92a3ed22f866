// What the gate says, before any door has turned it into text.

import type { Finding, Level } from './finding.ts';

/** The two headline numbers and what else is measured; `null` where there is nothing to measure. Shares are 0–1. */
export type Metrics = Record<string, number | null>;

export interface Report {
  version: 1;
  verdict: 'pass' | 'fail';
  /** Files and records that were read. */
  files: number;
  records: number;
  counts: Record<Level, number>;
  metrics: Metrics;
  /** In the order of `compareFindings`. */
  findings: Finding[];
  /** What a reader should know and no rule is about: a shallow clone, stub test cases, findings in the baseline. */
  notes: string[];
}
