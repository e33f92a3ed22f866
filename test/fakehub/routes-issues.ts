// Issues, comments and reactions over the API.

import {
  ApiError,
  type Call,
  created,
  empty,
  list,
  needWriteAccess,
  notFound,
  numberOf,
  ok,
  type Routes,
  repositoryOf,
  textOf,
  writer,
} from './api.ts';
import { comment, deleteComment, editComment, openIssue, react, tellIssue } from './comments.ts';
import type { Comment, Issue } from './model.ts';
import type { Repository } from './repository.ts';
import { showComment, showIssue, showReaction } from './shape-comment.ts';

const longest = 65_536;

function issueOf(call: Call): { repository: Repository; issue: Issue } {
  const repository = repositoryOf(call);
  const issue = repository.issues.get(numberOf(call, 'issue_number'));
  if (!issue) throw notFound();
  return { repository, issue };
}

function commentOf(call: Call): { repository: Repository; found: Comment } {
  const repository = repositoryOf(call);
  const found = repository.comments.get(numberOf(call, 'comment_id'));
  if (!found) throw notFound();
  return { repository, found };
}

function bodyOf(call: Call): string {
  const body = textOf(call, 'body') ?? '';
  if (body.length > longest) {
    throw new ApiError(422, 'Validation Failed', {
      errors: [
        {
          resource: 'IssueComment',
          code: 'unprocessable',
          field: 'data',
          message: `Body is too long (maximum is ${longest} characters)`,
        },
      ],
    });
  }
  return body;
}

/** Since when and in which order the caller wants them. */
function asked<Item extends { createdAt: string; updatedAt: string; id: number }>(
  call: Call,
  all: readonly Item[],
): Item[] {
  const { searchParams } = call.url;
  const since = Date.parse(searchParams.get('since') ?? '1970-01-01T00:00:00Z');
  const field = searchParams.get('sort') === 'updated' ? 'updatedAt' : 'createdAt';
  const turn = searchParams.get('direction') === 'desc' ? -1 : 1;
  return all
    .filter(({ updatedAt }) => Date.parse(updatedAt) >= since)
    .sort((one, other) => turn * (Date.parse(one[field]) - Date.parse(other[field]) || one.id - other.id));
}

export const issueRoutes: Routes = {
  'GET /repos/{owner}/{repo}/issues': (call) => {
    const repository = repositoryOf(call);
    const { searchParams } = call.url;
    const state = searchParams.get('state') ?? 'open';
    const creator = searchParams.get('creator')?.toLowerCase();
    const labels = (searchParams.get('labels') ?? '').split(',').filter((label) => label !== '');
    const found = asked(call, [...repository.issues.values()]).filter(
      (issue) =>
        (state === 'all' || issue.state === state) &&
        (!creator || issue.author.login.toLowerCase() === creator) &&
        labels.every((label) => issue.labels.includes(label)),
    );
    const ordered = searchParams.has('direction') ? found : found.reverse();
    return list(call, ordered, (issue) => showIssue(repository, issue));
  },
  'POST /repos/{owner}/{repo}/issues': (call) => {
    const repository = repositoryOf(call);
    const number = openIssue(repository, {
      author: writer(call).login,
      title: String(call.body.title ?? ''),
      body: bodyOf(call),
      labels: (call.body.labels ?? []) as string[],
    });
    return created(showIssue(repository, repository.issue(number)));
  },
  'GET /repos/{owner}/{repo}/issues/{issue_number}': (call) => {
    const { repository, issue } = issueOf(call);
    return ok(showIssue(repository, issue));
  },
  'PATCH /repos/{owner}/{repo}/issues/{issue_number}': (call) => {
    const { repository, issue } = issueOf(call);
    const before = issue.state;
    const state = textOf(call, 'state') as Issue['state'] | undefined;
    issue.title = textOf(call, 'title') ?? issue.title;
    if ('body' in call.body) issue.body = bodyOf(call);
    if (state && state !== before) {
      issue.state = state;
      issue.closedAt = state === 'closed' ? call.world.now() : null;
    }
    if (state) issue.stateReason = textOf(call, 'state_reason') ?? (state === 'closed' ? 'completed' : null);
    issue.updatedAt = call.world.now();
    const action = issue.state === before ? 'edited' : issue.state === 'closed' ? 'closed' : 'reopened';
    tellIssue(repository, issue, action, writer(call));
    return ok(showIssue(repository, issue));
  },
  'GET /repos/{owner}/{repo}/issues/{issue_number}/comments': (call) =>
    list(call, asked(call, issueOf(call).issue.comments), showComment),
  'POST /repos/{owner}/{repo}/issues/{issue_number}/comments': (call) => {
    const { repository, issue } = issueOf(call);
    const { appId } = call.actor;
    const id = comment(repository, issue.number, writer(call).login, bodyOf(call), appId === null ? {} : { appId });
    const made = repository.comments.get(id);
    return created(made && showComment(made));
  },
  'GET /repos/{owner}/{repo}/issues/comments': (call) =>
    list(call, asked(call, [...repositoryOf(call).comments.values()]), showComment),
  'GET /repos/{owner}/{repo}/issues/comments/{comment_id}': (call) => ok(showComment(commentOf(call).found)),
  'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}': (call) => {
    const { repository, found } = commentOf(call);
    if (found.author !== call.actor.user) needWriteAccess(call, repository);
    editComment(repository, found.id, bodyOf(call), { by: writer(call).login });
    return ok(showComment(found));
  },
  'DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}': (call) => {
    const { repository, found } = commentOf(call);
    if (found.author !== call.actor.user) needWriteAccess(call, repository);
    deleteComment(repository, found.id, { by: writer(call).login });
    return empty;
  },
  'GET /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions': (call) => {
    const { repository, found } = commentOf(call);
    const content = call.url.searchParams.get('content');
    const wanted = found.reactions.filter((reaction) => !content || reaction.content === content);
    return list(call, wanted, (reaction) => showReaction(repository, reaction));
  },
  'POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions': (call) => {
    const { repository, found } = commentOf(call);
    const before = found.reactions.length;
    const reaction = react(repository, found.id, writer(call).login, String(call.body.content));
    return { status: found.reactions.length > before ? 201 : 200, body: showReaction(repository, reaction) };
  },
  'DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions/{reaction_id}': (call) => {
    const { found } = commentOf(call);
    const index = found.reactions.findIndex(({ id }) => id === numberOf(call, 'reaction_id'));
    if (index < 0 || found.reactions[index]?.user !== writer(call)) throw notFound();
    found.reactions.splice(index, 1);
    return empty;
  },
};
