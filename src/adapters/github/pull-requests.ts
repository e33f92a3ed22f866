// Which open pull requests a commit is the head of, those of forks among them.

import type { GitHub } from './client.ts';

export async function pullRequestsAt(github: GitHub, sha: string): Promise<number[]> {
  throw new Error(`not yet: ${github.repository.repo} ${sha}`);
}
