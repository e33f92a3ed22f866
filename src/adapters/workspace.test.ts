import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SetupError } from '../core/errors.ts';
import { expandGlobs, pathFromRoot, readText, standingOf, writeFileAtomic } from './workspace.ts';

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'goldgate-workspace-')));
  mkdirSync(join(root, 'data/folder.jsonl'), { recursive: true });
  writeFileSync(join(root, 'data/a.jsonl'), 'a');
  symlinkSync('a.jsonl', join(root, 'data/link.jsonl'));
  symlinkSync('nowhere', join(root, 'data/dangling.jsonl'));
  symlinkSync('/etc', join(root, 'etc'));
  execFileSync('mkfifo', [join(root, 'data/pipe.jsonl')]);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('globs', () => {
  test('find everything but folders, and follow nothing', async () => {
    symlinkSync('.', join(root, 'data/loop'));
    expect(await expandGlobs(root, ['data/**/*.jsonl'])).toEqual(
      ['a', 'dangling', 'link', 'pipe'].map((name) => `data/${name}.jsonl`),
    );
    expect(await expandGlobs(root, ['etc/*', '**/passwd'])).not.toContain('etc/passwd');
  });

  test('are sorted by code unit, exclude, see hidden files, and leave node_modules and .git alone', async () => {
    for (const path of ['Z.md', 'a.md', 'é.md', '.hidden.md', 'node_modules/x.md', '.git/x.md']) {
      mkdirSync(join(root, path, '..'), { recursive: true });
      writeFileSync(join(root, path), '');
    }
    expect(await expandGlobs(root, ['**/*.md', '!**/a.md'])).toEqual(['.hidden.md', 'Z.md', 'é.md']);
  });

  test.each(['../*', '/etc/*', 'data/../../*', '!../x', '..'])('%s leads out and is refused', async (glob) => {
    await expect(expandGlobs(root, [glob])).rejects.toThrow(SetupError);
  });
});

test.each([
  ['data/a.jsonl', 'file'],
  ['./data//a.jsonl', 'file'],
  ['data/../data/a.jsonl', 'file'],
  ['data', 'folder'],
  ['data/pipe.jsonl', 'special'],
  ['data/link.jsonl', 'link'],
  ['data/dangling.jsonl', 'link'],
  ['data/none.jsonl', 'missing'],
  ['data/a.jsonl/x', 'missing'],
  ['x'.repeat(5000), 'missing'],
  ['etc/passwd', 'outside'],
  ['../x', 'outside'],
  ['data/../..', 'outside'],
  ['/etc/passwd', 'outside'],
  ['.', 'outside'],
  ['', 'outside'],
  ['a\0b', 'outside'],
  ['..data', 'missing'],
])('what stands at %j is %s', async (path, standing) => {
  expect(await standingOf(root, path)).toBe(standing);
});

test('a root that is itself reached through a link is a root like others', async () => {
  const other = `${root}-link`;
  symlinkSync(root, other);
  expect(await standingOf(other, 'data/a.jsonl')).toBe('file');
  expect(await standingOf(other, 'etc/passwd')).toBe('outside');
  rmSync(other);
});

test('paths are meant from where one stands', () => {
  expect(pathFromRoot('/r', '/r/data', 'a.jsonl')).toBe('data/a.jsonl');
  expect(pathFromRoot('/r', '/r/data', '../x/')).toBe('x');
  expect(pathFromRoot('/r', '/r/data', '..')).toBe('.');
  expect(pathFromRoot('/r', '/r', '/r/x')).toBe('x');
  expect(pathFromRoot('/r', '/r', '../x')).toBe('../x');
  expect(pathFromRoot('/r', '/elsewhere', 'x')).toBe('x');
});

describe('texts', () => {
  test('are read, absent, or refused', async () => {
    expect(await readText(root, 'data/a.jsonl', 1)).toBe('a');
    expect(await readText(root, 'data/b.jsonl', 1)).toBe(null);
    for (const path of ['data', 'data/link.jsonl', 'data/pipe.jsonl', 'etc/passwd', '../x']) {
      await expect(readText(root, path, 100)).rejects.toThrow(SetupError);
    }
    writeFileSync(join(root, 'long'), 'ab');
    await expect(readText(root, 'long', 1)).rejects.toThrow('long has 2 bytes; at most 1 are read');
  });

  test('are written whole, keep the mode, make folders and leave nothing else', async () => {
    const path = join(root, 'new/folder/x');
    await writeFileAtomic(path, 'one');
    chmodSync(path, 0o600);
    await Promise.all(['two', 'three', 'four'].map((text) => writeFileAtomic(path, text.repeat(10_000))));
    expect(readFileSync(path, 'utf8')).toMatch(/^(?:(?:two)+|(?:three)+|(?:four)+)$/);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(root, 'new/folder'))).toEqual(['x']);
  });

  test('that cannot be written are a broken set-up', async () => {
    for (const path of ['data', 'data/a.jsonl/x', `data/${'x'.repeat(300)}`]) {
      await expect(writeFileAtomic(join(root, path), 'x')).rejects.toThrow(/cannot be written: E/);
    }
    expect(readdirSync(join(root, 'data')).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});
