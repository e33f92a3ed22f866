// What a pull request does to its own gate. The configuration of the base judges; the head's is compared with it.

import type { Draft, Place } from '../core/finding.ts';
import type { DatasetName } from '../dataset/facts.ts';

export interface ChangeFacts {
  /** Each way in which the head's configuration or baseline asks less than the base's, and errors in the head's. */
  loosened: Draft[];
  /** Held-out files of the base of whose role and split no record is left. */
  removed: (DatasetName & { path: string })[];
  /** Required mentions that a story had at the base and has no more; `line` is the story's, or 1. */
  dropped: (Place & { story: string; mentions: string[] })[];
  /** Stories that the plan of the base had and the head's has not; `null` when it has all of them. */
  unplanned: (Place & { stories: string[] }) | null;
}

/** What the baseline still lists although no finding answers to it. */
export interface BaselineFacts {
  stale: Draft[];
}
