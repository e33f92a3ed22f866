// What happens to branches: commits, merges, forced pushes, forks; every one of them is a push.

import { execFileSync } from 'node:child_process';
import { type CommitOptions, defaultAuthor, type FileContent, identity, writeCommit, writeEntry } from './commits.ts';
import type { FlatEntry } from './git-history.ts';
import type { User } from './model.ts';
import { closeHeadless, synchronize } from './pull-events.ts';
import type { Repository } from './repository.ts';

/** The new commit's SHA. */
export function commit(
  repository: Repository,
  branch: string,
  files: Readonly<Record<string, FileContent>>,
  options: CommitOptions = {},
): string {
  const { history } = repository;
  const start = repository.ref(branch) ?? startOf(repository, options.from);
  const parents = options.parents ?? (start ? [start] : []);
  const tree = new Map<string, FlatEntry>(parents[0] ? history.filesAt(parents[0]) : []);
  for (const [path, content] of Object.entries(files)) {
    if (content === null) tree.delete(path);
    else tree.set(path, writeEntry(repository, content, tree.get(path)?.mode));
  }
  return addCommit(repository, branch, history.writeFlat(tree), parents, options);
}

/** Merges `from` (a branch or commit) into a branch; `files` settle what both sides changed. */
export function merge(
  repository: Repository,
  branch: string,
  from: string,
  options: CommitOptions & { files?: Readonly<Record<string, FileContent>> } = {},
): string {
  const { history } = repository;
  const [ours, theirs] = [repository.head(branch), repository.ref(from) ?? from];
  const files = options.files ?? {};
  const tree = new Map(mergedFiles(repository, ours, theirs, Object.keys(files)));
  for (const [path, content] of Object.entries(files)) {
    if (content === null) tree.delete(path);
    else tree.set(path, writeEntry(repository, content, undefined));
  }
  const message = `Merge branch '${from}' into ${branch}`;
  return addCommit(repository, branch, history.writeFlat(tree), [ours, theirs], { message, ...options });
}

function mergedFiles({ history }: Repository, ours: string, theirs: string, settled: readonly string[]) {
  const merged = history.merge(ours, theirs);
  if ('tree' in merged) return history.flat(merged.tree);
  const open = merged.conflicts.filter((path) => !settled.includes(path));
  if (open.length > 0) throw new Error(`fakehub: both sides changed ${open.join(', ')}`);
  return merged.rest;
}

/** Writes a commit and pushes it. */
export function addCommit(
  repository: Repository,
  branch: string,
  tree: string,
  parents: readonly string[],
  options: CommitOptions,
): string {
  const author = options.author ?? defaultAuthor(repository);
  const sha = writeCommit(repository, tree, parents, { ...options, author });
  const pusher = options.by ?? (typeof author === 'string' ? author : author.email);
  const { world } = repository;
  push(
    repository,
    branch,
    sha,
    world.findUser(pusher) ?? world.userOfEmail(pusher) ?? world.user(defaultAuthor(repository)),
  );
  return sha;
}

function startOf(repository: Repository, from = repository.defaultBranch): string | null {
  const sha = repository.ref(from);
  return sha ?? (/^[0-9a-f]{40}$/.test(from) ? from : null);
}

const zero = '0'.repeat(40);

/** Moves a branch and tells everybody. */
export function push(repository: Repository, branch: string, sha: string | null, by: User): void {
  const before = repository.ref(branch) ?? zero;
  repository.setRef(`refs/heads/${branch}`, sha);
  const forced = before !== zero && sha !== null && !repository.history.ancestors(sha).has(before);
  const head = sha ? repository.history.commit(sha) : null;
  const told = head && {
    id: head.sha,
    tree_id: head.tree,
    message: head.message,
    timestamp: head.committer.date,
    url: `${repository.htmlUrl}/commit/${head.sha}`,
    author: head.author,
    committer: head.committer,
  };
  repository.emit('push', by, {
    ref: `refs/heads/${branch}`,
    before,
    after: sha ?? zero,
    created: before === zero,
    deleted: sha === null,
    forced,
    base_ref: null,
    compare: `${repository.htmlUrl}/compare/${before.slice(0, 12)}...${(sha ?? zero).slice(0, 12)}`,
    commits: told ? [told] : [],
    head_commit: told,
    pusher: { name: by.login, email: by.emails[0] },
  });
  if (sha) synchronize(repository, branch, before, sha, by);
  else closeHeadless(repository, branch, by);
}

export function forcePush(repository: Repository, branch: string, sha: string, options: { by?: string } = {}): void {
  push(repository, branch, sha, repository.world.user(options.by ?? defaultAuthor(repository)));
}

/** Writes the branch's own commits anew on top of `onto`; the new head. */
export function rebase(repository: Repository, branch: string, onto: string, options: { by?: string } = {}): string {
  const { history, world } = repository;
  const target = repository.ref(onto) ?? onto;
  const by = options.by ?? defaultAuthor(repository);
  let head = target;
  for (const old of history.between(target, repository.head(branch)).map((sha) => history.commit(sha))) {
    if (old.parents.length !== 1) continue;
    const tree = new Map(history.filesAt(head));
    for (const { path, previous, after } of history.changes(old.parents[0] ?? null, old.sha)) {
      if (previous) tree.delete(previous);
      if (after) tree.set(path, after);
      else tree.delete(path);
    }
    head = history.objects.writeCommit({
      ...old,
      tree: history.writeFlat(tree),
      parents: [head],
      committer: { ...identity(repository, by), date: world.now() },
      verified: false,
    });
  }
  push(repository, branch, head, world.user(by));
  return head;
}

export function deleteBranch(repository: Repository, branch: string, options: { by?: string } = {}): void {
  push(repository, branch, null, repository.world.user(options.by ?? defaultAuthor(repository)));
}

/** From now on `head.repo` of its pull requests is null; their commits stay. */
export function deleteFork(repository: Repository): void {
  const { parent, world } = repository;
  if (!parent) throw new Error(`fakehub: ${repository.fullName} is no fork`);
  world.repositories.delete(repository.fullName.toLowerCase());
  parent.forks.splice(parent.forks.indexOf(repository), 1);
  for (const { head } of parent.pulls) if (head.repository === repository) head.repository = null;
}

/** Takes over what a real `git push` to the folder has moved. */
export function acceptPushes(repository: Repository, options: { by?: string } = {}): void {
  const by = repository.world.user(options.by ?? defaultAuthor(repository));
  const out = execFileSync('git', [
    '-C',
    repository.folder,
    'for-each-ref',
    '--format=%(refname) %(objectname)',
    'refs/heads',
  ]);
  for (const line of out.toString().trim().split('\n')) {
    const [name = '', sha = ''] = line.split(' ');
    if (sha && repository.refs.get(name) !== sha) push(repository, name.slice('refs/heads/'.length), sha, by);
  }
}
