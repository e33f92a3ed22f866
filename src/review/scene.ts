// Everything about a pull request that holds for each of its rules: who reviewed, whether it stands, who made what.

import { type Contributors, contributionInWords, contributorsOf } from './contributors.ts';
import type { PeopleFacts, Person, PullRequestFacts, Review } from './facts.ts';
import type { Gating } from './gating.ts';
import { historyOf } from './history.ts';
import { type Reviewer, reviewersOf } from './latest.ts';
import type { Exclusion, ReviewPolicy } from './policy.ts';
import { standingRecords } from './records.ts';
import { type Standing, standingOf } from './standing.ts';

export interface SceneReviewer extends Reviewer {
  /** Of the latest approval that is current, or else of the latest; `null` when they do not approve. */
  standing: Standing | null;
}

export interface Scene {
  policy: ReviewPolicy;
  people: PeopleFacts;
  reviewers: readonly SceneReviewer[];
  contributors: Contributors;
  /** Why this person can never count where these are excluded; `null` when they can. */
  barOf(person: Person, exclude: readonly Exclusion[]): string | null;
  /** 64 hex digits; `null` where the head's content could not be seen. */
  digest: string | null;
}

export function sceneOf(facts: PullRequestFacts, policy: ReviewPolicy, gating: Gating): Scene {
  const history = historyOf(facts, gating);
  const records = new Map(standingRecords(facts.records, facts.reviews).map((record) => [record.review, record]));
  const standing = (approvals: readonly Review[]): Standing | null => {
    const each = approvals.map((review) => standingOf(review, records.get(review.id), history));
    return each.find(({ current }) => current) ?? each[0] ?? null;
  };
  const contributors = contributorsOf(facts.commits, history);
  const barOf = (person: Person, exclude: readonly Exclusion[]): string | null => {
    if (person.type !== 'User') return `is a ${person.type.toLowerCase()}, and only people count`;
    if (person.id === facts.author?.id) return 'opened the pull request';
    const barred = (contributors.of.get(person.id) ?? []).flatMap(({ sha, roles }) => {
      const those = roles.filter((role) => exclude.includes(role === 'co-author' ? 'co-authors' : 'committers'));
      return those.length > 0 ? [{ sha, roles: those }] : [];
    });
    return barred.length > 0 ? `is ${contributionInWords(barred)}` : null;
  };
  return {
    policy,
    people: facts.people,
    reviewers: reviewersOf(facts.reviews).map((one) => ({ ...one, standing: standing(one.approvals) })),
    contributors,
    barOf,
    digest: history.digest(facts.head.sha),
  };
}
