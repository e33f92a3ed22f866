// Two pieces of work on one thing become one piece that does what both ask for: each reads everything anew anyway.

import type { PullRequestWork, RepositoryName, SubmittedReview, Work } from './work.ts';

/** What the work is on: two pieces with one key are never done at the same time. */
export function workKey({ owner, repo }: RepositoryName, work: Work): string {
  const repository = `${owner}/${repo}`.toLowerCase();
  switch (work.kind) {
    case 'pull-request':
      return `${repository}#${work.number}`;
    case 'merge-group':
      return `${repository} ${work.kind} ${work.sha} ${work.ref}`;
    case 'commit':
      return `${repository} ${work.kind} ${work.sha}`;
    default:
      return `${repository} ${work.kind}`;
  }
}

/** Of two pieces with one key; `later` came later. */
export function mergeWork(earlier: Work, later: Work): Work {
  if (earlier.kind === 'pull-request' && later.kind === 'pull-request') return mergePullRequest(earlier, later);
  const newerRun = earlier.kind === 'nightly' && later.kind === 'nightly' && earlier.run > later.run;
  return newerRun ? earlier : later;
}

function mergePullRequest(earlier: PullRequestWork, later: PullRequestWork): PullRequestWork {
  const { settled, ...work } = earlier;
  return {
    ...work,
    reviews: [...new Map([...earlier.reviews, ...later.reviews].map((each) => [named(each), each])).values()],
    heads: union(earlier.heads, later.heads),
    comments: union(earlier.comments, later.comments),
    runs: union(earlier.runs, later.runs),
    ...(settled && later.settled ? { settled } : {}),
  };
}

const named = ({ review, head }: SubmittedReview) => `${review} ${head}`;
const union = <Item>(some: readonly Item[], more: readonly Item[]): Item[] => [...new Set([...some, ...more])];
