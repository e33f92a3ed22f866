// A pull request's data as blobs, never its code: files are fetched by their git ids, proved by them, and written as
// plain files into a folder of their own. Nothing of the pull request is checked out, and nothing of it is run.

import { createHash } from 'node:crypto';
import { promises as fs } from 'node:fs';
import { dirname, join } from 'node:path';
import { reasonOf, SetupError } from '../../core/errors.ts';
import { checkFolder } from '../workspace.ts';
import { answered, type GitHub } from './client.ts';

export interface PullRequestCommit {
  /** The pull request's number. */
  number: number;
  /** Its head, 40 hex digits. */
  sha: string;
}

interface Entry {
  path: string;
  id: string;
  bytes: number;
}

/** Bytes. */
export const limits = { file: 64 * 1024 * 1024, all: 128 * 1024 * 1024 } as const;

/**
 * Writes the files that `choose` picks of all paths at the commit below `folder`, which is relative to `root` and made
 * anew; returns them. Throws SetupError unless the commit is the head of the pull request, its tree is seen whole, and
 * every file is regular, within the limits and the very bytes that its id stands for.
 */
export async function fetchData(
  github: GitHub,
  { number, sha }: PullRequestCommit,
  choose: (paths: readonly string[]) => readonly string[],
  { root, folder }: { root: string; folder: string },
): Promise<string[]> {
  const { api, repository } = github;
  const pull = await answered(`pull request ${number}`, api.pulls.get({ ...repository, pull_number: number }));
  if (pull.head.sha !== sha) {
    throw new SetupError(
      `${sha} is not the head of pull request ${number}, which is ${pull.head.sha}; ask for that one`,
    );
  }
  const tree = await readTree(github, sha);
  const entries = choose([...tree.keys()]).map((path) => regularFile(path, tree.get(path)));
  const all = entries.reduce((sum, { bytes }) => sum + bytes, 0);
  if (all > limits.all) throw new SetupError(`the data has ${all} bytes; at most ${limits.all} are fetched`);
  await checkFolder(root, folder);
  await fs.rm(join(root, folder), { recursive: true, force: true });
  for (const entry of entries) await writeFresh(join(root, folder, entry.path), await readBlob(github, entry));
  return entries.map(({ path }) => path);
}

interface TreeItem {
  path?: string;
  mode?: string;
  type?: string;
  sha?: string | null;
  size?: number;
}

async function readTree({ api, repository }: GitHub, sha: string): Promise<Map<string, TreeItem>> {
  const commit = await answered(`the commit ${sha}`, api.git.getCommit({ ...repository, commit_sha: sha }));
  if (commit.sha !== sha) throw new SetupError(`GitHub answers with the commit ${commit.sha} in place of ${sha}`);
  const { tree, truncated } = await answered(
    `the files of ${sha}`,
    api.git.getTree({ ...repository, tree_sha: commit.tree.sha, recursive: '1' }),
  );
  if (truncated)
    throw new SetupError(`the files of ${sha} are too many for GitHub to list, so its data cannot be seen`);
  const named = tree as TreeItem[];
  return new Map(
    named.flatMap((item): [string, TreeItem][] => (item.path && item.type !== 'tree' ? [[item.path, item]] : [])),
  );
}

const kinds: Record<string, string> = { '120000': 'a symbolic link', '160000': 'a submodule' };

function regularFile(path: string, { mode = '', sha, size }: TreeItem = {}): Entry {
  const unsafe = path
    .split('/')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what no path of data may hold.
    .some((part) => /^\.{0,2}$|^\.git$/i.test(part) || /[\\:\x00-\x1f]/.test(part));
  if (unsafe) throw new SetupError(`${JSON.stringify(path)} is no path that data may have; rename it`);
  if (mode !== '100644' && mode !== '100755') {
    throw new SetupError(`${path} is ${kinds[mode] ?? `of the mode ${mode}`}; data must be a regular file`);
  }
  if (!/^[0-9a-f]{40}$/.test(sha ?? '') || typeof size !== 'number') {
    throw new SetupError(`GitHub does not say the id and the size of ${path}; try again later`);
  }
  if (size > limits.file) throw new SetupError(`${path} has ${size} bytes; at most ${limits.file} are fetched`);
  return { path, id: sha as string, bytes: size };
}

async function readBlob({ api, repository }: GitHub, { path, id, bytes }: Entry): Promise<Buffer> {
  const { content, encoding } = await answered(`the file ${path}`, api.git.getBlob({ ...repository, file_sha: id }));
  const data = Buffer.from(content, 'base64');
  const found = createHash('sha1').update(`blob ${data.length}\0`).update(data).digest('hex');
  if (encoding !== 'base64' || data.length !== bytes || found !== id) {
    throw new SetupError(`${path} as GitHub sends it is not the file ${id} of ${bytes} bytes; try again later`);
  }
  if (data.subarray(0, 64).toString('latin1').startsWith('version https://git-lfs.github.com/spec/')) {
    throw new SetupError(`${path} is a pointer of Git LFS, not the data itself; commit the data`);
  }
  return data;
}

/** Two paths that one file system takes for the same are refused, not merged. */
async function writeFresh(path: string, data: Buffer): Promise<void> {
  try {
    await fs.mkdir(dirname(path), { recursive: true });
    await fs.writeFile(path, data, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    throw new SetupError(`${path} cannot be written: ${reasonOf(error)}`);
  }
}
