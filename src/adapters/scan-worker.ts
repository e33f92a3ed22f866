// The entry of a scan's worker threads: it takes stretches of files from a counter that all threads share, until none
// is left.

import { parentPort, workerData } from 'node:worker_threads';
import type { Block } from '../dataset/scan/block.ts';
import type { LineFacts } from '../dataset/scan/known-lines.ts';
import type { Stretch } from '../dataset/scan/scanner.ts';
import { type HeldOut, type ScanPlan, StretchScanner } from '../dataset/scan/stretch-scanner.ts';
import { readerOf } from './scan-file.ts';

export interface WorkerStart {
  plan: ScanPlan;
  /** For each file of the plan: its descriptor, and what is known of its lines. */
  files: readonly { descriptor: number; known: LineFacts | null }[];
}

export interface ScanTask extends Stretch {
  /** Number of the file in the plan. */
  file: number;
  /** Whether lines may be recalled from what is known. */
  recalls: boolean;
}

/** Tasks that may be done at the same time. */
export interface WorkerRound {
  tasks: readonly ScanTask[];
  heldOut: readonly HeldOut[];
  /** Holds one number: the next task to take. */
  counter: Int32Array<SharedArrayBuffer>;
}

/** A block for its task; without them the round is over for this worker. */
export interface WorkerAnswer {
  task?: number;
  block?: Block;
}

/** The next task of a round, or -1. */
export function takeTask({ tasks, counter }: WorkerRound): number {
  const task = Atomics.add(counter, 0, 1);
  return task < tasks.length ? task : -1;
}

if (parentPort) {
  const port = parentPort;
  const { plan, files } = workerData as WorkerStart;
  const scanner = StretchScanner.create(
    plan,
    files.map(({ known }) => known),
  );
  port.on('message', async (round: WorkerRound) => {
    const own = await scanner;
    for (const heldOut of round.heldOut) own.addHeldOut(heldOut);
    for (let task = takeTask(round); task >= 0; task = takeTask(round)) {
      const { file, recalls, ...stretch } = round.tasks[task] as ScanTask;
      const { descriptor } = files[file] as WorkerStart['files'][number];
      const block = own.scan(file, readerOf(descriptor), stretch, recalls);
      const { rows, signatures, contents, marks, details, matches } = block;
      const transfer = [rows, signatures, contents, marks, details, matches].map(({ buffer }) => buffer);
      port.postMessage({ task, block } satisfies WorkerAnswer, transfer);
    }
    port.postMessage({} satisfies WorkerAnswer);
  });
}
