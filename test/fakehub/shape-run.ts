// Workflows, their runs, jobs and artifacts as the API shows them.

import { createHash } from 'node:crypto';
import type { Artifact, Job, Run, Workflow } from './model.ts';
import type { Repository } from './repository.ts';
import { showPullsAt } from './shape-check.ts';
import { showGroupHead } from './shape-commit.ts';
import { showMinimal } from './shape-repository.ts';
import { nodeId, showUser } from './shape-user.ts';

export function showWorkflow({ apiUrl, htmlUrl, createdAt, defaultBranch }: Repository, workflow: Workflow) {
  return {
    id: workflow.id,
    node_id: nodeId('Workflow', workflow.id),
    name: workflow.name,
    path: workflow.path,
    state: 'active',
    created_at: createdAt,
    updated_at: createdAt,
    url: `${apiUrl}/actions/workflows/${workflow.id}`,
    html_url: `${htmlUrl}/blob/${defaultBranch}/${workflow.path}`,
    badge_url: `${htmlUrl}/workflows/${encodeURIComponent(workflow.name)}/badge.svg`,
  };
}

export function showRun(repository: Repository, run: Run) {
  const { world, apiUrl, htmlUrl } = repository;
  const url = `${apiUrl}/actions/runs/${run.id}`;
  return {
    id: run.id,
    name: run.workflow.name,
    node_id: nodeId('WorkflowRun', run.id),
    check_suite_id: run.id,
    check_suite_node_id: nodeId('CheckSuite', run.id),
    head_branch: run.branch,
    head_sha: run.sha,
    path: run.workflow.path,
    run_number: run.number,
    run_attempt: run.attempt,
    referenced_workflows: [],
    event: run.event,
    display_title: run.title,
    status: run.status,
    conclusion: run.conclusion,
    workflow_id: run.workflow.id,
    url,
    html_url: `${htmlUrl}/actions/runs/${run.id}`,
    pull_requests: showPullsAt(repository, run.sha, run.headRepository),
    created_at: run.createdAt,
    updated_at: run.updatedAt,
    run_started_at: run.createdAt,
    actor: showUser(world, run.actor),
    triggering_actor: showUser(world, run.actor),
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    check_suite_url: `${apiUrl}/check-suites/${run.id}`,
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    previous_attempt_url: null,
    workflow_url: `${apiUrl}/actions/workflows/${run.workflow.id}`,
    head_commit: showGroupHead(repository, run.sha),
    repository: showMinimal(repository),
    head_repository: showMinimal(run.headRepository),
    head_repository_id: run.headRepository.id,
  };
}

export function showJob(repository: Repository, run: Run, job: Job) {
  const { apiUrl, htmlUrl } = repository;
  return {
    id: job.id,
    run_id: run.id,
    run_url: `${apiUrl}/actions/runs/${run.id}`,
    run_attempt: run.attempt,
    node_id: nodeId('Job', job.id),
    head_sha: run.sha,
    head_branch: run.branch,
    workflow_name: run.workflow.name,
    url: `${apiUrl}/actions/jobs/${job.id}`,
    html_url: `${htmlUrl}/actions/runs/${run.id}/job/${job.id}`,
    status: job.status,
    conclusion: job.conclusion,
    created_at: run.createdAt,
    started_at: job.startedAt,
    completed_at: job.completedAt,
    name: job.name,
    steps: job.steps.map(({ name, conclusion }, index) => ({
      name,
      status: 'completed',
      conclusion,
      number: index + 1,
      started_at: job.startedAt,
      completed_at: job.completedAt,
    })),
    check_run_url: `${apiUrl}/check-runs/${job.id}`,
    labels: ['ubuntu-latest'],
    runner_id: 1,
    runner_name: 'runner',
    runner_group_id: 1,
    runner_group_name: 'GitHub Actions',
  };
}

export function showArtifact(repository: Repository, artifact: Artifact) {
  const { run } = artifact;
  const url = `${repository.apiUrl}/actions/artifacts/${artifact.id}`;
  return {
    id: artifact.id,
    node_id: nodeId('Artifact', artifact.id),
    name: artifact.name,
    size_in_bytes: artifact.data.length,
    url,
    archive_download_url: `${url}/zip`,
    expired: artifact.expired,
    digest: `sha256:${createHash('sha256').update(artifact.data).digest('hex')}`,
    created_at: artifact.createdAt,
    updated_at: artifact.createdAt,
    expires_at: artifact.createdAt.replace(/^\d{4}/, (year) => String(Number(year) + 1)),
    workflow_run: {
      id: run.id,
      repository_id: repository.id,
      head_repository_id: run.headRepository.id,
      head_branch: run.branch,
      head_sha: run.sha,
    },
  };
}
