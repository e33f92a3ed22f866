// A line of `trials.jsonl`, and what a finished search hands on.

import type { Program } from '../program/program.ts';

export interface Trial {
  /** From 1. With the sampler `best` a trial looks at several combinations side by side: lines of one number. */
  trial: number;
  kind: 'baseline' | 'minibatch' | 'full';
  /** `<predictor>.instruction` and `<predictor>.demos` → index of the candidate. */
  choice: Readonly<Record<string, number>>;
  /** 0–1; `null` when no example was left to score. */
  score: number | null;
  /** Model calls that this trial made, remembered ones not counted; tokens, usd and seconds (latency, added up) are theirs. */
  calls: number;
  tokens: { input: number; output: number };
  usd: number;
  seconds: number;
  /** How many examples the score is of, those that were known before included, and how many of them failed. */
  examples: number;
  failed: number;
}

/** Why a search ended before its last trial, in words; the best so far is kept. */
export interface Stopped {
  cause: 'budget' | 'errors' | 'interrupted';
  message: string;
}

export interface Tuning {
  baseline: Program;
  best: Program;
  /** Of the full valset, 0–1. */
  baselineScore: number | null;
  bestScore: number | null;
  trials: Trial[];
  stopped: Stopped | null;
  /** What went otherwise than planned, a sentence each: a proposal that came out empty, a summary that is missing. */
  notes: string[];
}

/** What a live view shows. */
export type Progress =
  | { step: 'bootstrap' | 'propose' | 'search' | 'evaluate'; done: number; of: number }
  | { step: 'trial'; trial: Trial; best: number | null };
