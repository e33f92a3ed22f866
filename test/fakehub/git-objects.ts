// Git's objects without forking git: written loose, so that a real git can clone them, and remembered by SHA.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { deflateSync, inflateSync } from 'node:zlib';

export type ObjectType = 'blob' | 'tree' | 'commit';

export interface GitObject {
  type: ObjectType;
  data: Buffer;
}

export interface TreeEntry {
  mode: string;
  name: string;
  sha: string;
}

export interface CommitObject {
  sha: string;
  tree: string;
  parents: string[];
  author: Stamp;
  committer: Stamp;
  verified: boolean;
  message: string;
}

export interface Identity {
  name: string;
  email: string;
}

/** `date` is ISO 8601 in whole seconds, as GitHub shows it. */
export interface Stamp extends Identity {
  date: string;
}

const signature = 'gpgsig -----BEGIN PGP SIGNATURE-----\n \n fakehub\n -----END PGP SIGNATURE-----\n';

export const isoSeconds = (time: Date | number) => new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');

export class ObjectStore {
  readonly #objects = new Map<string, GitObject>();
  readonly #commits = new Map<string, CommitObject>();
  readonly #trees = new Map<string, TreeEntry[]>();
  readonly folder: string;

  /** `folder`: of the bare repository that holds the objects of the whole network of forks. */
  constructor(folder: string) {
    this.folder = folder;
  }

  write(type: ObjectType, data: Buffer): string {
    const whole = Buffer.concat([Buffer.from(`${type} ${data.length}\0`), data]);
    const sha = createHash('sha1').update(whole).digest('hex');
    if (this.#objects.has(sha)) return sha;
    this.#objects.set(sha, { type, data });
    const path = this.#path(sha);
    mkdirSync(dirname(path), { recursive: true });
    if (!existsSync(path)) writeFileSync(path, deflateSync(whole, { level: 1 }));
    return sha;
  }

  read(sha: string): GitObject | null {
    const known = this.#objects.get(sha);
    if (known) return known;
    const found = this.#readLoose(sha) ?? this.#readPacked(sha);
    if (found) this.#objects.set(sha, found);
    return found;
  }

  tree(sha: string): TreeEntry[] {
    let entries = this.#trees.get(sha);
    if (!entries) {
      entries = parseTree(this.#expect(sha, 'tree'));
      this.#trees.set(sha, entries);
    }
    return entries;
  }

  writeTree(entries: readonly TreeEntry[]): string {
    const key = ({ name, mode }: TreeEntry) => Buffer.from(mode === '40000' ? `${name}/` : name);
    const sorted = [...entries].sort((one, other) => Buffer.compare(key(one), key(other)));
    const parts = sorted.flatMap(({ mode, name, sha }) => [Buffer.from(`${mode} ${name}\0`), Buffer.from(sha, 'hex')]);
    return this.write('tree', Buffer.concat(parts));
  }

  /** `null` when there is no such commit. */
  commit(sha: string): CommitObject | null {
    const known = this.#commits.get(sha);
    if (known) return known;
    const object = this.read(sha);
    if (object?.type !== 'commit') return null;
    const commit = parseCommit(sha, object.data.toString());
    this.#commits.set(sha, commit);
    return commit;
  }

  writeCommit(commit: Omit<CommitObject, 'sha'>): string {
    const stamp = ({ name, email, date }: Stamp) => `${name} <${email}> ${Date.parse(date) / 1000} +0000`;
    const text =
      `tree ${commit.tree}\n${commit.parents.map((parent) => `parent ${parent}\n`).join('')}` +
      `author ${stamp(commit.author)}\ncommitter ${stamp(commit.committer)}\n` +
      `${commit.verified ? signature : ''}\n${commit.message}\n`;
    return this.write('commit', Buffer.from(text));
  }

  blob(sha: string): Buffer {
    return this.#expect(sha, 'blob');
  }

  #expect(sha: string, type: ObjectType): Buffer {
    const object = this.read(sha);
    if (object?.type !== type) throw new Error(`fakehub: ${sha} is no ${type}`);
    return object.data;
  }

  #path(sha: string): string {
    return join(this.folder, 'objects', sha.slice(0, 2), sha.slice(2));
  }

  #readLoose(sha: string): GitObject | null {
    if (!/^[0-9a-f]{40}$/.test(sha) || !existsSync(this.#path(sha))) return null;
    const whole = inflateSync(readFileSync(this.#path(sha)));
    const end = whole.indexOf(0);
    return { type: whole.toString('latin1', 0, whole.indexOf(32)) as ObjectType, data: whole.subarray(end + 1) };
  }

  // Only what a real `git push` has packed; once for each object.
  #readPacked(sha: string): GitObject | null {
    if (!/^[0-9a-f]{40}$/.test(sha) || !existsSync(join(this.folder, 'objects', 'pack'))) return null;
    const out = execFileSync('git', ['-C', this.folder, 'cat-file', '--batch'], {
      input: `${sha}\n`,
      maxBuffer: 2 ** 30,
    });
    const line = out.indexOf(10);
    const [, type, size] = out.toString('latin1', 0, line).split(' ');
    return size ? { type: type as ObjectType, data: out.subarray(line + 1, line + 1 + Number(size)) } : null;
  }
}

function parseTree(data: Buffer): TreeEntry[] {
  const entries: TreeEntry[] = [];
  for (let at = 0; at < data.length; ) {
    const space = data.indexOf(32, at);
    const end = data.indexOf(0, space);
    entries.push({
      mode: data.toString('latin1', at, space),
      name: data.toString('utf8', space + 1, end),
      sha: data.toString('hex', end + 1, end + 21),
    });
    at = end + 21;
  }
  return entries;
}

function parseCommit(sha: string, text: string): CommitObject {
  const split = text.indexOf('\n\n');
  const header = text.slice(0, split).split('\n');
  const values = (name: string) =>
    header.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1));
  const stamp = (line = '') => {
    const [, name = '', email = '', time = '0'] = /^(.*?) ?<(.*)> (\d+)/.exec(line) ?? [];
    return { name, email, date: isoSeconds(Number(time) * 1000) };
  };
  return {
    sha,
    tree: values('tree')[0] ?? '',
    parents: values('parent'),
    author: stamp(values('author')[0]),
    committer: stamp(values('committer')[0]),
    verified: values('gpgsig').length > 0,
    message: text.slice(split + 2).replace(/\n$/, ''),
  };
}
