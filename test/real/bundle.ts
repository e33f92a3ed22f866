// The committed bundle, alone in an empty folder, on the Node versions that it is promised to run on.

import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const part = (path: string): string => {
  const found = join(root, '.real/node_modules', path);
  if (!existsSync(found)) throw new Error(`${path} is not installed; run \`npm run test:real\``);
  return found;
};

/** Node's major version → its binary. */
export const nodes = (): Record<string, string> => ({
  20: part('node20/bin/node'),
  22: part('node22/bin/node'),
  24: join(root, 'node_modules/node/bin/node'),
});

export class Sandbox implements Disposable {
  readonly path = realpathSync(mkdtempSync(join(tmpdir(), 'goldgate-real-')));

  constructor() {
    const dist = join(root, 'dist');
    for (const door of ['cli.js', 'action.js']) {
      if (!existsSync(join(dist, door))) throw new Error(`dist/${door} is not there; run \`npm run build\``);
    }
    cpSync(dist, join(this.path, 'goldgate'), { recursive: true });
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true, force: true });
  }

  get cli(): string {
    return join(this.path, 'goldgate/cli.js');
  }

  write(path: string, content: string): void {
    mkdirSync(dirname(join(this.path, path)), { recursive: true });
    writeFileSync(join(this.path, path), content);
  }

  /** The project's own data as a team's repository called `name`, committed. */
  team(name: string): string {
    const path = join(this.path, name);
    for (const what of ['data', '.github']) cpSync(join(root, what), join(path, what), { recursive: true });
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@data.example', ...args], { cwd: path });
    git('init', '--quiet', '--initial-branch=main');
    git('add', '--all');
    git('commit', '--quiet', '--message', 'base');
    return path;
  }
}

export interface Outcome {
  code: number | null;
  out: string;
  err: string;
}

export function run(command: string, args: string[], cwd: string, env: Record<string, string> = {}): Outcome {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    env: { PATH: process.env.PATH ?? '', HOME: cwd, ...env },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    timeout: 120_000,
  });
  if (error) throw error;
  return { code: status, out: stdout, err: stderr };
}
