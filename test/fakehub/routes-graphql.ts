// The few questions that only GraphQL answers: the merge queue's entries, and the accounts behind a commit's co-authors.

import { ApiError, type Call, ok, type Reply, type Routes } from './api.ts';
import { lackingToRead } from './permissions.ts';
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

interface Failure {
  type: string;
  path: string[];
  message: string;
}

const failed = (data: unknown, type: string, path: string[], message: string): Reply =>
  ok({ data, errors: [{ type, path, message } satisfies Failure] });

function answer(call: Call): Reply {
  const { world, actor } = call;
  if (actor.kind === 'nobody') throw new ApiError(401, 'This endpoint requires you to be authenticated.');
  const query = String(call.body.query ?? '');
  const variables = (call.body.variables ?? {}) as Record<string, unknown>;
  const value = (...names: string[]) => names.map((name) => variables[name]).find((found) => found !== undefined);
  const name = `${value('owner')}/${value('repo', 'name')}`;
  const repository = world.findRepository(name);
  if (!repository) return failed({ repository: null }, 'NOT_FOUND', ['repository'], `There is no repository ${name}.`);
  const queue = /\bmergeQueue\b/.test(query);
  const lacks = lackingToRead(queue ? ['merge_queues'] : ['pull_requests'], actor);
  if (lacks) {
    const refusal = failed({ repository: null }, 'FORBIDDEN', ['repository'], 'Resource not accessible by integration');
    return { ...refusal, violation: `POST /graphql: the ${actor.kind} has not the permission ${lacks}` };
  }
  if (queue) {
    return ok({ data: { repository: { mergeQueue: showQueue(repository, String(value('branch'))) } } });
  }
  if (!/\bpullRequest\s*\(/.test(query)) {
    return { ...ok({ data: null }), violation: 'POST /graphql: fakehub does not know this question' };
  }
  const number = Number(value('number'));
  if (!repository.issues.get(number)?.pull) {
    const path = ['repository', 'pullRequest'];
    return failed({ repository: { pullRequest: null } }, 'NOT_FOUND', path, `There is no pull request ${number}.`);
  }
  return ok({ data: { repository: { pullRequest: showCommitAuthors(repository, number) } } });
}

export const graphqlRoutes: Routes = { 'POST /graphql': answer };
