// Real git repositories for the runner tests: the project's own data, a branch that changes it, and GitHub's merge of both.

import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle, type Event, emptyFolder, node } from './run.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@data.example', '-c', 'commit.gpgsign=false'];
export const train = 'data/production/ba_train.jsonl';
export const held = 'data/production/ba_eval.jsonl';

export class Repository {
  readonly path = emptyFolder();

  constructor(prepare: (repository: Repository) => void = () => undefined) {
    this.git('init', '--quiet', '--initial-branch=main');
    cpSync(join(root, 'data'), join(this.path, 'data'), { recursive: true });
    this.write('.github/goldgate.yml', readFileSync(join(root, '.github/goldgate.yml'), 'utf8'));
    prepare(this);
    this.commit('base');
  }

  git(...args: string[]): string {
    return execFileSync('git', [...identity, ...args], { cwd: this.path, encoding: 'utf8', stdio: 'pipe' }).trim();
  }

  commit(message: string): string {
    this.git('add', '--all');
    this.git('commit', '--quiet', '--allow-empty', '--message', message);
    return this.git('rev-parse', 'HEAD');
  }

  read(path: string): string {
    return readFileSync(join(this.path, path), 'utf8');
  }

  lines(path: string): string[] {
    return this.read(path).trimEnd().split('\n');
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.path, path)), { recursive: true });
    writeFileSync(join(this.path, path), text);
  }

  remove(path: string): void {
    rmSync(join(this.path, path), { recursive: true });
  }

  append(path: string, line: string): void {
    appendFileSync(join(this.path, path), `${line}\n`);
  }

  replace(path: string, from: string | RegExp, to: string): void {
    const text = this.read(path);
    const changed = text.replace(from, to);
    if (changed === text) throw new Error(`${path} does not hold ${from}`);
    this.write(path, changed);
  }

  /** What a curator does after changing data. */
  updateManifest(): void {
    execFileSync(node, [bundle('cli'), 'manifest', 'update', '--curator', 'ada'], { cwd: this.path, stdio: 'pipe' });
  }

  /** Commits the change on a branch, merges it as GitHub does, checks the merge out and returns the event. */
  pullRequest(change: (repository: Repository) => void, { fork = false } = {}): Event {
    const base = this.git('rev-parse', 'HEAD');
    this.git('checkout', '--quiet', '-b', 'change');
    change(this);
    const head = this.commit('change');
    this.git('checkout', '--quiet', '--detach', base);
    this.git('merge', '--quiet', '--no-ff', '--message', 'merge', head);
    const repo = { full_name: 'octo/data', fork: false };
    return {
      name: 'pull_request',
      sha: this.git('rev-parse', 'HEAD'),
      payload: {
        action: 'synchronize',
        number: 7,
        pull_request: {
          number: 7,
          base: { ref: 'main', sha: base, repo },
          head: { ref: 'change', sha: head, repo: fork ? { full_name: 'eve/data', fork: true } : repo },
        },
      },
    };
  }

  /** A clone as actions/checkout makes it with `fetch-depth`. */
  shallowClone(depth: number): string {
    const path = emptyFolder();
    execFileSync('git', ['clone', '--quiet', `--depth=${depth}`, `file://${this.path}`, path], { stdio: 'pipe' });
    return path;
  }
}
