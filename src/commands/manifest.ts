// `goldgate manifest verify` and `manifest update`: the hashes, kept by the one who changes the data.

import { posix } from 'node:path';
import { readConfigFile } from '../adapters/config-file.ts';
import { findDatasets, readListed } from '../adapters/gather.ts';
import { findRoot } from '../adapters/root.ts';
import { readText, standingOf, writeInside } from '../adapters/workspace.ts';
import { exitCode, SetupError } from '../core/errors.ts';
import { parseManifest } from '../dataset/manifest.ts';
import { type DatasetState, updateManifest } from '../dataset/manifest-update.ts';
import { rules } from '../registry.ts';
import { type CheckFlags, check } from './check.ts';
import type { Host } from './host.ts';

export async function manifestVerify(host: Host, flags: CheckFlags): Promise<number> {
  const ids = rules.filter(({ subject }) => subject === 'manifest').map(({ id }) => id);
  return check(host, { ...flags, rule: ids, subjects: ['manifest'] });
}

export interface ManifestUpdateFlags {
  config?: string;
  curator?: string;
  notes?: string;
  /** Names of entries; every dataset when empty. */
  names?: string[];
}

export async function manifestUpdate(host: Host, flags: ManifestUpdateFlags): Promise<number> {
  const root = findRoot(host.cwd) ?? host.cwd;
  const { config } = await readConfigFile(root, flags.config);
  const before = await readText(root, config.manifest, 16 * 1024 * 1024);
  const problem = before === null ? undefined : parseManifest(before).problems[0];
  if (problem) throw new SetupError(`${config.manifest}:${problem.line}: ${problem.message}; mend it by hand first`);
  const folder = posix.dirname(config.manifest);
  const states: DatasetState[] = [];
  for (const path of await findDatasets(root, config, [])) {
    const standing = await standingOf(root, path);
    if (standing !== 'file') throw new SetupError(`${path} is no regular file; \`goldgate check\` says more`);
    const file = await readListed(root, path);
    if (file.standing === 'file')
      states.push({ name: posix.basename(path).replace(/\.jsonl$/, ''), path: posix.relative(folder, path), ...file });
  }
  const today = localDate(host.now());
  const result = updateManifest(before, states, {
    today,
    curator: flags.curator,
    notes: flags.notes,
    names: flags.names ?? [],
  });
  if (result.unknown.length > 0) {
    throw new SetupError(
      `no dataset is named ${result.unknown.join(', ')}; there are ${states.map(({ name }) => name).join(', ')}`,
    );
  }
  if (result.changes.length === 0) {
    host.print(`${config.manifest} is current.\n`);
    return exitCode.clean;
  }
  await writeInside(root, config.manifest, result.text);
  host.print(`${config.manifest}\n${result.changes.map((line) => `  ${line}\n`).join('')}`);
  return exitCode.clean;
}

/** `YYYY-MM-DD HH:MM:SS`, as teams write it, in the machine's own time zone. */
function localDate(now: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const day = [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join('-');
  return `${day} ${[now.getHours(), now.getMinutes(), now.getSeconds()].map(two).join(':')}`;
}
