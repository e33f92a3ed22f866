// `goldgate snapshot verify`: whether programs are still what their snapshots say, and the data what they were made of.

import { basename, join } from 'node:path';
import { readConfigFile } from '../adapters/config-file.ts';
import { readListed } from '../adapters/gather.ts';
import { findRoot } from '../adapters/root.ts';
import { findRun, listRuns, needRunFile, readRunFile } from '../adapters/run-folder.ts';
import { exitCode } from '../core/errors.ts';
import { checkSnapshot, parseSnapshot } from '../pilots/snapshot.ts';
import { visible } from '../report/escape.ts';
import { nameOf } from './finished-run.ts';
import type { Host } from './host.ts';
import { runsFolder } from './runs.ts';

/** One run, or without one the newest of every role and every recorded pilot. Exit code 1: something has moved. */
export async function snapshotVerify(host: Host, flags: { config?: string; run?: string }): Promise<number> {
  const root = findRoot(host.cwd) ?? host.cwd;
  const { config } = await readConfigFile(root, flags.config);
  const runs = runsFolder(host, root, config);
  const folders = flags.run === undefined ? await everything(runs) : [await findRun(runs, flags.run, host.cwd)];
  let moved = 0;
  for (const folder of folders) {
    const snapshot = parseSnapshot(await needRunFile(folder, 'snapshot.json'), join(folder, 'snapshot.json'));
    const marks = [snapshot.train, snapshot.val, snapshot.eval].filter((mark) => mark !== null);
    const problems = checkSnapshot(snapshot, {
      program: await readRunFile(folder, 'program.json'),
      baseline: await readRunFile(folder, 'baseline.json'),
      eval: await readRunFile(folder, 'eval.json'),
      datasets: await standingDatasets(
        root,
        marks.map(({ path }) => path),
      ),
    });
    moved += problems.length;
    host.print(`${visible(nameOf(host, folder))}  ${problems.length === 0 ? 'current' : 'not current'}\n`);
    for (const { message } of problems) host.print(`  ${visible(message)}\n`);
  }
  if (folders.length === 0) host.print('There is no run and no pilot yet.\n');
  return moved > 0 ? exitCode.findings : exitCode.clean;
}

async function everything(runs: string): Promise<string[]> {
  const newest = new Map(
    (await listRuns(runs, undefined, 'snapshot.json')).map((folder) => [basename(join(folder, '..')), folder]),
  );
  return [...(await listRuns(runs, 'pilots', 'snapshot.json')), ...newest.values()];
}

/** SHA-256 by path, of what stands there now; `null` is no file. */
export async function standingDatasets(root: string, paths: readonly string[]): Promise<Map<string, string | null>> {
  const standing = new Map<string, string | null>();
  for (const path of paths) {
    const file = await readListed(root, path);
    standing.set(path, file.standing === 'file' ? file.sha256 : null);
  }
  return standing;
}
