// The answer on a pull request's review, as a tree that explains itself.

import type { Person, ReviewState } from './facts.ts';

/** `met` and `not-gated` pass; nothing else does. `unknown`: something could not be seen, or the policy is broken. */
export type Outcome = 'met' | 'not-gated' | 'waiting' | 'blocked' | 'unsatisfiable' | 'unknown';

/** A rule or a group of rules, and how far it is. */
export interface RuleVerdict {
  name: string;
  kind: 'rule' | 'all-of' | 'any-of';
  /** `skipped`: none of its paths changed. */
  outcome: Exclude<Outcome, 'not-gated'> | 'skipped';
  /** One line: what is there, and what would satisfy it. */
  text: string;
  /** Of a rule: how many it wants, who counts, and who could still approve. Empty in a group. */
  approvals: number;
  counted: readonly Person[];
  eligible: readonly Person[];
  children: readonly RuleVerdict[];
}

/** Everybody who reviewed, counted or not, and why. `person` is null for an account that is no more. */
export interface ReviewerVerdict {
  person: Person | null;
  review: number;
  state: ReviewState;
  counts: boolean;
  /** Whether this review alone keeps the pull request from passing. */
  blocks: boolean;
  why: string;
}

export interface Verdict {
  outcome: Outcome;
  /** At a glance, such as `1 of 2 approvals`; below 100 characters. */
  title: string;
  /** What could not be seen or is broken, each with what to do; a policy's fault quotes its line. */
  problems: readonly string[];
  rules: readonly RuleVerdict[];
  reviewers: readonly ReviewerVerdict[];
  /** Gated paths that changed, and what gates each: a rule's name, or why it is always gated. */
  gated: readonly { path: string; by: string }[];
  /** Worth knowing, such as a curator whom GitHub's own rule will not count. */
  notes: readonly string[];
  /** Of the gated content at the head, 64 hex digits; `null` when it could not be seen. */
  digest: string | null;
}

export const passes = ({ outcome }: Pick<Verdict, 'outcome'>): boolean => outcome === 'met' || outcome === 'not-gated';
