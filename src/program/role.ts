// A role: what its program takes and gives, how its answers are scored, and how long a call may take. Declared, not coded.

import type { Example } from './example.ts';
import type { Metric } from './metric.ts';
import type { Program } from './program.ts';
import type { Values } from './values.ts';

export interface Limits {
  /** A call must have answered within so many seconds. */
  seconds: number;
  maxTokens: number;
}

export interface Role {
  name: string;
  /** One sentence for the proposer: what the role does. */
  description: string;
  /** The untuned program, without demos. */
  program: Program;
  /** What tuning maximises. */
  metric: Metric;
  /** What Go is judged by; `null` when the role has no target. `margin`, 0–1: see the bar's. */
  target: { metric: Metric; minimum: number; margin: number } | null;
  limits: Limits;
  /** Why an answer that lacks no field is of no use all the same, in words; fields that a team declared are its own. */
  flawsOf(outputs: Values): string[];
  /** A dataset record as an example. Throws UnusableRecord, which says what is missing. */
  toExample(record: unknown, place: { path: string; line: number }): Example;
}
