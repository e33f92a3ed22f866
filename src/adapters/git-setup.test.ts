import { expect, test } from 'vitest';
import { Scratch } from '../commands/scratch.ts';
import { attributesOf, configValue, defaultBranch, ignoredOf, remoteOwner, workTreeFiles } from './git-setup.ts';

test('files that a clone has or could have', async () => {
  using scratch = new Scratch();
  scratch.write('.gitignore', 'ignored\n');
  scratch.write('gone', '');
  scratch.write('ü b', '');
  scratch.commit();
  scratch.remove('gone');
  scratch.write('new', '');
  scratch.write('ignored', '');
  scratch.write(':(top)x/ignored', '');
  expect(await workTreeFiles(scratch.path)).toEqual(['.gitignore', 'new', 'ü b']);
  expect(await ignoredOf(scratch.path, ['new', 'ignored', ':(top)x/ignored', 'ü b'])).toEqual([
    'ignored',
    ':(top)x/ignored',
  ]);
  expect(await ignoredOf(scratch.path, [])).toEqual([]);
});

test.each([
  ['git@github.com:acme/shop.git', 'acme'],
  ['https://github.com/acme-1/shop', 'acme-1'],
  ['ssh://git@host.example:22/acme/shop.git/', 'acme'],
  ['nonsense', null],
])('the owner of %s', async (url, owner) => {
  using scratch = new Scratch();
  scratch.commit();
  expect(await remoteOwner(scratch.path)).toBeNull();
  scratch.git('remote', 'add', 'origin', url);
  expect(await remoteOwner(scratch.path)).toBe(owner);
});

test('the default branch: the remote’s, a usual one, the current one', async () => {
  using scratch = new Scratch();
  scratch.commit();
  scratch.git('branch', '-m', 'trunk');
  expect(await defaultBranch(scratch.path)).toBe('trunk');
  scratch.git('branch', 'master');
  expect(await defaultBranch(scratch.path)).toBe('master');
  scratch.git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/release/next');
  expect(await defaultBranch(scratch.path)).toBe('release/next');
});

test('attributes and settings', async () => {
  using scratch = new Scratch();
  scratch.write('.gitattributes', '*.jsonl -text\n*.md text eol=crlf\n');
  scratch.commit();
  const found = await attributesOf(scratch.path, ['a b.jsonl', 'c.md', 'd'], ['text', 'eol']);
  expect(Object.fromEntries(found)).toEqual({
    'a b.jsonl': { text: 'unset', eol: 'unspecified' },
    'c.md': { text: 'set', eol: 'crlf' },
    d: { text: 'unspecified', eol: 'unspecified' },
  });
  expect(await configValue(scratch.path, 'goldgate.nothing')).toBeNull();
  scratch.git('config', 'core.autocrlf', 'input');
  expect(await configValue(scratch.path, 'core.autocrlf')).toBe('input');
});
