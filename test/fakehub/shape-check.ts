// A check run as the API shows it.

import type { CheckRun } from './model.ts';
import type { Repository } from './repository.ts';
import { showApp } from './shape-app.ts';
import { nodeId } from './shape-user.ts';

export function showCheck(repository: Repository, check: CheckRun) {
  const url = `${repository.apiUrl}/check-runs/${check.id}`;
  return {
    id: check.id,
    name: check.name,
    node_id: nodeId('CheckRun', check.id),
    head_sha: check.sha,
    external_id: check.externalId,
    url,
    html_url: `${repository.htmlUrl}/runs/${check.id}`,
    details_url: check.detailsUrl ?? `${repository.htmlUrl}/runs/${check.id}`,
    status: check.status,
    conclusion: check.conclusion,
    started_at: check.startedAt,
    completed_at: check.completedAt,
    output: { ...check.output, annotations_count: check.annotations.length, annotations_url: `${url}/annotations` },
    check_suite: { id: check.suite },
    app: showApp(repository.world, check.appId),
    pull_requests: showPullsAt(repository, check.sha, repository),
  };
}

/** What webhooks tell: the suite by itself. */
export function showToldCheck(repository: Repository, check: CheckRun) {
  const shown = showCheck(repository, check);
  const suite = {
    id: check.suite,
    head_branch: null,
    head_sha: check.sha,
    status: check.status,
    conclusion: check.conclusion,
    url: `${repository.apiUrl}/check-suites/${check.suite}`,
    before: null,
    after: check.sha,
    pull_requests: shown.pull_requests,
    app: shown.app,
    created_at: check.startedAt,
    updated_at: check.startedAt,
  };
  return { ...shown, check_suite: suite };
}

/** Open pull requests with this head, of the repository itself alone: GitHub tells none for forks. */
export function showPullsAt(repository: Repository, sha: string, headRepository: Repository) {
  if (headRepository !== repository) return [];
  const told = ({ id, apiUrl, name }: Repository) => ({ id, url: apiUrl, name });
  return repository.pulls
    .filter(({ head, issue }) => head.sha === sha && head.repository === repository && issue.state === 'open')
    .map(({ id, issue, head, base }) => ({
      id,
      number: issue.number,
      url: `${repository.apiUrl}/pulls/${issue.number}`,
      head: { ref: head.ref, sha: head.sha, repo: told(repository) },
      base: { ref: base.ref, sha: base.sha, repo: told(repository) },
    }));
}
