// A review as the API shows it.

import type { Pull, Review } from './model.ts';
import type { Repository } from './repository.ts';
import { nodeId, showUserOrNull } from './shape-user.ts';

export function showReview(repository: Repository, pull: Pull, review: Review) {
  const pullUrl = `${repository.apiUrl}/pulls/${pull.issue.number}`;
  const htmlUrl = `${repository.htmlUrl}/pull/${pull.issue.number}#pullrequestreview-${review.id}`;
  return {
    id: review.id,
    node_id: nodeId('PullRequestReview', review.id),
    user: showUserOrNull(repository.world, review.author),
    body: review.body,
    state: review.state,
    html_url: htmlUrl,
    pull_request_url: pullUrl,
    author_association: repository.permissions.has(review.author) ? 'COLLABORATOR' : 'NONE',
    _links: { html: { href: htmlUrl }, pull_request: { href: pullUrl } },
    ...(review.submittedAt ? { submitted_at: review.submittedAt } : {}),
    commit_id: review.commit,
  };
}
