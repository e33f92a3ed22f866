// The threads of one scan. The main thread works too, so a small scan has no other and pays for none.

import { availableParallelism } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import type { Block } from '../dataset/scan/block.ts';
import type { ReadBytes } from '../dataset/scan/scanner.ts';
import { type ScanPlan, StretchScanner } from '../dataset/scan/stretch-scanner.ts';
import { type ScanTask, takeTask, type WorkerAnswer, type WorkerRound, type WorkerStart } from './scan-worker.ts';

/** A thread is worth its start from this many bytes on; about 10,000 records. */
const bytesWorthAThread = 24 * 1024 * 1024;
const mostThreads = 4;
/** Large enough for records, small enough that records do not pile up: see `ScanLimits`. */
const workerLimits = { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 512 };

/** A file as the threads see it. */
type CrewFile = WorkerStart['files'][number] & { read: ReadBytes };

export class ScanCrew {
  readonly #files: readonly CrewFile[];
  readonly #own: StretchScanner;
  readonly #workers: Worker[];
  /** Rejects when a worker dies, whatever it was doing. */
  readonly #death: Promise<never>;

  /** `files` in the order of the plan's. Throws SetupError when a schema of the plan does not compile. */
  static async start(plan: ScanPlan, files: readonly CrewFile[], threads: number): Promise<ScanCrew> {
    const own = await StretchScanner.create(
      plan,
      files.map(({ known }) => known),
    );
    return new ScanCrew(own, plan, files, threads);
  }

  private constructor(own: StretchScanner, plan: ScanPlan, files: readonly CrewFile[], threads: number) {
    this.#own = own;
    this.#files = files;
    // Millions of records must not make V8 hoard memory between two collections: they are garbage at once.
    if (threads > 1) setFlagsFromString('--optimize-for-size');
    const workerData: WorkerStart = { plan, files: files.map(({ descriptor, known }) => ({ descriptor, known })) };
    const start = () => new Worker(workerFile, { workerData, resourceLimits: workerLimits });
    this.#workers = Array.from({ length: threads - 1 }, start);
    this.#death = new Promise((_, reject) => {
      for (const worker of this.#workers) {
        worker.once('error', reject);
        worker.once('exit', (code) => reject(new Error(`a worker of the scan ended with code ${code}`)));
      }
    });
    this.#death.catch(() => undefined);
  }

  /**
   * Scans stretches; returns their blocks in the same order. The main thread does `before` first, then takes its
   * share, and calls `between` after each stretch.
   */
  async scan(work: Omit<WorkerRound, 'counter'>, before: () => Promise<void>, between: () => void): Promise<Block[]> {
    const round: WorkerRound = { ...work, counter: new Int32Array(new SharedArrayBuffer(4)) };
    const blocks = new Array<Block>(round.tasks.length);
    const others = this.#workers.map((worker) => finish(worker, round, blocks));
    await Promise.race([before(), this.#death]);
    for (const heldOut of round.heldOut) this.#own.addHeldOut(heldOut);
    for (let task = takeTask(round); task >= 0; task = takeTask(round)) {
      const { file, recalls, ...stretch } = round.tasks[task] as ScanTask;
      blocks[task] = this.#own.scan(file, (this.#files[file] as CrewFile).read, stretch, recalls);
      between();
      if (this.#workers.length > 0) await Promise.race([setImmediate(), this.#death]);
    }
    await Promise.race([Promise.all(others), this.#death]);
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

/** Lets a worker take part in a round; resolves when it has nothing more to do. */
function finish(worker: Worker, round: WorkerRound, blocks: Block[]): Promise<void> {
  return new Promise((resolve) => {
    const listen = ({ task, block }: WorkerAnswer) => {
      if (task !== undefined && block) blocks[task] = block;
      else {
        worker.off('message', listen);
        resolve();
      }
    };
    worker.on('message', listen);
    worker.postMessage(round);
  });
}
