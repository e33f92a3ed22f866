// A pull request as the API shows it: short in lists and reviews, long by itself.

import type { Pull } from './model.ts';
import type { Repository } from './repository.ts';
import { showRepository } from './shape-repository.ts';
import { nodeId, showUserOrGhost, showUserOrNull } from './shape-user.ts';

/** What lists and the webhooks of reviews show. */
export function showSimplePull(repository: Repository, pull: Pull) {
  const { world, apiUrl } = repository;
  const { issue, head, base } = pull;
  const url = `${apiUrl}/pulls/${issue.number}`;
  const htmlUrl = `${repository.htmlUrl}/pull/${issue.number}`;
  const issueUrl = `${apiUrl}/issues/${issue.number}`;
  const link = (href: string) => ({ href });
  return {
    url,
    id: pull.id,
    node_id: nodeId('PullRequest', pull.id),
    html_url: htmlUrl,
    diff_url: `${htmlUrl}.diff`,
    patch_url: `${htmlUrl}.patch`,
    issue_url: issueUrl,
    number: issue.number,
    state: issue.state,
    locked: issue.locked,
    title: issue.title,
    user: showUserOrGhost(world, issue.author),
    body: issue.body,
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    closed_at: issue.closedAt,
    merged_at: pull.mergedAt,
    merge_commit_sha: pull.mergeCommit,
    assignee: null,
    assignees: [],
    requested_reviewers: [],
    requested_teams: [],
    labels: [],
    milestone: null,
    draft: pull.draft,
    commits_url: `${url}/commits`,
    review_comments_url: `${url}/comments`,
    review_comment_url: `${apiUrl}/pulls/comments{/number}`,
    comments_url: `${issueUrl}/comments`,
    statuses_url: `${apiUrl}/statuses/${head.sha}`,
    head: {
      label: `${head.owner.login}:${head.ref}`,
      ref: head.ref,
      sha: head.sha,
      user: showUserOrNull(world, head.owner),
      repo: head.repository && showRepository(head.repository),
    },
    base: {
      label: `${repository.owner.login}:${base.ref}`,
      ref: base.ref,
      sha: base.sha,
      user: showUserOrNull(world, repository.owner),
      repo: showRepository(repository),
    },
    _links: {
      self: link(url),
      html: link(htmlUrl),
      issue: link(issueUrl),
      comments: link(`${issueUrl}/comments`),
      review_comments: link(`${url}/comments`),
      review_comment: link(`${apiUrl}/pulls/comments{/number}`),
      commits: link(`${url}/commits`),
      statuses: link(`${apiUrl}/statuses/${head.sha}`),
    },
    author_association: repository.permissions.has(issue.author) ? 'COLLABORATOR' : 'NONE',
    auto_merge: null,
    active_lock_reason: null,
  };
}

export function showPull(repository: Repository, pull: Pull) {
  const { history } = repository;
  const { head, base, issue } = pull;
  const from = history.mergeBase(base.sha, head.sha);
  const changes = history.changes(from, head.sha);
  const mergeable = issue.state === 'open' ? 'tree' in history.merge(base.sha, head.sha) : null;
  return {
    ...showSimplePull(repository, pull),
    merged: pull.mergedAt !== null,
    mergeable,
    rebaseable: mergeable,
    mergeable_state: mergeable === null ? 'unknown' : mergeable ? 'clean' : 'dirty',
    merged_by: showUserOrNull(repository.world, pull.mergedBy),
    comments: issue.comments.length,
    review_comments: 0,
    maintainer_can_modify: false,
    commits: history.between(base.sha, head.sha).length,
    additions: changes.length,
    deletions: changes.length,
    changed_files: changes.length,
  };
}
