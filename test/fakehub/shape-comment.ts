// Issues, comments and reactions as the API shows them.

import type { Comment, Issue, Reaction } from './model.ts';
import type { Repository } from './repository.ts';
import { showApp } from './shape-app.ts';
import { nodeId, showUserOrNull } from './shape-user.ts';

const contents = ['+1', '-1', 'laugh', 'confused', 'heart', 'hooray', 'eyes', 'rocket'];

function showRollup(url: string, reactions: readonly Reaction[]) {
  const count = (wanted: string) => reactions.filter(({ content }) => content === wanted).length;
  return {
    url: `${url}/reactions`,
    total_count: reactions.length,
    ...Object.fromEntries(contents.map((content) => [content, count(content)])),
  };
}

export function showComment(comment: Comment) {
  const { repository } = comment;
  const url = `${repository.apiUrl}/issues/comments/${comment.id}`;
  const kind = repository.issues.get(comment.issue)?.pull ? 'pull' : 'issues';
  return {
    id: comment.id,
    node_id: nodeId('IssueComment', comment.id),
    url,
    html_url: `${repository.htmlUrl}/${kind}/${comment.issue}#issuecomment-${comment.id}`,
    issue_url: `${repository.apiUrl}/issues/${comment.issue}`,
    body: comment.body,
    user: showUserOrNull(repository.world, comment.author),
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: repository.permissions.has(comment.author) ? 'COLLABORATOR' : 'NONE',
    performed_via_github_app: comment.appId === null ? null : showApp(repository.world, comment.appId),
    reactions: showRollup(url, comment.reactions),
  };
}

export function showReaction({ world }: Repository, reaction: Reaction) {
  return {
    id: reaction.id,
    node_id: nodeId('Reaction', reaction.id),
    user: showUserOrNull(world, reaction.user),
    content: reaction.content,
    created_at: reaction.createdAt,
  };
}

export function showIssue(repository: Repository, issue: Issue) {
  const url = `${repository.apiUrl}/issues/${issue.number}`;
  const htmlUrl = `${repository.htmlUrl}/${issue.pull ? 'pull' : 'issues'}/${issue.number}`;
  return {
    id: issue.id,
    node_id: nodeId('Issue', issue.id),
    url,
    repository_url: repository.apiUrl,
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: htmlUrl,
    number: issue.number,
    state: issue.state,
    state_reason: issue.stateReason,
    title: issue.title,
    body: issue.body,
    user: showUserOrNull(repository.world, issue.author),
    labels: issue.labels.map((name) => showLabel(repository, name)),
    assignee: null,
    assignees: [],
    milestone: null,
    locked: issue.locked,
    active_lock_reason: null,
    comments: issue.comments.length,
    closed_at: issue.closedAt,
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    author_association: repository.permissions.has(issue.author) ? 'COLLABORATOR' : 'NONE',
    reactions: showRollup(url, []),
    performed_via_github_app: null,
    ...(issue.pull
      ? {
          draft: issue.pull.draft,
          pull_request: {
            url: `${repository.apiUrl}/pulls/${issue.number}`,
            html_url: htmlUrl,
            diff_url: `${htmlUrl}.diff`,
            patch_url: `${htmlUrl}.patch`,
            merged_at: issue.pull.mergedAt,
          },
        }
      : {}),
  };
}

function showLabel(repository: Repository, name: string) {
  return {
    id: 1,
    node_id: nodeId('Label', 1),
    url: `${repository.apiUrl}/labels/${encodeURIComponent(name)}`,
    name,
    description: null,
    color: 'ededed',
    default: false,
  };
}
