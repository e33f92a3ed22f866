// Everything that the dataset rules want to know, from the bytes of the files: opens them, has their lines scanned by
// as many threads as pay, and puts the facts together.

import { compareText } from '../core/finding.ts';
import type { DatasetFacts, Pair, Split } from '../dataset/facts.ts';
import { findPairs } from '../dataset/scan/find-pairs.ts';
import { RecordTable } from '../dataset/scan/record-table.ts';
import { bandColumns, pairWorkOf, type ScanPlan, type ScanWork } from '../dataset/scan/stretch-scanner.ts';
import { ScanCache } from './scan-cache.ts';
import { ScanCrew, threadsFor } from './scan-crew.ts';
import { DatasetScan } from './scan-dataset.ts';
import { ScanRun } from './scan-run.ts';

/** A file's content at the base of the comparison. */
export interface BaseContent {
  /** The git blob id of the content: what the cache calls it. */
  key: string;
  open(): AsyncIterable<Uint8Array>;
}

export interface ScanInput {
  /** Reported: relative to the root, with `/`. */
  path: string;
  /** Absolute. */
  file: string;
  role: string;
  split: Split | null;
  variant: string;
  /** Git's id of exactly these bytes, if it is known without hashing them: then they can be a base in the cache. */
  blob?: string;
  /** With a comparison: `null` when the file did not exist at the base, so that every line is new. */
  base?: BaseContent | null;
}

export interface ScanOptions {
  /** Role → JSON Schema (draft 2020-12) that replaces the built-in one. */
  schemas: Record<string, object>;
  /** What no enabled rule asks for: left out of the facts, and not computed where nothing else needs it. */
  skip?: ReadonlySet<ScanWork>;
  /** Jaccard similarity from which two records are near duplicates; 0 to 1. */
  near: number;
  /** Jaccard similarity from which a train record leaks a held-out one; 0 to 1. */
  leakage: number;
  /** Levels of arrays and objects; at most 512. */
  maxDepth: number;
  /** Longer lines are a fault and are not read. */
  maxLineBytes: number;
  /** Where signatures of base contents are kept between runs. */
  cacheDir?: string;
  progress?: (bytesDone: number, bytesTotal: number) => void;
}

/** For tests and the bench: what never changes the facts. */
export interface ScanTuning {
  threads?: number;
  /** Bytes that a thread takes at once. */
  stretchBytes?: number;
}

/** The kernel keeps a frame for each level of a record. */
const deepest = 512;

/**
 * Reads every file and returns the facts, ordered by path and line; they do not depend on the number of threads or on
 * the cache. Wrong data is in the facts; a file that cannot be read, is no regular file or changes meanwhile, a schema
 * that does not compile, and a cache that cannot be written, are SetupErrors.
 */
export async function scanDatasets(
  inputs: ScanInput[],
  options: ScanOptions,
  tuning: ScanTuning = {},
): Promise<DatasetFacts> {
  const sorted = inputs.toSorted((a, b) => compareText(a.path, b.path));
  const limits = { maxDepth: Math.min(options.maxDepth, deepest), maxLineBytes: options.maxLineBytes };
  const cache = options.cacheDir === undefined ? null : new ScanCache(options.cacheDir);
  const plan: ScanPlan = {
    files: sorted.map(({ role, split, base }) => {
      return { role, split, isCompared: Boolean(base), isKept: Boolean(base && cache) };
    }),
    schemas: options.schemas,
    skip: options.skip ?? new Set(),
    near: options.near,
    leakage: options.leakage,
    ...limits,
  };
  const scans: DatasetScan[] = [];
  let crew: ScanCrew | undefined;
  try {
    for (const input of sorted) scans.push(new DatasetScan(input, limits, cache));
    const total = scans.reduce((sum, { handle }) => sum + handle.size, 0);
    const handles = scans.map(({ handle }) => handle);
    crew = await ScanCrew.start(plan, handles, tuning.threads ?? threadsFor(total));
    const progress = (bytesDone: number) => options.progress?.(bytesDone, total);
    await new ScanRun(plan, scans, crew, tuning.stretchBytes ?? 1 << 20, progress).run();
    await crew.end();
    const facts = { files: scans.map((scan) => scan.facts()), pairs: findAllPairs(plan, scans) };
    for (const { handle } of scans) handle.checkUnchanged();
    for (const scan of scans) scan.keep(bandColumns(plan));
    return facts;
  } finally {
    await crew?.end();
    for (const { handle } of scans) handle.close();
  }
}

function findAllPairs(plan: ScanPlan, scans: readonly DatasetScan[]): Pair[] {
  if (!pairWorkOf(plan).pairs) return [];
  const bands = bandColumns(plan);
  const found: Pair[] = [];
  for (const role of new Set(scans.map(({ input }) => input.role))) {
    const files = scans.filter(({ input }) => input.role === role).map((scan) => scan.scanned());
    for (const pair of findPairs(new RecordTable(files, bands), { ...plan, bands })) {
      if (!plan.skip.has(pair.leak ? 'leakage' : pair.kind)) found.push(pair);
    }
  }
  return found.sort(
    (a, b) =>
      compareText(a.later.path, b.later.path) ||
      a.later.line - b.later.line ||
      compareText(a.earlier.path, b.earlier.path) ||
      a.earlier.line - b.earlier.line,
  );
}
