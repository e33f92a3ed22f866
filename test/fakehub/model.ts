// The plain things that the fake GitHub keeps; how each is shown by the API stands in the shape-*.ts files.

import type { Repository } from './repository.ts';

export type AccountType = 'User' | 'Bot' | 'Mannequin' | 'Organization';
export type RepositoryPermission = 'none' | 'read' | 'triage' | 'write' | 'maintain' | 'admin';
export type Conclusion = 'success' | 'failure' | 'cancelled' | 'timed_out' | 'skipped' | 'neutral';

export interface User {
  id: number;
  login: string;
  type: AccountType;
  emails: string[];
  /** The account is no more; what it wrote shows no user. */
  removed: boolean;
}

export interface Team {
  id: number;
  organization: User;
  slug: string;
  parent: Team | null;
  members: Set<User>;
  pending: Set<User>;
}

/** What may be missing from a list that lags; `bornMs` is the machine's clock, not the world's. */
export interface Born {
  bornMs: number;
}

export interface Reaction extends Born {
  id: number;
  user: User;
  content: string;
  createdAt: string;
}

export interface Comment extends Born {
  id: number;
  repository: Repository;
  issue: number;
  author: User;
  appId: number | null;
  body: string;
  createdAt: string;
  updatedAt: string;
  minimised: boolean;
  reactions: Reaction[];
}

export interface Issue extends Born {
  id: number;
  number: number;
  author: User;
  title: string;
  body: string | null;
  state: 'open' | 'closed';
  stateReason: string | null;
  labels: string[];
  locked: boolean;
  createdAt: string;
  updatedAt: string;
  closedAt: string | null;
  comments: Comment[];
  pull: Pull | null;
}

export interface Pull {
  id: number;
  issue: Issue;
  head: { repository: Repository | null; owner: User; ref: string; sha: string };
  base: { ref: string; sha: string };
  draft: boolean;
  mergedAt: string | null;
  mergedBy: User | null;
  mergeCommit: string | null;
  reviews: Review[];
}

export type ReviewState = 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED' | 'PENDING';

export interface Review extends Born {
  id: number;
  author: User;
  state: ReviewState;
  body: string;
  commit: string;
  submittedAt: string | null;
  updatedAt: string;
  minimised: boolean;
}

export interface CheckRun extends Born {
  id: number;
  appId: number;
  suite: number;
  name: string;
  sha: string;
  externalId: string;
  status: 'queued' | 'in_progress' | 'completed';
  conclusion: string | null;
  startedAt: string | null;
  completedAt: string | null;
  detailsUrl: string | null;
  output: { title: string | null; summary: string | null; text: string | null };
  annotations: Record<string, unknown>[];
}

export interface Step {
  name: string;
  conclusion: Conclusion;
}

export interface Job {
  id: number;
  name: string;
  status: 'queued' | 'in_progress' | 'completed';
  conclusion: Conclusion | null;
  startedAt: string;
  completedAt: string | null;
  steps: Step[];
}

export interface Artifact extends Born {
  id: number;
  run: Run;
  name: string;
  data: Buffer;
  expired: boolean;
  createdAt: string;
}

export interface Workflow {
  id: number;
  path: string;
  name: string;
  definition: Record<string, unknown>;
}

export interface Run extends Born {
  id: number;
  number: number;
  attempt: number;
  workflow: Workflow;
  event: string;
  title: string;
  branch: string | null;
  sha: string;
  /** Of the head: a fork for a fork's pull request. */
  headRepository: Repository;
  actor: User;
  inputs: Record<string, string>;
  status: 'queued' | 'in_progress' | 'completed';
  conclusion: Conclusion | null;
  createdAt: string;
  updatedAt: string;
  jobs: Job[];
  artifacts: Artifact[];
}

export interface QueueEntry {
  id: number;
  number: number;
  base: string;
  baseSha: string;
  sha: string;
  ref: string;
  enqueuedAt: string;
}
