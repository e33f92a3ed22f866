// How a pull request tells the webhooks, and how it follows its head branch.

import type { Pull, User } from './model.ts';
import type { Repository } from './repository.ts';
import { showPull } from './shape-pull.ts';

export function tell(
  repository: Repository,
  pull: Pull,
  action: string,
  by: User,
  more: Record<string, unknown> = {},
): void {
  pull.issue.updatedAt = repository.world.now();
  const shown = showPull(repository, pull);
  repository.emit('pull_request', by, { action, number: pull.issue.number, pull_request: shown, ...more });
}

/** A branch was pushed: the open pull requests that have it for their head follow. */
export function synchronize(source: Repository, branch: string, before: string, after: string, by: User): void {
  const targets = source.parent ? [source, source.parent] : [source];
  for (const repository of targets) {
    for (const pull of repository.pulls) {
      const { head, issue } = pull;
      if (head.repository !== source || head.ref !== branch || issue.state !== 'open') continue;
      head.sha = after;
      pull.base.sha = repository.head(pull.base.ref);
      repository.setRef(`refs/pull/${issue.number}/head`, after);
      if (repository.rebindsReviews) for (const review of pull.reviews) review.commit = after;
      tell(repository, pull, 'synchronize', by, { before, after });
    }
  }
}

/** The head branch was deleted: GitHub closes what is open of it. */
export function closeHeadless(source: Repository, branch: string, by: User): void {
  for (const repository of source.parent ? [source, source.parent] : [source]) {
    for (const pull of repository.pulls) {
      const { head, issue } = pull;
      if (head.repository !== source || head.ref !== branch || issue.state !== 'open') continue;
      Object.assign(issue, { state: 'closed', closedAt: repository.world.now() });
      tell(repository, pull, 'closed', by);
    }
  }
}
