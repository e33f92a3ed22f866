// A small Actions runner: takes the runs that wait in the fake GitHub, and ends those that are cancelled there.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Run } from '../fakehub/model.ts';
import { Job, type JobOptions, type JobView } from './job.ts';

export class Runner {
  readonly #options: Omit<JobOptions, 'temp'>;
  readonly #temp = mkdtempSync(join(tmpdir(), 'goldgate-runner-'));
  readonly #jobs = new Map<Run, Job>();
  readonly #watch: NodeJS.Timeout;

  constructor(options: Omit<JobOptions, 'temp'>) {
    this.#options = options;
    this.#watch = setInterval(() => this.#look(), 100);
  }

  /** The newest first. */
  views(): JobView[] {
    return [...this.#jobs.values()].map(({ view }) => view).reverse();
  }

  async stop(): Promise<void> {
    clearInterval(this.#watch);
    for (const job of this.#jobs.values()) job.cancel();
    await Promise.all([...this.#jobs.values()].map(({ done }) => done));
    rmSync(this.#temp, { recursive: true, force: true });
  }

  #look(): void {
    for (const run of this.#options.repository.runs.values()) {
      if (run.conclusion === 'cancelled') this.#jobs.get(run)?.cancel();
      if (run.status !== 'queued' || this.#jobs.has(run)) continue;
      run.status = 'in_progress';
      this.#jobs.set(run, new Job(run, { ...this.#options, temp: this.#temp }));
    }
  }
}
