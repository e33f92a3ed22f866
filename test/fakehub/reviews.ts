// Reviews of a pull request, as the browser page makes them.

import type { Pull, Review, ReviewState, User } from './model.ts';
import type { Repository } from './repository.ts';
import { showSimplePull } from './shape-pull.ts';
import { showReview } from './shape-review.ts';

export interface ReviewOptions {
  body?: string;
  /** The head that the reviewer's page showed; the head of now if unsaid. */
  head?: string;
  /** ISO 8601, in whole seconds. */
  at?: string;
}

/** The review's id. `PENDING` reviews are seen and told by nobody until they are submitted. */
export function review(
  repository: Repository,
  number: number,
  login: string,
  state: ReviewState,
  options: ReviewOptions = {},
): number {
  const { world } = repository;
  const pull = repository.pull(number);
  const author = world.user(login);
  if (author === pull.issue.author && (state === 'APPROVED' || state === 'CHANGES_REQUESTED')) {
    throw new Error('fakehub: nobody can approve or refuse a pull request of their own');
  }
  const at = options.at ?? world.now();
  const made: Review = {
    ...world.born(),
    id: world.id(),
    author,
    state,
    body: options.body ?? '',
    commit: options.head ?? pull.head.sha,
    submittedAt: state === 'PENDING' ? null : at,
    updatedAt: at,
    minimised: false,
  };
  pull.reviews.push(made);
  if (state !== 'PENDING') tell(repository, pull, made, 'submitted', author);
  return made.id;
}

export function submitPending(repository: Repository, id: number, state: ReviewState): void {
  const { pull, found } = find(repository, id);
  found.state = state;
  found.submittedAt = repository.world.now();
  tell(repository, pull, found, 'submitted', found.author);
}

export function dismissReview(repository: Repository, id: number, by: string): void {
  const { pull, found } = find(repository, id);
  found.state = 'DISMISSED';
  found.updatedAt = repository.world.now();
  tell(repository, pull, found, 'dismissed', repository.world.user(by));
}

export function editReview(repository: Repository, id: number, body: string): void {
  const { pull, found } = find(repository, id);
  const changes = { body: { from: found.body } };
  found.body = body;
  found.updatedAt = repository.world.now();
  tell(repository, pull, found, 'edited', found.author, { changes });
}

/** Hides a review or a comment; GitHub tells nobody. */
export function minimise(repository: Repository, id: number): void {
  const comment = repository.comments.get(id);
  if (comment) comment.minimised = true;
  else find(repository, id).found.minimised = true;
}

function find(repository: Repository, id: number): { pull: Pull; found: Review } {
  for (const pull of repository.pulls) {
    const found = pull.reviews.find((one) => one.id === id);
    if (found) return { pull, found };
  }
  throw new Error(`fakehub: there is no review ${id}`);
}

function tell(
  repository: Repository,
  pull: Pull,
  found: Review,
  action: string,
  by: User,
  more: Record<string, unknown> = {},
): void {
  const shown = showReview(repository, pull, found);
  repository.emit('pull_request_review', by, {
    action,
    // The webhook writes the state in lower case, the API in upper case.
    review: { ...shown, state: found.state.toLowerCase() },
    pull_request: showSimplePull(repository, pull),
    ...more,
  });
}
