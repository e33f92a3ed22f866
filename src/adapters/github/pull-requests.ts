// Pull requests: one as GitHub shows it now, and the open ones that a commit is the head of, those of forks among them.

import type { PullRequestFacts } from '../../review/facts.ts';
import { answeredOrNull, type GitHub } from './client.ts';
import { perPage, readPages } from './pages.ts';
import { personOf } from './people.ts';

export type PullRequest = Pick<
  PullRequestFacts,
  'repository' | 'number' | 'state' | 'draft' | 'author' | 'base' | 'head' | 'counts'
>;

/** Null when there is no such pull request. Throws Unanswered. */
export async function readPullRequest({ api, repository }: GitHub, number: number): Promise<PullRequest | null> {
  const pull = await answeredOrNull(`pull request ${number}`, api.pulls.get({ ...repository, pull_number: number }));
  if (pull === null) return null;
  const { base, head } = pull;
  return {
    repository: { id: base.repo.id, owner: base.repo.owner.login, name: base.repo.name },
    number,
    state: pull.state === 'open' ? 'open' : 'closed',
    draft: pull.draft ?? false,
    author: personOf(pull.user),
    base: { ref: base.ref, sha: base.sha },
    // The repository of a head may be gone.
    head: { ref: head.ref, sha: head.sha, fork: (head.repo as { id: number } | null)?.id !== base.repo.id },
    counts: { files: pull.changed_files, commits: pull.commits },
  };
}

/**
 * Numbers, the lowest first. All open ones are looked through, as GitHub's own answer for a commit leaves out those of
 * forks. Throws Unanswered.
 */
export async function pullRequestsAt({ api, repository }: GitHub, sha: string): Promise<number[]> {
  const open = await readPages({
    what: 'the open pull requests',
    // Oldest first, so that pages stay as they are.
    read: (page) =>
      api.pulls.list({ ...repository, state: 'open', sort: 'created', direction: 'asc', per_page: perPage, page }),
    key: ({ number }) => number,
  });
  return open
    .filter(({ head }) => head.sha === sha)
    .map(({ number }) => number)
    .sort((a, b) => a - b);
}
