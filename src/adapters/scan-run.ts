// The order in which the stretches of all files are scanned, and what the main thread does beside scanning.

import { sideOf } from '../dataset/scan/pairs.ts';
import { type HeldOut, type Known, pairWorkOf, type ScanPlan } from '../dataset/scan/stretch-scanner.ts';
import type { ScanCrew } from './scan-crew.ts';
import type { DatasetScan } from './scan-dataset.ts';
import type { ScanTask } from './scan-worker.ts';

/** Hashed by the main thread between two stretches. */
const hashedAtOnce = 1 << 22;

export class ScanRun {
  readonly #plan: ScanPlan;
  readonly #scans: readonly DatasetScan[];
  readonly #crew: ScanCrew;
  readonly #stretchBytes: number;
  readonly #progress: (bytesDone: number) => void;
  readonly #unhashed: DatasetScan[];
  #bytesDone = 0;

  /** `scans` in the order of the plan's files; `stretchBytes`: what a thread takes at once. */
  constructor(
    plan: ScanPlan,
    scans: readonly DatasetScan[],
    crew: ScanCrew,
    stretchBytes: number,
    progress: (bytesDone: number) => void,
  ) {
    this.#plan = plan;
    this.#scans = scans;
    this.#crew = crew;
    this.#stretchBytes = stretchBytes;
    this.#progress = progress;
    this.#unhashed = plan.skip.has('hash') ? [] : [...scans];
  }

  /**
   * Fills the blocks of every file. Held-out files that can leak come first: training records look for their records
   * as they pass, which takes no memory.
   */
  async run(): Promise<void> {
    const { leaks } = pairWorkOf(this.#plan);
    const isEarly = ({ input }: DatasetScan) => leaks.has(input.role) && sideOf(input.split) === 'held-out';
    const early = this.#scans.filter(isEarly);
    if (early.length > 0) await this.#scanFiles(early, []);
    for (const scan of early) scan.settle();
    const heldOut = [...leaks].map((role): HeldOut => {
      const files = early.filter(({ input }) => input.role === role);
      return { role, signatures: joinSignatures(files), hasNew: files.some(({ hasNewLines }) => hasNewLines) };
    });
    const late = this.#scans.filter((scan) => !isEarly(scan));
    await this.#scanFiles(late, heldOut);
    await this.#rescan();
    while (this.#hash());
  }

  async #scanFiles(scans: readonly DatasetScan[], heldOut: readonly HeldOut[]): Promise<void> {
    const owners: DatasetScan[] = [];
    const tasks: ScanTask[] = [];
    for (const scan of scans) {
      for (let start = 0; start < scan.handle.size; start += this.#stretchBytes) {
        const end = Math.min(start + this.#stretchBytes, scan.handle.size);
        tasks.push({ file: this.#scans.indexOf(scan), start, end, recalls: true });
        owners.push(scan);
      }
    }
    // While workers scan, the main thread reads the bases: they come from git, which is a process of its own.
    const bases = async () => {
      for (const scan of scans) await scan.readBase();
    };
    const known = scans.flatMap((scan): Known[] => {
      const facts = scan.recall();
      return facts ? [{ file: this.#scans.indexOf(scan), facts }] : [];
    });
    const blocks = await this.#crew.scan({ tasks, heldOut, known }, bases, () => {
      this.#hash();
      this.#progress(this.#bytesDone);
    });
    for (const [i, block] of blocks.entries()) owners[i]?.blocks.push(block);
  }

  /** Scans blocks again whose lines were recalled, and turned out to be new. */
  async #rescan(): Promise<void> {
    const places: [scan: DatasetScan, number: number][] = [];
    for (const scan of this.#scans) for (const number of scan.settle()) places.push([scan, number]);
    const tasks = places.map(([scan, number]): ScanTask => {
      const start = number * this.#stretchBytes;
      const end = Math.min(start + this.#stretchBytes, scan.handle.size);
      return { file: this.#scans.indexOf(scan), start, end, recalls: false };
    });
    if (tasks.length === 0) return;
    const blocks = await this.#crew.scan(
      { tasks, heldOut: [], known: [] },
      async () => {},
      () => {},
    );
    for (const [i, [scan, number]] of places.entries()) scan.blocks.splice(number, 1, ...blocks.slice(i, i + 1));
  }

  /** Hashes some more of the files; `false` when all is hashed. */
  #hash(): boolean {
    for (let scan = this.#unhashed[0]; scan; scan = this.#unhashed[0]) {
      const bytes = scan.handle.hash(hashedAtOnce);
      this.#bytesDone += bytes;
      if (bytes > 0) return true;
      this.#unhashed.shift();
    }
    return false;
  }
}

function joinSignatures(scans: readonly DatasetScan[]): Uint8Array {
  const parts = scans.flatMap(({ blocks }) => blocks.map(({ signatures }) => signatures));
  const joined = new Uint8Array(new SharedArrayBuffer(parts.reduce((sum, { length }) => sum + length, 0)));
  let filled = 0;
  for (const part of parts) {
    joined.set(part, filled);
    filled += part.length;
  }
  return joined;
}
