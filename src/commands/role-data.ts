// A role's examples: which files they stand in, read and hashed, and what of them cannot be used.

import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import { readBytes } from '../adapters/file-bytes.ts';
import { findDatasets } from '../adapters/gather.ts';
import { expandGlobs, pathFromRoot, standingOf, standingText } from '../adapters/workspace.ts';
import type { Config } from '../config/config.ts';
import { SetupError } from '../core/errors.ts';
import type { Split } from '../dataset/facts.ts';
import { parseDatasetName } from '../dataset/name.ts';
import type { DatasetMark } from '../pilots/run-files.ts';
import type { Example } from '../program/example.ts';
import { parseExamples } from '../program/parse-examples.ts';
import type { Role } from '../program/role.ts';
import { visible } from '../report/escape.ts';
import { count } from '../report/words.ts';
import type { Host } from './host.ts';

/** Files that the command line names, from the folder it was called in. */
export interface DataFlags {
  trainset?: string;
  valset?: string;
  evalset?: string;
}

export interface Dataset {
  examples: Example[];
  /** Its path is the one in the repository, also where a pull request's data was read from a folder of its own. */
  mark: DatasetMark;
  /** Where it was read from. */
  source: string;
}

/** Below the root, ignored by git: data of a pull request, by the commit it was fetched at. */
export const fetchedFolder = '.goldgate-cache/data';
const fetched = /^\.goldgate-cache\/data\/[0-9a-f]{40}\//;

const largestDataset = 256 * 1024 * 1024;
const mostNotes = 5;

/**
 * The path of a role's dataset: the one that the flag names, else `<role>_<split>.jsonl` among the configured ones.
 * `null` when there is none. Throws SetupError when there are several.
 */
export async function findDataset(
  host: Host,
  root: string,
  config: Config,
  role: string,
  split: Split,
  flag?: string,
): Promise<string | null> {
  if (flag !== undefined) return pathFromRoot(root, host.cwd, flag);
  const known = (await expandGlobs(root, config.datasets)).length > 0 ? await findDatasets(root, config, []) : [];
  const fitting = known.filter((path) => {
    const name = parseDatasetName(path);
    return name.role === role && name.split === split;
  });
  const plain = fitting.filter((path) => parseDatasetName(path).variant === '');
  const [found, ...others] = plain.length > 0 ? plain : fitting;
  if (others.length > 0) {
    throw new SetupError(
      `${role} has several ${split} sets: ${[found, ...others].join(', ')}; choose one by --${split}set`,
    );
  }
  return found ?? null;
}

/** Reads a dataset; what cannot be used is told and left out. Throws SetupError when nothing is left. */
export async function readDataset(host: Host, root: string, role: Role, path: string): Promise<Dataset> {
  const standing = await standingOf(root, path);
  if (standing !== 'file') throw new SetupError(`${path} ${standingText[standing]}; name a dataset of the repository`);
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of readBytes(root, path)) {
    chunks.push(Buffer.from(chunk));
    bytes += chunk.length;
    if (bytes > largestDataset)
      throw new SetupError(`${path} has more than ${largestDataset} bytes; name a smaller set`);
  }
  const content = Buffer.concat(chunks);
  const { examples, unusable } = parseExamples(content.toString('utf8'), path, role);
  for (const { line, message } of unusable.slice(0, mostNotes)) {
    host.note(`${path}:${line}: left out: ${visible(message)}\n`);
  }
  if (unusable.length > mostNotes) host.note(`${path}: ${unusable.length - mostNotes} more are left out\n`);
  if (examples.length === 0) {
    const why =
      unusable.length > 0
        ? `none of its ${count(unusable.length, 'line')} is an example of ${role.name}`
        : 'it is empty';
    throw new SetupError(`${path} cannot be used: ${why}`);
  }
  const sha256 = createHash('sha256').update(content).digest('hex');
  const name = posix.basename(path).replace(/\.jsonl$/, '');
  const mark = { name, path: path.replace(fetched, ''), sha256, examples: examples.length };
  return { examples, mark, source: path };
}

/** The set that a command cannot do without. */
export async function needDataset(
  host: Host,
  root: string,
  config: Config,
  role: Role,
  split: 'train' | 'eval',
  flag?: string,
): Promise<Dataset> {
  const path = await findDataset(host, root, config, role.name, split, flag);
  if (path !== null) return readDataset(host, root, role, path);
  throw new SetupError(
    `${role.name} has no ${split} set: no ${role.name}_${split}.jsonl among ${config.datasets.join(', ')}; write one, or name a file by --${split}set`,
  );
}
