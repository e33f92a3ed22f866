// The life of a pull request: opened, pushed to, retargeted, updated, closed, merged.

import { addCommit, push } from './branches.ts';
import { writeCommit } from './commits.ts';
import type { Pull, User } from './model.ts';
import { tell } from './pull-events.ts';
import type { Repository } from './repository.ts';

export interface NewPullRequest {
  author: string;
  /** A branch of the repository or of `fork`. */
  head: string;
  base?: string;
  title?: string;
  body?: string | null;
  draft?: boolean;
  fork?: Repository;
}

/** Its number. */
export function openPullRequest(repository: Repository, given: NewPullRequest): number {
  const { world } = repository;
  const source = given.fork ?? repository;
  const base = given.base ?? repository.defaultBranch;
  const number = nextNumber(repository);
  const [now, author] = [world.now(), world.user(given.author)];
  const pull: Pull = {
    id: world.id(),
    issue: {
      ...world.born(),
      id: world.id(),
      number,
      author,
      title: given.title ?? given.head,
      body: given.body ?? null,
      state: 'open',
      stateReason: null,
      labels: [],
      locked: false,
      createdAt: now,
      updatedAt: now,
      closedAt: null,
      comments: [],
      pull: null,
    },
    head: { repository: source, owner: source.owner, ref: given.head, sha: source.head(given.head) },
    base: { ref: base, sha: repository.head(base) },
    draft: given.draft ?? false,
    mergedAt: null,
    mergedBy: null,
    mergeCommit: null,
    reviews: [],
  };
  pull.issue.pull = pull;
  repository.issues.set(number, pull.issue);
  repository.setRef(`refs/pull/${number}/head`, pull.head.sha);
  tell(repository, pull, 'opened', author);
  return number;
}

export function nextNumber({ issues }: Repository): number {
  return issues.size + 1;
}

export function closePullRequest(repository: Repository, number: number, options: { by?: string } = {}): void {
  const pull = repository.pull(number);
  pull.issue.state = 'closed';
  pull.issue.closedAt = repository.world.now();
  tell(repository, pull, 'closed', actor(repository, pull, options.by));
}

export function reopen(repository: Repository, number: number, options: { by?: string } = {}): void {
  const pull = repository.pull(number);
  if (pull.mergedAt) throw new Error(`fakehub: ${number} is merged`);
  pull.issue.state = 'open';
  pull.issue.closedAt = null;
  if (pull.head.repository) pull.head.sha = pull.head.repository.ref(pull.head.ref) ?? pull.head.sha;
  pull.base.sha = repository.head(pull.base.ref);
  tell(repository, pull, 'reopened', actor(repository, pull, options.by));
}

export function retarget(repository: Repository, number: number, base: string, options: { by?: string } = {}): void {
  const pull = repository.pull(number);
  const from = pull.base;
  pull.base = { ref: base, sha: repository.head(base) };
  const changes = { base: { ref: { from: from.ref }, sha: { from: from.sha } } };
  tell(repository, pull, 'edited', actor(repository, pull, options.by), { changes });
}

export function markReady(repository: Repository, number: number, options: { by?: string } = {}): void {
  const pull = repository.pull(number);
  pull.draft = false;
  tell(repository, pull, 'ready_for_review', actor(repository, pull, options.by));
}

export function convertToDraft(repository: Repository, number: number, options: { by?: string } = {}): void {
  const pull = repository.pull(number);
  pull.draft = true;
  tell(repository, pull, 'converted_to_draft', actor(repository, pull, options.by));
}

/** GitHub's "Update branch": merges the base into the head as web-flow, verified; the new head. */
export function updateBranch(repository: Repository, number: number, by: string): string {
  const { head, base } = repository.pull(number);
  if (!head.repository) throw new Error(`fakehub: the head of ${number} is gone`);
  const tip = repository.head(base.ref);
  const merged = repository.history.merge(head.sha, tip);
  if ('conflicts' in merged) throw new Error(`fakehub: both sides changed ${merged.conflicts.join(', ')}`);
  return addCommit(head.repository, head.ref, merged.tree, [head.sha, tip], {
    author: by,
    committer: { name: 'GitHub', email: 'noreply@github.com' },
    verified: true,
    message: `Merge branch '${base.ref}' into ${head.ref}`,
    by,
  });
}

/** Whether GitHub would let it in: open, no draft, no conflict, and the check's newest run on the head successful. */
export function canMerge(repository: Repository, number: number, ...required: string[]): boolean {
  const { issue, draft, head } = repository.pull(number);
  if (issue.state !== 'open' || draft || 'conflicts' in merging(repository, number)) return false;
  return (required.length > 0 ? required : repository.requiredChecks).every((name) =>
    passes(repository, head.sha, name),
  );
}

/** Whether a required check lets a commit through; GitHub takes `neutral` and `skipped` for passed too. */
export function passes(repository: Repository, sha: string, name: string): boolean {
  const { requiredSource } = repository;
  const newest = [...repository.checks.values()]
    .filter((check) => check.sha === sha && check.name === name)
    .filter((check) => requiredSource === null || check.appId === requiredSource)
    .at(-1);
  return ['success', 'neutral', 'skipped'].includes(newest?.conclusion ?? '');
}

export function merging(repository: Repository, number: number): { tree: string } | { conflicts: string[] } {
  const { head, base } = repository.pull(number);
  return repository.history.merge(repository.head(base.ref), head.sha);
}

/** Throws when GitHub would refuse; the merge commit's SHA. */
export function mergePullRequest(repository: Repository, number: number, by: string): string {
  if (!canMerge(repository, number)) throw new Error(`fakehub: ${number} may not be merged`);
  const pull = repository.pull(number);
  const merged = merging(repository, number) as { tree: string };
  const tip = repository.head(pull.base.ref);
  const sha = writeCommit(repository, merged.tree, [tip, pull.head.sha], {
    author: by,
    committer: { name: 'GitHub', email: 'noreply@github.com' },
    verified: true,
    message: `Merge pull request #${number} from ${pull.head.owner.login}/${pull.head.ref}`,
  });
  land(repository, pull, sha, repository.world.user(by));
  return sha;
}

/** The base branch is at `sha` and the pull request is merged. */
export function land(repository: Repository, pull: Pull, sha: string, by: User): void {
  push(repository, pull.base.ref, sha, by);
  const now = repository.world.now();
  Object.assign(pull, { mergedAt: now, mergedBy: by, mergeCommit: sha });
  Object.assign(pull.issue, { state: 'closed', closedAt: now });
  tell(repository, pull, 'closed', by);
}

const actor = ({ world }: Repository, { issue }: Pull, by?: string): User => (by ? world.user(by) : issue.author);
