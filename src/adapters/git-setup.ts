// What git says of a repository's set-up rather than of its history: for `init` and `doctor`.

import { SetupError } from '../core/errors.ts';
import { compareText } from '../core/finding.ts';
import { fields, git, run } from './git-process.ts';

/** Files that are tracked or could be: what a fresh clone will have, and what is new here. */
export async function workTreeFiles(root: string): Promise<string[]> {
  const listed = fields(await git(root, ['ls-files', '-z', '--cached', '--others', '--exclude-standard']));
  const deleted = new Set(fields(await git(root, ['ls-files', '-z', '--deleted'])));
  return [...new Set(listed)].filter((path) => !deleted.has(path)).sort(compareText);
}

/** The branch that pull requests go to: the remote's, else `main` or `master` when there is one, else the current one. */
export async function defaultBranch(root: string): Promise<string> {
  const remote = await run(root, ['symbolic-ref', '--short', '-q', 'refs/remotes/origin/HEAD']);
  if (remote.code === 0) return remote.stdout.trim().replace(/^origin\//, '');
  for (const name of ['main', 'master']) {
    if ((await run(root, ['show-ref', '--verify', '--quiet', `refs/heads/${name}`])).code === 0) return name;
  }
  return (await run(root, ['symbolic-ref', '--short', '-q', 'HEAD'])).stdout.trim() || 'main';
}

/** The account of the remote `origin`, such as `acme` of `git@github.com:acme/shop.git`; `null` without one. */
export async function remoteOwner(root: string): Promise<string | null> {
  const { stdout } = await run(root, ['config', '--get', 'remote.origin.url']);
  return /[:/]([\w.-]+)\/[\w.-]+?(?:\.git)?\/?\s*$/.exec(stdout)?.[1] ?? null;
}

/** A value of the configuration, `null` when it is not set. */
export async function configValue(root: string, key: string): Promise<string | null> {
  const { code, stdout } = await run(root, ['config', '--get', key]);
  return code === 0 ? stdout.trim() : null;
}

/** Git attributes by path: `set`, `unset`, `unspecified` or a value. */
export async function attributesOf(
  root: string,
  paths: readonly string[],
  names: readonly string[],
): Promise<Map<string, Record<string, string>>> {
  const found = new Map<string, Record<string, string>>();
  if (paths.length === 0) return found;
  const words = (await git(root, ['check-attr', '-z', '--stdin', ...names], { input: `${paths.join('\0')}\0` })).split(
    '\0',
  );
  for (let at = 0; at + 2 < words.length; at += 3) {
    const [path = '', name = '', value = ''] = words.slice(at, at + 3);
    found.set(path, { ...found.get(path), [name]: value });
  }
  return found;
}

/** Those of the paths that are ignored and not tracked, so that they will never be committed. */
export async function ignoredOf(root: string, paths: readonly string[]): Promise<string[]> {
  if (paths.length === 0) return [];
  // This command refuses literal pathspecs; after `./` nothing in a name is magic.
  const { code, stdout, stderr } = await run(root, ['check-ignore', '-z', '--stdin'], {
    env: { GIT_LITERAL_PATHSPECS: '0' },
    input: paths.map((path) => `./${path}\0`).join(''),
  });
  if (code > 1) throw new SetupError(`git check-ignore failed: ${stderr}`);
  return fields(stdout).map((path) => path.replace(/^\.\//, ''));
}
