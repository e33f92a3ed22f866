// What each person says last: of somebody's reviews, the latest that decides something stands for all of them.

import type { Person, Review } from './facts.ts';

export interface Reviewer {
  /** `null` for an account that is no more: each of its reviews is somebody of its own. */
  person: Person | null;
  /** The latest approval, request for changes or dismissal; a comment only where there is none of them. */
  latest: Review;
  /** When it is an approval: it and those before it, back to the last other decision; the newest first. */
  approvals: readonly Review[];
}

const decisive: readonly Review['state'][] = ['APPROVED', 'CHANGES_REQUESTED', 'DISMISSED'];

/** Everybody who reviewed, by their latest review's id. What is still pending is nobody's to see. */
export function reviewersOf(reviews: readonly Review[]): Reviewer[] {
  const distinct = new Map(reviews.map((review) => [review.id, review]));
  const submitted = [...distinct.values()].filter(({ state }) => state !== 'PENDING').sort(newestFirst);
  const byPerson = new Map<string, Review[]>();
  for (const review of submitted) {
    const key = review.person ? `person ${review.person.id}` : `review ${review.id}`;
    byPerson.set(key, [...(byPerson.get(key) ?? []), review]);
  }
  return [...byPerson.values()]
    .map((own): Reviewer => {
      const decisions = own.filter(({ state }) => decisive.includes(state));
      const latest = (decisions[0] ?? own[0]) as Review;
      const other = decisions.findIndex(({ state }) => state !== 'APPROVED');
      return { person: latest.person, latest, approvals: other < 0 ? decisions : decisions.slice(0, other) };
    })
    .sort((a, b) => a.latest.id - b.latest.id);
}

const timeOf = ({ submittedAt }: Review) => Date.parse(submittedAt ?? '') || 0;
const newestFirst = (a: Review, b: Review) => timeOf(b) - timeOf(a) || b.id - a.id;
