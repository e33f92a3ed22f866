// Issues, comments on them and on pull requests, and the reactions to comments.

import type { Comment, Issue, Reaction, User } from './model.ts';
import { nextNumber } from './pulls.ts';
import type { Repository } from './repository.ts';
import { showComment, showIssue } from './shape-comment.ts';

export interface NewIssue {
  author: string;
  title: string;
  body?: string | null;
  labels?: readonly string[];
}

/** Its number. */
export function openIssue(repository: Repository, given: NewIssue): number {
  const { world } = repository;
  const now = world.now();
  const issue: Issue = {
    ...world.born(),
    id: world.id(),
    number: nextNumber(repository),
    author: world.user(given.author),
    title: given.title,
    body: given.body ?? null,
    state: 'open',
    stateReason: null,
    labels: [...(given.labels ?? [])],
    locked: false,
    createdAt: now,
    updatedAt: now,
    closedAt: null,
    comments: [],
    pull: null,
  };
  repository.issues.set(issue.number, issue);
  tellIssue(repository, issue, 'opened', issue.author);
  return issue.number;
}

export function tellIssue(repository: Repository, issue: Issue, action: string, by: User): void {
  if (!issue.pull) repository.emit('issues', by, { action, issue: showIssue(repository, issue) });
}

/** The comment's id. `appId`: of the app that writes it. */
export function comment(
  repository: Repository,
  number: number,
  login: string,
  body: string,
  options: { appId?: number } = {},
): number {
  const { world } = repository;
  const issue = repository.issue(number);
  const now = world.now();
  const made: Comment = {
    ...world.born(),
    id: world.id(),
    repository,
    issue: number,
    author: world.user(login),
    appId: options.appId ?? null,
    body,
    createdAt: now,
    updatedAt: now,
    minimised: false,
    reactions: [],
  };
  issue.comments.push(made);
  issue.updatedAt = now;
  repository.comments.set(made.id, made);
  tell(repository, made, 'created', made.author);
  return made.id;
}

export function editComment(repository: Repository, id: number, body: string, options: { by?: string } = {}): void {
  const found = find(repository, id);
  const changes = { body: { from: found.body } };
  found.body = body;
  found.updatedAt = repository.world.now();
  tell(repository, found, 'edited', options.by ? repository.world.user(options.by) : found.author, { changes });
}

export function deleteComment(repository: Repository, id: number, options: { by?: string } = {}): void {
  const found = find(repository, id);
  const { comments } = repository.issue(found.issue);
  comments.splice(comments.indexOf(found), 1);
  repository.comments.delete(id);
  tell(repository, found, 'deleted', options.by ? repository.world.user(options.by) : found.author);
}

/** One of each content a user; the one that is there already when there is one. */
export function react(repository: Repository, id: number, login: string, content: string): Reaction {
  const { world } = repository;
  const found = find(repository, id);
  const user = world.user(login);
  const known = found.reactions.find((reaction) => reaction.user === user && reaction.content === content);
  if (known) return known;
  const made = { ...world.born(), id: world.id(), user, content, createdAt: world.now() };
  found.reactions.push(made);
  return made;
}

function find(repository: Repository, id: number): Comment {
  const found = repository.comments.get(id);
  if (!found) throw new Error(`fakehub: there is no comment ${id}`);
  return found;
}

function tell(
  repository: Repository,
  found: Comment,
  action: string,
  by: User,
  more: Record<string, unknown> = {},
): void {
  repository.emit('issue_comment', by, {
    action,
    issue: showIssue(repository, repository.issue(found.issue)),
    comment: showComment(found),
    ...more,
  });
}
