// The few questions that only GraphQL answers: the merge queue's entries, and the accounts behind a commit's co-authors.

import { type Call, ok, type Reply, type Routes } from './api.ts';
import type { Repository } from './repository.ts';

const page = { hasNextPage: false, endCursor: null };

function showQueue(repository: Repository, branch: string) {
  const nodes = repository.queue
    .filter(({ base }) => base === branch)
    .map((entry, index) => ({
      id: `MQE_${entry.id}`,
      position: index + 1,
      state: 'AWAITING_CHECKS',
      enqueuedAt: entry.enqueuedAt,
      headCommit: { oid: entry.sha },
      baseCommit: { oid: entry.baseSha },
      pullRequest: { number: entry.number, headRefOid: repository.pull(entry.number).head.sha },
    }));
  return { id: 'MQ_1', entries: { totalCount: nodes.length, nodes, pageInfo: page } };
}

function showCommitAuthors(repository: Repository, number: number) {
  const { world, history } = repository;
  const { head, base } = repository.pull(number);
  const nodes = history.between(base.sha, head.sha).map((sha) => {
    const { author, message } = history.commit(sha);
    const trailers = [...message.matchAll(/^co-authored-by:\s*(.*?)\s*<([^>]+)>/gim)];
    const people = [author, ...trailers.map(([, name = '', email = '']) => ({ name, email }))].map(
      ({ name, email }) => {
        const user = world.userOfEmail(email);
        return { name, email, user: user && user.type === 'User' ? { databaseId: user.id, login: user.login } : null };
      },
    );
    return { commit: { oid: sha, authors: { totalCount: people.length, nodes: people, pageInfo: page } } };
  });
  return { number, commits: { totalCount: nodes.length, nodes, pageInfo: page } };
}

function answer(call: Call): Reply {
  const { world } = call;
  const query = String(call.body.query ?? '');
  const variables = (call.body.variables ?? {}) as Record<string, unknown>;
  const value = (...names: string[]) => names.map((name) => variables[name]).find((found) => found !== undefined);
  const name = `${value('owner')}/${value('repo', 'name', 'repository')}`;
  const repository = world.findRepository(name);
  if (!repository) {
    const error = {
      type: 'NOT_FOUND',
      path: ['repository'],
      message: `Could not resolve to a Repository with the name '${name}'.`,
    };
    return ok({ data: { repository: null }, errors: [error] });
  }
  const shown: Record<string, unknown> = {};
  if (/\bmergeQueue\b/.test(query)) {
    shown.mergeQueue = showQueue(repository, String(value('branch', 'base', 'ref') ?? repository.defaultBranch));
  }
  if (/\bpullRequest\s*\(/.test(query)) {
    const number = Number(value('number', 'pull', 'pullRequest'));
    if (!repository.issues.get(number)?.pull) {
      const error = {
        type: 'NOT_FOUND',
        path: ['repository', 'pullRequest'],
        message: 'Could not resolve to a PullRequest.',
      };
      return ok({ data: { repository: { pullRequest: null } }, errors: [error] });
    }
    shown.pullRequest = showCommitAuthors(repository, number);
  }
  return ok({ data: { repository: shown } });
}

export const graphqlRoutes: Routes = { 'POST /graphql': answer };
