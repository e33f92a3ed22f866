import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SetupError } from '../core/errors.ts';
import { cacheFolder, openCallCache } from './call-cache.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'goldgate-cache-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const key = 'ab'.repeat(32);
const path = () => join(folder, 'ab', `${key}.json`);
const reply = { text: 'Füße', tokens: { input: 1, output: 2 }, usd: 0.5, seconds: 1.25, cached: false };

test('keeps an answer as it was, under its key', async () => {
  const cache = openCallCache(folder);
  expect(cache.read(key)).toBe(null);
  await cache.write(key, reply);
  expect(openCallCache(folder).read(key)).toEqual(reply);
  expect(readdirSync(join(folder, 'ab'))).toEqual([`${key}.json`]);
});

test.each<[string, () => void]>([
  ['empty', () => truncateSync(path(), 0)],
  ['cut off', () => truncateSync(path(), 50)],
  ['of another answer', () => writeFileSync(path(), readFileSync(path(), 'utf8').replace('Füße', 'Füsse'))],
  ['of another key', () => writeFileSync(path(), readFileSync(path(), 'utf8').replace(/"key":"ab/, '"key":"cd'))],
  ['no object', () => writeFileSync(path(), 'null')],
])('an entry that is %s is no entry, and is written anew', async (_, damage) => {
  const cache = openCallCache(folder);
  await cache.write(key, reply);
  damage();
  expect(cache.read(key)).toBe(null);
  await cache.write(key, reply);
  expect(cache.read(key)).toEqual(reply);
});

test('a folder that cannot be written is told', async () => {
  writeFileSync(join(folder, 'file'), '');
  const cache = openCallCache(join(folder, 'file'));
  await expect(cache.write(key, reply)).rejects.toThrow(SetupError);
  await expect(cache.write(key, reply)).rejects.toThrow(/XDG_CACHE_HOME/);
});

test('stands outside of any repository', () => {
  expect(cacheFolder({ XDG_CACHE_HOME: '/c', HOME: '/h' })).toBe(join('/c', 'goldgate', 'calls'));
  expect(cacheFolder({ HOME: '/h' })).toBe(join('/h', '.cache', 'goldgate', 'calls'));
});
