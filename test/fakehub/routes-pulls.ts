// Pull requests, their reviews, files and commits.

import {
  ApiError,
  type Call,
  list,
  needWriteAccess,
  notFound,
  numberOf,
  ok,
  type Routes,
  refused,
  repositoryOf,
  textOf,
  writer,
} from './api.ts';
import type { Pull } from './model.ts';
import { updateBranch } from './pulls.ts';
import type { Repository } from './repository.ts';
import { showCommit, showFile } from './shape-commit.ts';
import { showPull, showSimplePull } from './shape-pull.ts';
import { showReview } from './shape-review.ts';

function pullOf(call: Call): { repository: Repository; pull: Pull } {
  const repository = repositoryOf(call);
  const pull = repository.issues.get(numberOf(call, 'pull_number'))?.pull;
  if (!pull) throw notFound();
  return { repository, pull };
}

// GitHub's lists end here.
const mostFiles = 3000;
const mostCommits = 250;

export const pullRoutes: Routes = {
  'GET /repos/{owner}/{repo}/pulls': (call) => {
    const repository = repositoryOf(call);
    const { searchParams } = call.url;
    const state = searchParams.get('state') ?? 'open';
    const head = searchParams.get('head');
    const base = searchParams.get('base');
    const ascending = searchParams.get('direction') === 'asc';
    const updated = searchParams.get('sort') === 'updated';
    const found = repository.pulls.filter(
      (pull) =>
        (state === 'all' || pull.issue.state === state) &&
        (!head || head === `${pull.head.owner.login}:${pull.head.ref}`) &&
        (!base || base === pull.base.ref),
    );
    const key = ({ issue }: Pull) => (updated ? Date.parse(issue.updatedAt) : issue.number);
    found.sort((one, other) => (ascending ? key(one) - key(other) : key(other) - key(one)));
    return list(call, found, (pull) => showSimplePull(repository, pull));
  },
  'GET /repos/{owner}/{repo}/pulls/{pull_number}': (call) => {
    const { repository, pull } = pullOf(call);
    return ok(showPull(repository, pull));
  },
  'GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews': (call) => {
    const { repository, pull } = pullOf(call);
    const seen = pull.reviews.filter(({ state, author }) => state !== 'PENDING' || author === call.actor.user);
    return list(call, seen, (review) => showReview(repository, pull, review));
  },
  'GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}': (call) => {
    const { repository, pull } = pullOf(call);
    const review = pull.reviews.find(({ id }) => id === numberOf(call, 'review_id'));
    if (!review) throw notFound();
    return ok(showReview(repository, pull, review));
  },
  'GET /repos/{owner}/{repo}/pulls/{pull_number}/files': (call) => {
    const { repository, pull } = pullOf(call);
    const { history } = repository;
    const changes = history.changes(history.mergeBase(pull.base.sha, pull.head.sha), pull.head.sha);
    return list(call, changes.slice(0, mostFiles), (change) => showFile(repository, change, pull.head.sha));
  },
  'GET /repos/{owner}/{repo}/pulls/{pull_number}/commits': (call) => {
    const { repository, pull } = pullOf(call);
    const commits = repository.history.between(pull.base.sha, pull.head.sha).slice(0, mostCommits);
    return list(
      call,
      commits.map((sha) => ({ sha })),
      ({ sha }) => showCommit(repository, sha),
    );
  },
  'PUT /repos/{owner}/{repo}/pulls/{pull_number}/update-branch': (call) => {
    const { repository, pull } = pullOf(call);
    needWriteAccess(call, repository);
    const expected = textOf(call, 'expected_head_sha');
    if (expected && expected !== pull.head.sha) throw refused('PullRequest', 'expected_head_sha');
    if (!pull.head.repository) throw new ApiError(422, 'The head repository is gone.');
    updateBranch(repository, pull.issue.number, writer(call).login);
    return { status: 202, body: { message: 'Updating pull request branch.', url: repository.apiUrl } };
  },
  'POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews': (call) => {
    const { repository, pull } = pullOf(call);
    const event = textOf(call, 'event');
    const states = { APPROVE: 'APPROVED', REQUEST_CHANGES: 'CHANGES_REQUESTED', COMMENT: 'COMMENTED' } as const;
    const state = event ? states[event as keyof typeof states] : 'PENDING';
    const author = writer(call);
    if (author === pull.issue.author && (state === 'APPROVED' || state === 'CHANGES_REQUESTED')) {
      throw new ApiError(422, 'Unprocessable Entity', { errors: ['Can not approve your own pull request'] });
    }
    const [body, head] = [textOf(call, 'body'), textOf(call, 'commit_id')];
    const id = repository.review(pull.issue.number, author.login, state, {
      ...(body === undefined ? {} : { body }),
      ...(head === undefined ? {} : { head }),
    });
    const review = pull.reviews.find((one) => one.id === id);
    return ok(review && showReview(repository, pull, review));
  },
};
