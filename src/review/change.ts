// What a pull request does to its own gate. The configuration of the base judges; the head's is compared with it.

import type { Draft, Place } from '../core/finding.ts';
import type { DatasetName } from '../dataset/facts.ts';

export interface ChangeFacts {
  /** Each way in which the head's configuration or baseline asks less than the base's, and errors in the head's. */
  loosened: Draft[];
  /** Held-out files of the base whose role and split have no file any more. */
  removed: (DatasetName & { path: string })[];
  /** Required mentions that a story had at the base and has no more; `line` is the story's, or 1. */
  dropped: (Place & { story: string; mentions: string[] })[];
}

/** What the baseline still lists although no finding answers to it. */
export interface BaselineFacts {
  stale: Draft[];
}
