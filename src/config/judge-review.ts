// From the facts of a pull request to the verdict on its review: the policy is a part of the facts, read at the base.

import { digestOf } from '../review/digest.ts';
import { evaluateReview } from '../review/evaluate.ts';
import type { Change, PullRequestFacts } from '../review/facts.ts';
import { gatedChanges, gatingOf } from '../review/gating.ts';
import { approvalRules } from '../review/policy.ts';
import type { Verdict } from '../review/verdict.ts';
import { wantedCommits } from '../review/wanted.ts';
import { parsePolicy } from './review-policy.ts';

/** A policy that is absent or broken makes a failing verdict, never an exception. */
export function judgeReview(facts: PullRequestFacts): Verdict {
  const parsed = parsePolicy(facts.policy);
  if ('policy' in parsed) return evaluateReview(facts, parsed.policy);
  return { outcome: 'unknown', ...parsed.broken, rules: [], reviewers: [], gated: [], notes: [], digest: null };
}

/** Whom to look up for a policy: logins, teams as `org/slug`, all in lower case; nobody for a broken one. */
export function peopleOfPolicy(policyText: string | null): { users: string[]; teams: string[]; permission: boolean } {
  const parsed = parsePolicy(policyText);
  if ('broken' in parsed) return { users: [], teams: [], permission: false };
  const { policy } = parsed;
  const curators = [policy, ...approvalRules(policy.rules)].flatMap((rule) => rule.curators ?? []);
  const named = (key: 'users' | 'teams') => [
    ...new Set(curators.flatMap((one) => one[key] ?? []).map((name) => name.toLowerCase())),
  ];
  return { users: named('users'), teams: named('teams'), permission: curators.some(({ permission }) => permission) };
}

/**
 * The commits whose contents the evaluation needs besides those that `facts` has: of approvals that no record speaks
 * for, and of merges that may only have brought the base branch up to date. None while nothing gated has changed.
 */
export function wantedContents(facts: PullRequestFacts): string[] {
  const parsed = parsePolicy(facts.policy);
  return 'policy' in parsed ? wantedCommits(facts, parsed.policy) : [];
}

/** The digest of what a policy gates among the changes, 64 hex digits; `null` for a broken policy. */
export function digestAt(policyText: string | null, changes: readonly Change[]): string | null {
  const parsed = parsePolicy(policyText);
  if ('broken' in parsed) return null;
  return digestOf(gatedChanges(gatingOf(parsed.policy), changes).map(({ change }) => change));
}
