// One opened dataset: every later look at it goes through the same descriptor, and a change meanwhile is noticed.

import { createHash, type Hash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { reasonOf, SetupError } from '../core/errors.ts';
import type { ReadBytes } from '../dataset/scan/scanner.ts';

const hashedAtOnce = 1 << 18;
let buffer: Buffer | undefined;

export class DatasetHandle {
  readonly path: string;
  readonly descriptor: number;
  readonly size: number;
  readonly read: ReadBytes;
  readonly #modified: bigint;
  readonly #hash: Hash = createHash('sha256');
  #hashed = 0;

  /** `path` names the file in messages. Throws SetupError when it cannot be read or is no regular file. */
  constructor(path: string, file: string) {
    this.path = path;
    try {
      // A FIFO would keep a plain open waiting for a writer.
      this.descriptor = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
    } catch (thrown) {
      throw new SetupError(
        `${path} cannot be read: ${reasonOf(thrown)}. Restore it, or exclude it in the configuration.`,
      );
    }
    const stat = fstatSync(this.descriptor, { bigint: true });
    if (!stat.isFile()) {
      this.close();
      throw new SetupError(`${path} is not a regular file. Remove it, or exclude it in the configuration.`);
    }
    this.size = Number(stat.size);
    this.#modified = stat.mtimeNs;
    this.read = readerOf(this.descriptor);
  }

  /** Hashes at most `bytes` more of the file; returns how many it hashed, 0 at the end. */
  hash(bytes: number): number {
    buffer ??= Buffer.allocUnsafeSlow(hashedAtOnce);
    const before = this.#hashed;
    while (this.#hashed - before < bytes) {
      const more = this.read(buffer, 0, hashedAtOnce, this.#hashed);
      if (more === 0) break;
      this.#hash.update(buffer.subarray(0, more));
      this.#hashed += more;
    }
    return this.#hashed - before;
  }

  /** Lower-case hex SHA-256, once everything is hashed; empty when nothing is. */
  sha256(): string {
    return this.#hashed === this.size ? this.#hash.digest('hex') : '';
  }

  /** Throws SetupError when the file was written to since it was opened. */
  checkUnchanged(): void {
    const { size, mtimeNs } = fstatSync(this.descriptor, { bigint: true });
    if (Number(size) === this.size && mtimeNs === this.#modified) return;
    throw new SetupError(`${this.path} changed while it was read. Run the check again when nothing writes to it.`);
  }

  close(): void {
    closeSync(this.descriptor);
  }
}

/** Descriptors are of the whole process: a worker reads through the number that the main thread opened. */
export function readerOf(descriptor: number): ReadBytes {
  return (into, offset, length, position) => readSync(descriptor, into, offset, length, position);
}
