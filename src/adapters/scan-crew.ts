// The threads of one scan. The main thread works too, so a small scan has no other and pays for none.

import { availableParallelism } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import type { Block } from '../dataset/scan/block.ts';
import { type ScanPlan, StretchScanner } from '../dataset/scan/stretch-scanner.ts';
import type { DatasetHandle } from './scan-file.ts';
import {
  prepare,
  type ScanTask,
  takeTask,
  type WorkerAnswer,
  type WorkerRound,
  type WorkerStart,
} from './scan-worker.ts';

/** A thread is worth its start from this many bytes on; about 10,000 records. */
const bytesWorthAThread = 24 * 1024 * 1024;
const mostThreads = 4;
/** The young generation holds a few records, which are garbage at once; the old one the longest line that may come. */
const workerLimits = { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 1024 };

export class ScanCrew {
  readonly #handles: readonly DatasetHandle[];
  readonly #own: StretchScanner;
  readonly #workers: Worker[];
  /** Rejects when a worker dies, whatever it was doing. */
  readonly #death: Promise<never>;
  #receive: (answer: WorkerAnswer) => void = () => {};

  /** `handles` in the order of the plan's files. Throws SetupError when a schema of the plan does not compile. */
  static async start(plan: ScanPlan, handles: readonly DatasetHandle[], threads: number): Promise<ScanCrew> {
    return new ScanCrew(await StretchScanner.create(plan), plan, handles, threads);
  }

  private constructor(own: StretchScanner, plan: ScanPlan, handles: readonly DatasetHandle[], threads: number) {
    this.#own = own;
    this.#handles = handles;
    // Millions of records must not make V8 hoard memory between two collections: they are garbage at once.
    if (threads > 1) setFlagsFromString('--optimize-for-size');
    const workerData: WorkerStart = { plan, descriptors: handles.map(({ descriptor }) => descriptor) };
    const start = () => new Worker(workerFile, { workerData, resourceLimits: workerLimits });
    this.#workers = Array.from({ length: threads - 1 }, start);
    this.#death = new Promise((_, reject) => {
      for (const worker of this.#workers) {
        worker.on('message', (answer: WorkerAnswer) => this.#receive(answer));
        worker.once('error', reject);
        worker.once('exit', (code) => reject(new Error(`a worker of the scan ended with code ${code}`)));
      }
    });
    this.#death.catch(() => undefined);
  }

  /**
   * Does the tasks of a round; returns their blocks in the same order. The main thread does `before` first, then takes
   * its share, and calls `between` after each task. A worker that is still starting is not waited for.
   */
  async scan(work: Omit<WorkerRound, 'counter'>, before: () => Promise<void>, between: () => void): Promise<Block[]> {
    const round: WorkerRound = { ...work, counter: new Int32Array(new SharedArrayBuffer(4)) };
    const blocks = new Array<Block>(round.tasks.length);
    let missing = blocks.length;
    const complete = new Promise<void>((resolve) => {
      if (missing === 0) resolve();
      this.#receive = ({ task, block }) => {
        blocks[task] = block;
        if (--missing === 0) resolve();
      };
    });
    for (const worker of this.#workers) worker.postMessage(round);
    await Promise.race([before(), this.#death]);
    prepare(this.#own, round);
    for (let task = takeTask(round); task >= 0; task = takeTask(round)) {
      const { file, recalls, ...stretch } = round.tasks[task] as ScanTask;
      const block = this.#own.scan(file, (this.#handles[file] as DatasetHandle).read, stretch, recalls);
      this.#receive({ task, block });
      between();
      if (this.#workers.length > 0) await Promise.race([setImmediate(), this.#death]);
    }
    await Promise.race([complete, this.#death]);
    return blocks;
  }

  /** Gives the threads back, and their memory. */
  async end(): Promise<void> {
    const workers = this.#workers.splice(0);
    for (const worker of workers) worker.removeAllListeners();
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

/** As many threads as pay for themselves. */
export function threadsFor(bytes: number): number {
  return Math.max(1, Math.min(mostThreads, availableParallelism(), Math.floor(bytes / bytesWorthAThread) + 1));
}

/** Beside this file, as source or compiled; beside the bundle, which is where `import.meta.url` is then. */
const workerFile = new URL(`./scan-worker${import.meta.url.slice(import.meta.url.lastIndexOf('.'))}`, import.meta.url);
