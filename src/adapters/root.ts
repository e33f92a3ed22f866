// Where the repository begins: looked for without git, which is slow to start and which a plain check never needs.

import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The top folder of the work tree that `cwd` is in; `null` outside of any. In a worktree or submodule `.git` is a file. */
export function findRoot(cwd: string): string | null {
  for (let folder = realpathSync(cwd); ; folder = dirname(folder)) {
    const git = join(folder, '.git');
    if (existsSync(join(git, 'HEAD')) || statSync(git, { throwIfNoEntry: false })?.isFile()) return folder;
    if (dirname(folder) === folder) return null;
  }
}
