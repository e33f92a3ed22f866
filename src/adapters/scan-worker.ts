// The entry of a scan's worker threads: it takes stretches of files from a counter that all threads share, until none
// is left.

import { parentPort, workerData } from 'node:worker_threads';
import type { Block } from '../dataset/scan/block.ts';
import type { Stretch } from '../dataset/scan/scanner.ts';
import { type HeldOut, type Known, type ScanPlan, StretchScanner } from '../dataset/scan/stretch-scanner.ts';
import { readerOf } from './scan-file.ts';

export interface WorkerStart {
  plan: ScanPlan;
  /** For each file of the plan. */
  descriptors: readonly number[];
}

export interface ScanTask extends Stretch {
  /** Number of the file in the plan. */
  file: number;
  /** Whether lines may be recalled from what is known. */
  recalls: boolean;
}

/** Tasks that may be done at the same time, and what they need. */
export interface WorkerRound {
  tasks: readonly ScanTask[];
  heldOut: readonly HeldOut[];
  known: readonly Known[];
  /** Holds one number: the next task to take. */
  counter: Int32Array<SharedArrayBuffer>;
}

export interface WorkerAnswer {
  task: number;
  block: Block;
}

/** The next task of a round, or -1. */
export function takeTask({ tasks, counter }: WorkerRound): number {
  const task = Atomics.add(counter, 0, 1);
  return task < tasks.length ? task : -1;
}

/** Gives a scanner what the tasks of a round need. */
export function prepare(scanner: StretchScanner, { heldOut, known }: WorkerRound): void {
  for (const one of known) scanner.addKnown(one);
  for (const one of heldOut) scanner.addHeldOut(one);
}

if (parentPort) {
  const port = parentPort;
  const { plan, descriptors } = workerData as WorkerStart;
  const scanner = StretchScanner.create(plan);
  port.on('message', async (round: WorkerRound) => {
    const own = await scanner;
    prepare(own, round);
    for (let task = takeTask(round); task >= 0; task = takeTask(round)) {
      const { file, recalls, ...stretch } = round.tasks[task] as ScanTask;
      const block = own.scan(file, readerOf(descriptors[file] as number), stretch, recalls);
      const { rows, signatures, contents, marks, details, matches } = block;
      const transfer = [rows, signatures, contents, marks, details, matches].map(({ buffer }) => buffer);
      port.postMessage({ task, block } satisfies WorkerAnswer, transfer);
    }
  });
}
