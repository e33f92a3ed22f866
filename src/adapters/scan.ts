// Everything that the dataset rules want to know, from the bytes of the files.

import { open } from 'node:fs/promises';
import { SetupError } from '../core/errors.ts';
import { compareText } from '../core/finding.ts';
import type { DatasetFacts, Split } from '../dataset/facts.ts';
import { type ReferenceFile, scanReference } from '../dataset/scan/reference.ts';

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
  /** With a comparison: `null` when the file did not exist at the base, so that every line is new. */
  base?: BaseContent | null;
}

export type ScanWork = 'schema' | 'exact' | 'key' | 'near' | 'leakage';

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

/**
 * Reads every file once and returns the facts, ordered by path and line. Wrong data is in the facts; a file that
 * cannot be read, is no regular file or changes meanwhile, and a schema that does not compile, are SetupErrors.
 */
export async function scanDatasets(inputs: ScanInput[], options: ScanOptions): Promise<DatasetFacts> {
  const files: ReferenceFile[] = [];
  for (const input of inputs.toSorted((a, b) => compareText(a.path, b.path))) {
    const chunks: Uint8Array[] = [];
    if (input.base) for await (const chunk of input.base.open()) chunks.push(chunk);
    files.push({ ...input, bytes: await readRegular(input), base: Buffer.concat(chunks) });
  }
  return scanReference(files, options);
}

async function readRegular({ path, file }: ScanInput): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    if (!(await handle.stat()).isFile())
      throw new SetupError(`${path} is not a regular file. Remove it or exclude it in the configuration.`);
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}
