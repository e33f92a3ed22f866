// The merge queue: one group commit for each pull request in it, on a branch of GitHub's own.

import { writeCommit } from './commits.ts';
import type { QueueEntry } from './model.ts';
import { land, passes } from './pulls.ts';
import type { Repository } from './repository.ts';
import { showGroupHead } from './shape-commit.ts';

/** Puts pull requests of one base into the queue, in this order; the entries made, the last of which holds them all. */
export function enqueue(repository: Repository, numbers: readonly number[]): QueueEntry[] {
  const { world, history } = repository;
  return numbers.map((number) => {
    const { head, base } = repository.pull(number);
    const before = repository.queue.filter((entry) => entry.base === base.ref).at(-1)?.sha ?? repository.head(base.ref);
    const merged = history.merge(before, head.sha);
    if ('conflicts' in merged) throw new Error(`fakehub: ${number} conflicts in the queue`);
    const sha = writeCommit(repository, merged.tree, [before, head.sha], {
      author: 'github-merge-queue[bot]',
      committer: { name: 'GitHub', email: 'noreply@github.com' },
      verified: true,
      message: `Merge pull request #${number} from ${head.owner.login}/${head.ref}`,
    });
    const ref = `refs/heads/gh-readonly-queue/${base.ref}/pr-${number}-${before}`;
    repository.setRef(ref, sha);
    const entry = { id: world.id(), number, base: base.ref, baseSha: before, sha, ref, enqueuedAt: world.now() };
    repository.queue.push(entry);
    const group = {
      head_sha: sha,
      head_ref: ref,
      base_sha: before,
      base_ref: `refs/heads/${base.ref}`,
      head_commit: showGroupHead(repository, sha),
    };
    repository.emit('merge_group', world.user('github-merge-queue[bot]'), {
      action: 'checks_requested',
      merge_group: group,
    });
    return entry;
  });
}

/** Takes pull requests out; the group branches go, and GitHub tells that the groups are destroyed. */
export function dequeue(repository: Repository, numbers: readonly number[], reason = 'dequeued'): void {
  const gone = repository.queue.filter(({ number }) => numbers.includes(number));
  repository.queue = repository.queue.filter((entry) => !gone.includes(entry));
  for (const { ref, sha, baseSha, base } of gone) {
    repository.setRef(ref, null);
    const group = {
      head_sha: sha,
      head_ref: ref,
      base_sha: baseSha,
      base_ref: `refs/heads/${base}`,
      head_commit: showGroupHead(repository, sha),
    };
    const by = repository.world.user('github-merge-queue[bot]');
    repository.emit('merge_group', by, { action: 'destroyed', reason, merge_group: group });
  }
}

/** Merges the entry and all before it when the required checks passed on its commit; otherwise says no. */
export function mergeGroup(repository: Repository, entry: QueueEntry): boolean {
  const group = repository.queue.slice(0, repository.queue.indexOf(entry) + 1);
  if (!repository.requiredChecks.every((name) => passes(repository, entry.sha, name))) return false;
  const by = repository.world.user('github-merge-queue[bot]');
  for (const { number, sha } of group) land(repository, repository.pull(number), sha, by);
  dequeue(
    repository,
    group.map(({ number }) => number),
    'merged',
  );
  return true;
}
