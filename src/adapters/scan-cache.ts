// Keeps what is known of the lines of base contents between runs. Entries are named after everything they depend on
// and carry their own hash: a cache that is broken or stale is a cache that is empty. The hash is no seal, though: who may
// write into the folder may say what the base's lines are, so only runs that are trusted may share one.

import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { reasonOf, SetupError } from '../core/errors.ts';
import { decodeEntry, type EntryKey, encodeEntry, entryName } from '../dataset/scan/known-entry.ts';
import type { LineFacts } from '../dataset/scan/known-lines.ts';

/** When the entries are larger together, the ones that were not used longest go. */
const mostBytes = 512 * 1024 * 1024;
const suffix = '.lines';

export class ScanCache {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The facts of an entry, in memory that threads can share; `null` when there is no such entry, or no sound one. */
  read(key: EntryKey): LineFacts | null {
    const name = entryName(key);
    const path = this.#pathOf(name);
    let descriptor: number;
    try {
      descriptor = openSync(path, 'r');
    } catch {
      return null;
    }
    try {
      const { size } = fstatSync(descriptor);
      if (size > mostBytes) return null;
      const bytes = new Uint8Array(new SharedArrayBuffer(size));
      for (let filled = 0; filled < size; ) {
        const more = readSync(descriptor, bytes, filled, size - filled, filled);
        if (more === 0) return null;
        filled += more;
      }
      const facts = decodeEntry(name, bytes);
      if (facts) utimesSync(path, new Date(), new Date());
      return facts;
    } catch {
      return null;
    } finally {
      closeSync(descriptor);
    }
  }

  /** Writes an entry under another name, then renames it: nobody reads half of one. Throws SetupError when it cannot. */
  write(key: EntryKey, facts: LineFacts): void {
    const name = entryName(key);
    const half = `${this.#pathOf(name)}.${process.pid}`;
    try {
      mkdirSync(this.#folder, { recursive: true });
      try {
        writeFileSync(half, encodeEntry(name, facts));
        renameSync(half, this.#pathOf(name));
      } finally {
        rmSync(half, { force: true });
      }
    } catch (thrown) {
      throw new SetupError(
        `the cache ${this.#folder} cannot be written: ${reasonOf(thrown)}. Choose another folder, or none.`,
      );
    }
  }

  has(key: EntryKey): boolean {
    return statSync(this.#pathOf(entryName(key)), { throwIfNoEntry: false }) !== undefined;
  }

  /** Removes the entries that were not used longest, until the rest is within bounds. */
  prune(): void {
    const entries = readdirSync(this.#folder, { withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.includes(suffix))
      .map(({ name }) => ({ path: join(this.#folder, name), ...sizeAndTime(join(this.#folder, name)) }))
      .sort((a, b) => b.time - a.time);
    let bytes = 0;
    for (const { path, size } of entries) {
      bytes += size;
      if (bytes > mostBytes) rmSync(path, { force: true });
    }
  }

  #pathOf(name: string): string {
    return join(this.#folder, name + suffix);
  }
}

function sizeAndTime(path: string): { size: number; time: number } {
  const stat = statSync(path, { throwIfNoEntry: false });
  return { size: stat?.size ?? 0, time: stat?.mtimeMs ?? 0 };
}
