// Everything that GitHub knows of a pull request's review, read anew.

import type { ApprovalRecord, PullRequestFacts } from '../../review/facts.ts';
import type { GitHub } from './client.ts';

export async function gatherReview(
  github: GitHub,
  number: number,
  given: { records: readonly ApprovalRecord[] },
): Promise<PullRequestFacts> {
  throw new Error(`not yet: ${github.repository.repo}#${number} ${given.records.length}`);
}
