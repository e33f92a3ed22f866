// Files of the working tree: found, read within bounds and never through a link that leaves the root. Looking and
// reading is synchronous: the files are many and small, and a turn through the thread pool costs more than each.

import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  existsSync,
  promises as fs,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
} from 'node:fs';
import { dirname, isAbsolute, join, posix, relative, resolve, sep } from 'node:path';
import { type FileSystemAdapter, globSync } from 'tinyglobby';
import { reasonOf, SetupError } from '../core/errors.ts';
import { compareText } from '../core/finding.ts';

/** A link or a FIFO where a file belongs must be found, to be refused; the glob library would pass over it. */
const linksIncluded = {
  readdirSync: (path: string): unknown =>
    readdirSync(path, { withFileTypes: true }).map((entry) =>
      Object.assign(entry, { isFile: () => !entry.isDirectory(), isSymbolicLink: () => false }),
    ),
} as FileSystemAdapter;

/**
 * Paths under `root` that the globs match and that are no folders, links among them, relative, with `/`, sorted by
 * code unit. A leading `!` excludes.
 */
export async function expandGlobs(root: string, globs: readonly string[]): Promise<string[]> {
  const outside = globs.find((pattern) => /^!?(\/|\.\.(\/|$))|\/\.\.(\/|$)/.test(pattern));
  if (outside) throw new SetupError(`the glob ${outside} leads out of the repository; name paths below its root`);
  const ignore = ['**/node_modules/**', '.git/**'];
  const paths = globSync([...globs], {
    cwd: root,
    ignore,
    dot: true,
    followSymbolicLinks: false,
    expandDirectories: false,
    fs: linksIncluded,
  });
  return paths.sort(compareText);
}

/** A path that somebody named from the folder `cwd`, relative to the root and with `/`; `.` for the root itself. */
export function pathFromRoot(root: string, cwd: string, path: string): string {
  const outside = relative(root, cwd).startsWith('..');
  const lexical = relative(root, resolve(outside ? root : cwd, path))
    .split(sep)
    .join('/');
  return lexical === '' ? '.' : lexical;
}

/** What stands at a path, seen without following a link, or through one that stays inside. */
export type Standing = 'file' | 'missing' | 'outside' | 'link' | 'folder' | 'special';

/** Lexical check first, then the real path: nothing outside the root is ever opened. */
export async function standingOf(root: string, path: string): Promise<Standing> {
  if (isAbsolute(path) || path.includes('\0')) return 'outside';
  const lexical = relative(root, resolve(root, path));
  if (lexical === '' || lexical === '..' || lexical.startsWith(`..${sep}`)) return 'outside';
  try {
    const stat = lstatSync(join(root, lexical));
    if (stat.isSymbolicLink()) return 'link';
    const real = relative(realpathSync.native(root), realpathSync.native(join(root, lexical)));
    if (real === '..' || real.startsWith(`..${sep}`) || isAbsolute(real)) return 'outside';
    return stat.isFile() ? 'file' : stat.isDirectory() ? 'folder' : 'special';
  } catch (error) {
    if (isMissing(error)) return 'missing';
    throw new SetupError(`${path} cannot be read: ${reasonOf(error)}`);
  }
}

/** The text of a regular file inside the root, or `null` when there is none. Throws SetupError above `maxBytes`. */
export async function readText(root: string, path: string, maxBytes: number): Promise<string | null> {
  const standing = await standingOf(root, path);
  if (standing === 'missing') return null;
  if (standing !== 'file') throw new SetupError(`${path} ${standingText[standing]}; put a regular file there`);
  const descriptor = openFile(root, path);
  try {
    const { size } = fstatSync(descriptor);
    if (size > maxBytes) throw new SetupError(`${path} has ${size} bytes; at most ${maxBytes} are read`);
    return readFileSync(descriptor, 'utf8');
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Opens a file that `standingOf` has found to be one, for reading; returns its descriptor. Throws SetupError when the
 * host forbids it.
 */
export function openFile(root: string, path: string): number {
  try {
    return openSync(join(root, path), constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  } catch (error) {
    throw new SetupError(`${path} cannot be read: ${reasonOf(error)}`);
  }
}

export const standingText: Record<Exclude<Standing, 'file'>, string> = {
  missing: 'does not exist',
  outside: 'leads out of the repository',
  link: 'is a symbolic link',
  folder: 'is a folder',
  special: 'is no regular file',
};

/** `writeFileAtomic` for a path below the root. Throws SetupError when a folder of it is a link, or leads out. */
export async function writeInside(root: string, path: string, text: string): Promise<void> {
  await checkFolder(root, posix.dirname(posix.normalize(path)));
  await writeFileAtomic(join(root, path), text);
}

/** Throws SetupError unless the folder, or the nearest one above it that exists, is a real folder of the repository. */
export async function checkFolder(root: string, folder: string): Promise<void> {
  for (let path = folder; path !== '.'; path = posix.dirname(path)) {
    const standing = await standingOf(root, path);
    if (standing === 'folder') return;
    if (standing === 'missing') continue;
    throw new SetupError(`${path} ${standing === 'file' ? 'is a file' : standingText[standing]}; put a folder there`);
  }
}

/**
 * Writes the whole text to a temporary file beside `path`, then renames it: never half a file. Makes folders. What is
 * no regular file, such as /dev/stdout, is written to and stays what it is. Throws SetupError when it cannot.
 */
export async function writeFileAtomic(path: string, text: string): Promise<void> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    await makeFolder(dirname(path));
    const stat = await fs.stat(path).catch(() => undefined);
    if (stat && !stat.isFile()) return await fs.writeFile(path, text);
    await fs.writeFile(temporary, text, { flag: 'wx', ...(stat ? { mode: stat.mode } : {}) });
    await fs.rename(temporary, path);
  } catch (error) {
    await fs.rm(temporary, { force: true }).catch(() => undefined);
    throw new SetupError(`${path} cannot be written: ${reasonOf(error)}`);
  }
}

/** With those above it. Node's own `recursive` never ends below a folder such as /proc, which takes no folders. */
export async function makeFolder(path: string): Promise<void> {
  const missing: string[] = [];
  for (let folder = path; !existsSync(folder); folder = dirname(folder)) missing.push(folder);
  for (const folder of missing.reverse()) {
    await fs.mkdir(folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

function isMissing(error: unknown): boolean {
  const code = (error as { code?: string }).code;
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG';
}
