// What an event asks for. Every piece of work reads everything anew, so doing one twice, late or out of order is harmless.

export interface RepositoryName {
  owner: string;
  repo: string;
}

/** A review as its own delivery told it: `head` is the commit that its reviewer saw, which GitHub may change later. */
export interface SubmittedReview {
  review: number;
  head: string;
}

/** Bring what GitHub shows of one pull request up to date. Two pieces for one pull request are merged into one. */
export interface PullRequestWork {
  kind: 'pull-request';
  number: number;
  reviews: readonly SubmittedReview[];
  /** Earlier heads, whose checks may hold the records. */
  heads: readonly string[];
  /** Comments that may hold a command. */
  comments: readonly number[];
  /** Workflow runs that have ended. */
  runs: readonly number[];
  /** The review stands as it is: only the comments and the runs are to be seen to. */
  settled?: true;
}

/** Answer for a merge group of the merge queue. */
export interface MergeGroupWork {
  kind: 'merge-group';
  /** `refs/heads/gh-readonly-queue/…`. */
  ref: string;
  /** The commit that the group stands on. */
  base: string;
  sha: string;
}

/** Find the pull requests whose head this is, also those of forks; `run` is the ended workflow run that named it, or null. */
export interface CommitWork {
  kind: 'commit';
  sha: string;
  run: number | null;
}

/** The nightly workflow has ended on the default branch. */
export interface NightlyWork {
  kind: 'nightly';
  run: number;
}

/** Find every open pull request of the repository, and what a missed event has left undone there. */
export interface RepositoryWork {
  kind: 'repository';
}

export type Work = PullRequestWork | MergeGroupWork | CommitWork | NightlyWork | RepositoryWork;
