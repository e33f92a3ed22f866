// For the tests alone: a team's repository in a temporary folder, written, committed, judged.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Host } from './host.ts';
import { runLine } from './line.ts';

export interface Run {
  code: number;
  out: string;
  err: string;
}

/** A ba record that has no word in common with one of another number. */
export function baRecord(number: number): Record<string, unknown> & { requirements: Record<string, unknown> } {
  const words = (what: string) =>
    ['un', 'dos', 'tres', 'four', 'five'].map((word) => `${word}${what}${number}`).join(' ');
  const item = (id: string) => ({ id, description: words(id.toLowerCase()), priority: 'High' });
  return {
    concept: words('concept'),
    requirements: {
      title: words('title'),
      description: words('description'),
      functional_requirements: [item('FR001')],
      non_functional_requirements: [item('NFR001')],
      constraints: [item('C001')],
    },
  };
}

export const jsonl = (records: readonly unknown[]) => records.map((record) => `${JSON.stringify(record)}\n`).join('');
export const baLines = (from: number, count: number) =>
  jsonl(Array.from({ length: count }, (_, index) => baRecord(from + index)));

export const train = 'data/production/ba_train.jsonl';
export const held = 'data/production/ba_eval.jsonl';
export const manifest = 'data/production/manifest.json';

export class Scratch implements Disposable {
  readonly path = realpathSync(mkdtempSync(join(tmpdir(), 'goldgate-scratch-')));
  env: Record<string, string | undefined> = {};
  stdin = '';

  /** A team with the default layout, nothing to complain about, and a current manifest. */
  static async team(): Promise<Scratch> {
    const scratch = new Scratch();
    scratch.write(train, baLines(1, 20));
    scratch.write(held, baLines(101, 5));
    await scratch.run('manifest', 'update', '--curator', 'ada');
    return scratch;
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true, force: true });
  }

  write(path: string, content: string | Uint8Array): void {
    mkdirSync(dirname(join(this.path, path)), { recursive: true });
    writeFileSync(join(this.path, path), content);
  }

  read(path: string): string {
    return readFileSync(join(this.path, path), 'utf8');
  }

  remove(path: string): void {
    rmSync(join(this.path, path), { recursive: true });
  }

  git(...args: string[]): string {
    const settings = [
      'user.name=Ada',
      'user.email=ada@data.example',
      'commit.gpgsign=false',
      'init.defaultBranch=main',
    ];
    const all = [...settings.flatMap((setting) => ['-c', setting]), ...args];
    return execFileSync('git', all, { cwd: this.path, encoding: 'utf8', stdio: 'pipe' }).trim();
  }

  /** Commits everything; the first call makes the repository. Returns the commit's id. */
  commit(message = 'change'): string {
    this.git('init', '--quiet');
    this.git('add', '--all');
    this.git('commit', '--quiet', '--allow-empty', '--message', message);
    return this.git('rev-parse', 'HEAD');
  }

  /** The world as a command sees it here, and what it says to it. */
  host(folder = ''): { host: Host; out: string[]; err: string[] } {
    const [out, err]: [string[], string[]] = [[], []];
    const host: Host = {
      cwd: join(this.path, folder),
      env: this.env,
      now: () => new Date('2026-03-04T10:11:12Z'),
      input: async () => this.stdin,
      print: (text) => void out.push(text),
      note: (text) => void err.push(text),
      color: false,
      interactive: false,
      signal: new AbortController().signal,
      grace: { seconds: 0 },
    };
    return { host, out, err };
  }

  async run(...args: string[]): Promise<Run> {
    return this.runIn('', ...args);
  }

  async runIn(folder: string, ...args: string[]): Promise<Run> {
    const { host, out, err } = this.host(folder);
    const code = await runLine(args, host);
    return { code, out: out.join(''), err: err.join('') };
  }

  /** The findings of a command as `error record-schema data/production/ba_train.jsonl:3`. Throws when there is no report. */
  async findings(...args: string[]): Promise<string[]> {
    const { code, out, err } = await this.run(...args, '--format', 'json');
    if (code > 1) throw new Error(`exit ${code}: ${err}`);
    const report = JSON.parse(out) as { findings: { level: string; rule: string; path: string; line: number }[] };
    return report.findings.map(({ level, rule, path, line }) => `${level} ${rule} ${path}:${line}`);
  }
}
