// Two processes on one run folder would spend twice and mix their journals, so the first keeps the second out; what a
// killed process left behind keeps nobody out.

import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { SetupError } from '../core/errors.ts';

/** Folders that this very process has locked. */
const held = new Set<string>();

/** Locks a folder; the function that is returned unlocks it. Throws SetupError when somebody else has it. */
export function lockFolder(folder: string): () => void {
  const path = join(folder, 'journal.lock');
  const mine = `${path}.${process.pid}`;
  const locked = (who: string) =>
    new SetupError(`${folder} is in use by ${who}; wait for it, or remove ${path} when it is no more`);
  if (held.has(path)) throw locked('this process');
  writeFileSync(mine, `${process.pid} ${hostname()} ${startOf(process.pid) ?? ''}`);
  try {
    for (;;) {
      try {
        // A link appears with its content at once, or not at all.
        linkSync(mine, path);
        held.add(path);
        return () => {
          held.delete(path);
          rmSync(path, { force: true });
        };
      } catch (error) {
        if ((error as { code?: string }).code !== 'EEXIST') throw error;
      }
      const owner = read(path);
      if (owner === null) continue;
      if (isAlive(owner)) throw locked(`process ${owner.split(' ')[0]} on ${owner.split(' ')[1]}`);
      takeAway(path, owner);
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

/** Removes the lock if it still is that owner's; somebody else's is put back. */
function takeAway(path: string, owner: string): void {
  const aside = `${path}.${process.pid}.stale`;
  try {
    renameSync(path, aside);
    if (read(aside) !== owner) linkSync(aside, path);
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes((error as { code?: string }).code ?? '')) throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function isAlive(owner: string): boolean {
  const [id, host, start] = owner.split(' ');
  if (host !== hostname()) return true;
  const pid = Number(id);
  if (!Number.isSafeInteger(pid) || pid <= 0 || pid === process.pid) return false;
  const now = startOf(pid);
  // An id is given out again; the moment its process began is not.
  if (start && now !== null) return start === now;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
}

/** When a process began, in the kernel's ticks; `null` where there is no /proc or no such process. */
function startOf(pid: number): string | null {
  // The name of the program, in brackets, may hold spaces.
  const fields = read(`/proc/${pid}/stat`)?.split(') ').at(-1)?.split(' ');
  return fields?.[19] ?? null;
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as { code?: string }).code ?? '')) return null;
    throw error;
  }
}
