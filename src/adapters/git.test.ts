import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  blobId,
  changedPaths,
  entryAt,
  gitVersion,
  isShallow,
  listTree,
  mergeBase,
  readBlob,
  readText,
  resolveCommit,
} from './git.ts';
import { findRoot } from './root.ts';

let root: string;
const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.org', ...args], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  }).trim();
const write = (path: string, text: string) => {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
};
const commit = (message: string) => {
  git('add', '-A');
  git('commit', '-qm', message);
  return git('rev-parse', 'HEAD');
};
const lines = (name: string) => Array.from({ length: 20 }, (_, n) => `${name} ${n}\n`).join('');

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'goldgate git ')));
  git('init', '-q', '-b', 'main');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test('finds the root from a folder below, and none outside', async () => {
  write('a/b/c.txt', '');
  expect(findRoot(join(root, 'a/b'))).toBe(root);
  const bare = mkdtempSync(join(tmpdir(), 'goldgate-none-'));
  expect(findRoot(bare)).toBeNull();
  rmSync(bare, { recursive: true });
  expect(await gitVersion()).toMatch(/^\d+\.\d+/);
});

test('a repository that git refuses is an error that quotes git', async () => {
  write('.git/config', '[core\n');
  await expect(resolveCommit(root, 'HEAD')).rejects.toThrow(/git rev-parse failed: .*config/s);
});

describe('commits', () => {
  test('resolves refs, never takes one as an option', async () => {
    write('a', '1');
    const id = commit('one');
    expect(await resolveCommit(root, 'main')).toBe(id);
    expect(await resolveCommit(root, id.slice(0, 8))).toBe(id);
    for (const ref of ['', 'nowhere', '--all', '-h', 'main\nmain', '--output=x', `${id}:a`]) {
      expect(await resolveCommit(root, ref)).toBeNull();
    }
  });

  test('finds the merge base, and none of strangers', async () => {
    write('a', '1');
    const base = commit('one');
    git('checkout', '-qb', 'side');
    write('b', '1');
    const side = commit('two');
    git('checkout', '-q', 'main');
    write('c', '1');
    const main = commit('three');
    expect(await mergeBase(root, side, main)).toBe(base);
    git('checkout', '-q', '--orphan', 'alone');
    expect(await mergeBase(root, main, commit('four'))).toBeNull();
  });

  test('tells a shallow clone', async () => {
    write('a', '1');
    commit('one');
    write('a', '2');
    commit('two');
    expect(await isShallow(root)).toBe(false);
    const clone = mkdtempSync(join(tmpdir(), 'goldgate-shallow-'));
    execFileSync('git', ['clone', '-q', '--depth', '1', `file://${root}`, clone]);
    expect(await isShallow(clone)).toBe(true);
    rmSync(clone, { recursive: true });
  });
});

describe('what changed', () => {
  test('against the work tree, committed or not, tracked or not', async () => {
    write('.gitignore', 'ignored\n');
    for (const name of ['kept', 'edited', 'moved by git', 'moved by hand', 'gone', 'link']) write(name, lines(name));
    const base = commit('one');
    write('edited', 'other');
    git('mv', 'moved by git', 'höher');
    commit('two');
    renameSync(join(root, 'moved by hand'), join(root, ':(top)odd'));
    write(':(top)odd', `${lines('moved by hand')}and a line\n`);
    rmSync(join(root, 'gone'));
    rmSync(join(root, 'link'));
    symlinkSync('kept', join(root, 'link'));
    write('ignored', '');
    write('neu/ü\n.txt', 'x');
    expect(await changedPaths(root, base)).toEqual([
      { path: ':(top)odd', oldPath: 'moved by hand', status: 'renamed' },
      { path: 'edited', status: 'modified' },
      { path: 'gone', status: 'removed' },
      { path: 'höher', oldPath: 'moved by git', status: 'renamed' },
      { path: 'link', status: 'type-changed' },
      { path: 'neu/ü\n.txt', status: 'added' },
    ]);
    expect(git('diff', '--cached', '--name-only')).toBe('');
  });

  test('a configuration of colours, prefixes and relative paths changes nothing', async () => {
    write('a/ä.txt', '1');
    const base = commit('one');
    write('a/ä.txt', '2');
    for (const [key, value] of [
      ['color.ui', 'always'],
      ['diff.noprefix', 'true'],
      ['diff.external', 'false'],
      ['core.quotePath', 'true'],
      ['diff.renames', 'copies'],
    ] as const) {
      git('config', key, value);
    }
    expect(await changedPaths(root, base)).toEqual([{ path: 'a/ä.txt', status: 'modified' }]);
  });
});

describe('trees and blobs', () => {
  test('tells files from links and folders', async () => {
    write('data/a b.jsonl', '{}\n');
    symlinkSync('a b.jsonl', join(root, 'data/link'));
    const id = commit('one');
    expect(await entryAt(root, id, 'data/link')).toMatchObject({ mode: '120000' });
    expect(await entryAt(root, id, 'data')).toMatchObject({ mode: '040000' });
    expect(await entryAt(root, id, 'data/*')).toBeNull();
    expect(await blobId(root, id, 'data/link')).toBeNull();
    expect(await blobId(root, id, 'data/a b.jsonl')).toMatch(/^[0-9a-f]{40}$/);
    expect((await listTree(root, id, 'data')).map((entry) => entry.path)).toEqual(['data/a b.jsonl', 'data/link']);
    expect(await listTree(root, id)).toHaveLength(2);
  });

  test('streams bytes, stops early, bounds text', async () => {
    const text = 'a line of text\n'.repeat(200_000);
    write('big', text);
    const id = commit('one');
    const blob = (await blobId(root, id, 'big')) as string;
    let bytes = 0;
    let chunks = 0;
    for await (const chunk of readBlob(root, blob)) {
      bytes += chunk.length;
      chunks++;
    }
    expect(bytes).toBe(text.length);
    expect(chunks).toBeGreaterThan(1);
    for await (const chunk of readBlob(root, blob)) {
      expect(chunk.length).toBeGreaterThan(0);
      break;
    }
    expect(await readText(root, id, 'big', text.length)).toBe(text);
    expect(await readText(root, id, 'none', 10)).toBeNull();
    await expect(readText(root, id, 'big', 100)).rejects.toThrow('big at');
  });

  test('a blob that is not there is an error, an id that is none a bug', async () => {
    const read = async (id: string) => {
      for await (const _ of readBlob(root, id));
    };
    await expect(read('0'.repeat(40))).rejects.toThrow('git cat-file failed');
    await expect(read('HEAD')).rejects.toThrow(TypeError);
  });
});
