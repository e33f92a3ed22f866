// What changed, and what a commit holds; nothing that a user names is ever taken as an option.

import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { SetupError } from '../core/errors.ts';
import { compareText } from '../core/finding.ts';
import { failure, fields, git, run, start } from './git-process.ts';

export interface TreeEntry {
  path: string;
  /** `100644` and `100755` are files, `120000` is a symbolic link, `160000` a submodule, `040000` a folder. */
  mode: string;
  id: string;
}

export interface ChangedPath {
  path: string;
  /** Only with `renamed`. */
  oldPath?: string;
  status: 'added' | 'modified' | 'removed' | 'renamed' | 'type-changed';
}

const statuses: Record<string, ChangedPath['status']> = {
  A: 'added',
  C: 'added',
  D: 'removed',
  M: 'modified',
  R: 'renamed',
  T: 'type-changed',
  U: 'modified',
};

const isObjectId = (text: string) => /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);

function objectId(text: string): string {
  if (!isObjectId(text)) throw new TypeError(`not an object id: ${JSON.stringify(text)}`);
  return text;
}

/** The version of git, such as `2.39.5`, or `null` when there is none. */
export async function gitVersion(): Promise<string | null> {
  const answer = await run('.', ['--version']).catch(() => null);
  return answer?.stdout.match(/\d+(?:\.\d+)+/)?.[0] ?? null;
}

/**
 * The full id of the commit that `ref` (a branch, tag, id, `HEAD~1` …) names, or `null`.
 * @throws SetupError when git refuses the repository (another owner, a broken one).
 */
export async function resolveCommit(root: string, ref: string): Promise<string | null> {
  if (ref === '' || ref.startsWith('-') || /[\0\n]/.test(ref)) return null;
  const { code, stdout, stderr } = await run(root, ['rev-parse', '--verify', '--quiet', `${ref}^{commit}`]);
  if (code > 1 && !/not a git repository/i.test(stderr)) throw failure(['rev-parse'], stderr);
  return isObjectId(stdout.trim()) ? stdout.trim() : null;
}

/** The newest commit that both have in their history; `null` when they share none (or the clone is too shallow). */
export async function mergeBase(root: string, a: string, b: string): Promise<string | null> {
  const { code, stdout, stderr } = await run(root, ['merge-base', objectId(a), objectId(b)]);
  if (code > 1) throw failure(['merge-base'], stderr);
  return stdout.trim().split('\n')[0] || null;
}

export async function isShallow(root: string): Promise<boolean> {
  return (await git(root, ['rev-parse', '--is-shallow-repository'])).trim() === 'true';
}

/**
 * What differs between a commit and the work tree, sorted by path: renames are found, untracked files count as
 * added (unless ignored). A nested repository that is no submodule is not looked into.
 */
export async function changedPaths(root: string, baseCommit: string): Promise<ChangedPath[]> {
  const untracked = fields(await git(root, ['ls-files', '--others', '--exclude-standard', '-z', '--full-name'])).filter(
    (path) => !path.endsWith('/'),
  );
  const diff = ['diff', '--name-status', '-z', '-M', '--no-ext-diff', '--no-textconv', '--ignore-submodules=dirty'];
  const compare = (env: Record<string, string> = {}) => git(root, [...diff, objectId(baseCommit), '--'], { env });
  const text = untracked.length === 0 ? await compare() : await withIndexOf(root, untracked, compare);

  const changes: ChangedPath[] = [];
  const words = fields(text).values();
  for (const word of words) {
    const status = statuses[word.charAt(0)] ?? 'modified';
    const first = words.next().value ?? '';
    if (word.startsWith('R')) changes.push({ path: words.next().value ?? '', oldPath: first, status });
    else changes.push({ path: word.startsWith('C') ? (words.next().value ?? '') : first, status });
  }
  return changes.sort((a, b) => compareText(a.path, b.path));
}

/** Runs `action` with a copy of the index in which `paths` are announced, so that git pairs renames with them too. */
async function withIndexOf<T>(
  root: string,
  paths: string[],
  action: (env: Record<string, string>) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'goldgate-'));
  try {
    const index = join(folder, 'index');
    const env = { GIT_INDEX_FILE: index };
    const original = resolve(root, (await git(root, ['rev-parse', '--git-path', 'index'])).replace(/\n$/, ''));
    await copyFile(original, index).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
    await git(root, ['add', '--intent-to-add', '--pathspec-from-file=-', '--pathspec-file-nul'], {
      env,
      input: paths.join('\0'),
    });
    return await action(env);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What stands at `path` in a commit, whatever its kind; `null` when nothing does. */
export async function entryAt(root: string, commit: string, path: string): Promise<TreeEntry | null> {
  if (path === '' || path.includes('\0')) return null;
  const found = parseTree(await git(root, ['ls-tree', '-z', '--full-tree', objectId(commit), '--', path]));
  return found.find((entry) => entry.path === path) ?? null;
}

/** The blob of a regular file in a commit; `null` when there is none, or a link, submodule or folder stands there. */
export async function blobId(root: string, commit: string, path: string): Promise<string | null> {
  const entry = await entryAt(root, commit, path);
  return entry?.mode.startsWith('100') ? entry.id : null;
}

/** Every file, link and submodule of a commit, those under the folder or file `prefix` only when it is given. */
export async function listTree(root: string, commit: string, prefix?: string): Promise<TreeEntry[]> {
  const narrowed = prefix === undefined || prefix === '' ? [] : [prefix];
  return parseTree(await git(root, ['ls-tree', '-r', '-z', '--full-tree', objectId(commit), '--', ...narrowed]));
}

function parseTree(text: string): TreeEntry[] {
  return fields(text).map((line) => {
    const tab = line.indexOf('\t');
    const [mode = '', , id = ''] = line.slice(0, tab).split(' ');
    return { path: line.slice(tab + 1), mode, id };
  });
}

/** A blob's bytes as git stores them, in chunks. Leaving the loop early ends git. */
export async function* readBlob(root: string, id: string): AsyncIterable<Uint8Array> {
  const child = start(root, ['cat-file', 'blob', objectId(id)]);
  const err: Buffer[] = [];
  child.stdin.on('error', () => undefined).end();
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  const closed = new Promise<number | null>((done, fail) => child.on('close', done).on('error', fail));
  closed.catch(() => undefined);
  try {
    yield* child.stdout;
    if ((await closed) !== 0) throw failure(['cat-file'], Buffer.concat(err).toString().trim());
  } finally {
    child.kill();
  }
}

/**
 * A regular file's text in a commit, or `null` when it is not there.
 * @throws SetupError when it is larger than `maxBytes`.
 */
export async function readText(root: string, commit: string, path: string, maxBytes: number): Promise<string | null> {
  const id = await blobId(root, commit, path);
  if (id === null) return null;
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of readBlob(root, id)) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new SetupError(`${path} at ${commit.slice(0, 12)} is larger than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}
