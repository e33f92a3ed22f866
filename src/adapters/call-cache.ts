// Answers of earlier runs, one file each, named after everything the answer depends on. A damaged file is a file that is
// not there: it is asked again and written anew. Failures are never kept.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { reasonOf, SetupError } from '../core/errors.ts';
import type { CallCache } from '../optimize/calls-memory.ts';
import type { Reply } from '../program/model.ts';

/** Outside any repository, so that nobody commits it. */
export function cacheFolder(env: Readonly<Record<string, string | undefined>>): string {
  return join(env.XDG_CACHE_HOME || join(env.HOME || homedir(), '.cache'), 'goldgate', 'calls');
}

/** `write` rejects with SetupError when the disk refuses. */
export function openCallCache(folder: string): CallCache {
  const pathOf = (key: string) => join(folder, key.slice(0, 2), `${key}.json`);
  return {
    read: (key) => readEntry(pathOf(key), key),
    async write(key, reply) {
      const path = pathOf(key);
      const half = `${path}.${process.pid}.tmp`;
      try {
        await mkdir(dirname(path), { recursive: true });
        await writeFile(half, JSON.stringify({ key, sha256: hashOf(key, reply), reply }));
        await rename(half, path);
      } catch (error) {
        await rm(half, { force: true }).catch(() => undefined);
        throw new SetupError(
          `the cache of calls ${folder} cannot be written: ${reasonOf(error)}. Name another folder in XDG_CACHE_HOME.`,
        );
      }
    },
  };
}

function readEntry(path: string, key: string): Reply | null {
  try {
    const entry = JSON.parse(readFileSync(path, 'utf8')) as { key: string; sha256: string; reply: Reply };
    return entry.key === key && entry.sha256 === hashOf(key, entry.reply) ? entry.reply : null;
  } catch {
    return null;
  }
}

const hashOf = (key: string, reply: Reply) =>
  createHash('sha256').update(key).update(JSON.stringify(reply)).digest('hex');
