// The folders of tuning runs, `<runs>/<role>/<run>/`: made before the first call, found again by name, path or `latest`.

import { existsSync, promises as fs } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { reasonOf, SetupError } from '../core/errors.ts';
import { compareText } from '../core/finding.ts';
import { makeFolder } from './workspace.ts';

/** Makes `<runs>/<role>/<time>-seed<seed>/`, UTC, with `-2` … behind it when that exists. Returns its absolute path. */
export async function createRunFolder(runs: string, role: string, now: Date, seed: number): Promise<string> {
  const time = now.toISOString().replace(/[-:]|\.\d+/g, '');
  const parent = join(runs, role);
  try {
    await makeFolder(parent);
    for (let copy = 1; ; copy++) {
      const path = join(parent, `${time}-seed${seed}${copy > 1 ? `-${copy}` : ''}`);
      const made = await fs.mkdir(path).then(
        () => true,
        (error: NodeJS.ErrnoException) => {
          if (error.code === 'EEXIST') return false;
          throw error;
        },
      );
      if (made) return path;
    }
  } catch (error) {
    throw new SetupError(`no run folder can be made in ${parent}: ${reasonOf(error)}`);
  }
}

/** Absolute paths of the runs of a role, or of all roles, the oldest first; those that have a file of this name. */
export async function listRuns(runs: string, role?: string, file = 'run.json'): Promise<string[]> {
  const roles = role === undefined ? (await foldersIn(runs)).filter((name) => name !== 'pilots') : [role];
  const found: string[] = [];
  for (const name of roles) {
    for (const run of await foldersIn(join(runs, name))) {
      const path = join(runs, name, run);
      if (existsSync(join(path, file))) found.push(path);
    }
  }
  return found.sort((a, b) => compareText(basename(a), basename(b)));
}

/**
 * The folder that `run` means: a path from `cwd`, the name of a run or of a recorded pilot, or `latest`. Throws SetupError that lists what there is.
 */
export async function findRun(runs: string, run: string, cwd: string, role?: string): Promise<string> {
  const all = await listRuns(runs, role);
  if (run === 'latest') {
    const newest = all.at(-1);
    if (newest) return newest;
    throw new SetupError(`there is no run${role ? ` of ${role}` : ''} in ${runs} yet; \`goldgate tune\` makes one`);
  }
  const named = all.filter((path) => basename(path) === run);
  const [only] = named;
  if (only && named.length === 1) return only;
  if (named.length > 1) throw new SetupError(`${run} is a run of several roles; name its folder: ${named.join(', ')}`);
  for (const path of [resolve(cwd, run), join(runs, 'pilots', run)]) {
    for (const file of ['run.json', 'snapshot.json']) if (existsSync(join(path, file))) return path;
  }
  const last = all.slice(-5).map((folder) => basename(folder));
  const known = last.length > 0 ? `; the newest are ${last.join(', ')}` : `; there are none in ${runs}`;
  throw new SetupError(`${run} is no run: neither a folder with a run.json nor a name${known}`);
}

/** Text of a run's file; `null` when it is not there. Throws SetupError when it cannot be read or is too large. */
export async function readRunFile(folder: string, file: string, maxBytes = 256 * 1024 * 1024): Promise<string | null> {
  const path = join(folder, file);
  try {
    const { size } = await fs.stat(path);
    if (size > maxBytes) throw new SetupError(`${path} has ${size} bytes; at most ${maxBytes} are read`);
    return await fs.readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof SetupError) throw error;
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new SetupError(`${path} cannot be read: ${reasonOf(error)}`);
  }
}

/** As readRunFile, for a file that a run must have. */
export async function needRunFile(folder: string, file: string): Promise<string> {
  const text = await readRunFile(folder, file);
  if (text !== null) return text;
  if (file === 'run.json') {
    throw new SetupError(
      `${join(folder, file)} is missing, and it alone says what the run was to do: restore it, or start a new run`,
    );
  }
  throw new SetupError(
    `${join(folder, file)} is missing: the run is not finished; \`goldgate tune ${basename(dirname(folder))} --resume ${basename(folder)}\` goes on with it`,
  );
}

async function foldersIn(path: string): Promise<string[]> {
  try {
    const entries = await fs.readdir(path, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new SetupError(`${path} cannot be read: ${reasonOf(error)}`);
  }
}
