// What is known about the datasets once every byte has been read: the input of the dataset rules.

import type { Place } from '../core/finding.ts';

export const splits = ['train', 'eval', 'val', 'gold', 'test'] as const;
export type Split = (typeof splits)[number];

/** What a file's name says. `ba_train_gold_v2.jsonl` → role `ba`, split `train`, variant `gold_v2`. */
export interface DatasetName {
  role: string;
  /** `null` when the name holds no split: a finding of `named-split`. */
  split: Split | null;
  variant: string;
}

export type FaultKind =
  | 'syntax'
  | 'utf8'
  | 'surrogate'
  | 'precision'
  | 'unique-keys'
  | 'prototype-key'
  | 'depth'
  | 'line-length'
  | 'line-ending'
  | 'schema';

/** One problem of one line. A line may have several. */
export interface Fault {
  kind: FaultKind;
  line: number;
  /** From 1, in UTF-16 code units. */
  column?: number;
  /** RFC 6901. */
  pointer?: string;
  /** What was found and what was expected, in words. Text from the data is quoted and shortened. */
  message: string;
  /** Hex hash of the line's bytes: the fault's identity over time. */
  content: string;
}

export interface DatasetFile extends DatasetName {
  path: string;
  bytes: number;
  /** Lower-case hex SHA-256 of the file's bytes; empty when nothing asked for it. */
  sha256: string;
  /** Physical lines, blank ones included; a last line without `\n` counts. */
  lines: number;
  /** Lines that hold anything but white space, parseable or not. */
  records: number;
  /** In the order of the lines. */
  faults: Fault[];
  /** How many records carry which `metadata` value. A record without the key is counted nowhere. */
  tally: { domain: Record<string, number>; tier: Record<string, number>; language: Record<string, number> };
  /** Required fields of ba records: how many there are, how many are complete. Zeros for other roles. */
  fields: { required: number; complete: number };
}

/**
 * Two records that are too alike. `later` is the one a duplicate finding is put on. Of a train and a held-out
 * record, `later` is the train one, whichever stands first. A leak is listed once, under its strongest kind (exact,
 * key, near); a duplicate too, but for records of one key that are near as well: those are a pair of each kind.
 */
export interface Pair {
  kind: 'exact' | 'key' | 'near';
  /** Jaccard similarity for `near`, 1 for `exact` and `key`. */
  similarity: number;
  earlier: Place;
  later: Place;
  /** One is a training record, the other is held out (eval, val, gold, test). */
  leak: boolean;
  /** Hex hash of both lines' bytes: the pair's identity over time. */
  content: string;
}

export interface DatasetFacts {
  files: DatasetFile[];
  pairs: Pair[];
}
