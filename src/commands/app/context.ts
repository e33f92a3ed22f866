// What a piece of the app's work may know of the world: the same behind the server and in a workflow's step.

import type { GitHub } from '../../adapters/github/client.ts';

export interface AppContext {
  github: GitHub;
  /** Who writes, so that own comments and checks are known again. */
  self: {
    /** As comments show it: `goldgate[bot]`, `github-actions[bot]`. */
    login: string;
    /** The App's id, as its check runs show it; `null` while no check run has told it. */
    appId: number | null;
    /** Whether nobody else can write its check runs, so that records of approvals may stand there. */
    recordsApprovals: boolean;
  };
  now(): Date;
  /** One line of a structured log: no secret, no text that somebody else wrote. */
  log(fields: Readonly<Record<string, string | number | boolean | null>>, message: string): void;
  /** Runs `job` when no other job of this key runs in this process. Takes no key twice: a job must not lock its own. */
  locked<Result>(key: string, job: () => Promise<Result>): Promise<Result>;
}
