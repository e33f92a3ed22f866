// Sees every state of a pull request, so that a success can be held against what was once true of its commit.

import type { Repository } from '../fakehub/repository.ts';
import { expectedOf, type Told } from './oracle.ts';

export class Witness {
  readonly #true = new Set<string>();
  readonly #seen = new Set<string>();
  readonly #repository: Repository;
  readonly #numbers: readonly number[];
  readonly #told: Told;
  readonly wrongs: string[] = [];

  constructor(repository: Repository, numbers: readonly number[], told: Told) {
    this.#repository = repository;
    this.#numbers = numbers;
    this.#told = told;
    this.lookAtWorld();
  }

  /** Successes that were told. */
  get successes(): number {
    return this.#seen.size;
  }

  /** After whatever people did. */
  lookAtWorld(): void {
    const byHead = new Map<string, boolean>();
    for (const number of this.#numbers) {
      const { head, issue } = this.#repository.pull(number);
      if (issue.state !== 'open') continue;
      const { may } = expectedOf(this.#repository, number, this.#told);
      byHead.set(head.sha, may && (byHead.get(head.sha) ?? true));
    }
    for (const [sha, may] of byHead) if (may) this.#true.add(sha);
  }

  /** After whatever the app did. */
  lookAtChecks(): void {
    for (const { id, sha, appId, conclusion } of this.#repository.checks.values()) {
      const key = `${id} ${sha}`;
      if (appId !== this.#repository.world.appId || conclusion !== 'success' || this.#seen.has(key)) continue;
      this.#seen.add(key);
      if (!this.#true.has(sha)) this.wrongs.push(`success on ${sha.slice(0, 7)}, for which the policy never held`);
    }
  }
}
