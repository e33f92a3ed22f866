// GitHub Actions, as far as a tuning's workflow matters: a run that finds an older one of its comment ends before it
// spends, and one that spends ends well, badly, too late, or with something else than was asked for.

import { zipSync } from 'fflate';
import type { Random } from '../../src/optimize/random.ts';
import { parseRunTitle } from '../../src/review/command-marker.ts';
import type { Tuned } from '../app/tuning-scene.ts';
import type { Born, Run } from '../fakehub/model.ts';
import type { Repository } from '../fakehub/repository.ts';

type Role = keyof Tuned['runs'];
const roles: readonly Role[] = ['ba', 'qa'];

export class Runner {
  /** Runs that have cost something. */
  readonly spent = new Set<Run>();
  /** Runs that ended because an older one works on their comment. */
  readonly spared = new Set<Run>();
  /** Of these, the ones that were asked for though the older one could be seen. */
  readonly doubled = new Set<Run>();
  readonly #finished = new Set<Run>();
  readonly #tuned: Tuned;
  readonly #zips: Record<Role, Buffer>;
  readonly #die: Random;
  readonly #lagMs: number;

  /** @param lagMs how long GitHub's lists do not show what is new */
  constructor(tuned: Tuned, die: Random, lagMs: number) {
    this.#lagMs = lagMs;
    this.#tuned = tuned;
    this.#die = die;
    const zip = (role: Role) => Buffer.from(zipSync({ ...tuned.runs[role] }));
    this.#zips = { ba: zip('ba'), qa: zip('qa') };
  }

  step(repository: Repository): void {
    for (const run of repository.runs.values()) {
      if (run.status === 'queued' && this.#die.uniform() < 0.6) this.#begin(repository, run);
      else if (run.status === 'in_progress' && this.#die.uniform() < 0.5) this.#end(repository, run);
    }
  }

  /** Whether there was anything that had not ended. */
  finish(repository: Repository): boolean {
    const open = [...repository.runs.values()].filter(({ status }) => status !== 'completed');
    for (const run of open) if (run.status === 'queued') this.#begin(repository, run);
    for (const run of open) if (run.status === 'in_progress') this.#end(repository, run);
    return open.length > 0;
  }

  /** Whether who made `later` had `earlier` in the list; from the look at it to the deed there is a moment, too. */
  couldSee(earlier: Born, later: Born): boolean {
    return later.bornMs - earlier.bornMs > this.#lagMs + 200;
  }

  /** Whether it has left a report, and of the data that was asked for. */
  isReportable(repository: Repository, run: Run): boolean {
    const { role, sha } = run.inputs;
    return this.#finished.has(run) && isData(repository, this.#tuned, role as Role, sha as string);
  }

  #begin(repository: Repository, run: Run): void {
    const comment = commentOf(run);
    const older = [...repository.runs.values()].find(
      (other) =>
        other.id < run.id &&
        commentOf(other) === comment &&
        // One that was cancelled while it waited has cost nothing.
        (other.conclusion !== 'cancelled' || this.spent.has(other)),
    );
    if (older) {
      this.spared.add(run);
      if (this.couldSee(older, run)) this.doubled.add(run);
      repository.completeRun(run, 'failure');
      return;
    }
    this.spent.add(run);
    run.status = 'in_progress';
  }

  #end(repository: Repository, run: Run): void {
    const role = run.inputs.role as Role;
    const other = roles.find((each) => each !== role) as Role;
    const own = { [`tune-${role}`]: this.#zips[role] };
    const foreign = { [`tune-${role}`]: this.#zips[other] };
    const die = this.#die.uniform();
    if (die < 0.08) repository.completeRun(run, 'failure');
    else if (die < 0.12) repository.completeRun(run, 'timed_out', { artifacts: own });
    else if (die < 0.16) repository.completeRun(run, 'success', { artifacts: foreign });
    else {
      // A No-Go fails the run, too.
      repository.completeRun(run, die < 0.4 ? 'failure' : 'success', { artifacts: own });
      // Before anybody has heard of the end.
      if (die > 0.92) repository.expireArtifacts(run);
      else this.#finished.add(run);
    }
    // They were uploaded by a step before the last one, so that lists show them when the run ends.
    for (const artifact of run.artifacts) artifact.bornMs -= 1000;
  }
}

export const commentOf = ({ title }: Run): number | undefined => parseRunTitle(title)?.comment;

const isData = (repository: Repository, { data }: Tuned, role: Role, sha: string): boolean =>
  Object.entries(data)
    .filter(([path]) => path.includes(`/${role}_`))
    .every(([path, text]) => repository.file(path, sha)?.toString() === text);
