// A file's bytes as a stream, for the commands that look at every example.

import { constants, promises as fs } from 'node:fs';
import { join } from 'node:path';
import { reasonOf, SetupError } from '../core/errors.ts';

/** In chunks, each good until the next is asked for. `path` has been found to be a regular file below `root`. */
export async function* readBytes(root: string, path: string): AsyncIterable<Uint8Array> {
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0);
  const handle = await fs.open(join(root, path), flags).catch((error: unknown) => {
    throw new SetupError(`${path} cannot be read: ${reasonOf(error)}`);
  });
  try {
    const buffer = Buffer.allocUnsafe(256 * 1024);
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, null);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}
