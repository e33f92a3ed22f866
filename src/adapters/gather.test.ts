import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { completeConfig, defaultConfig } from '../config/config.ts';
import { findDatasets, gatherManifest, gatherPlanning, readListed } from './gather.ts';

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'goldgate-gather-')));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const write = (path: string, text = '{}\n') => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};

describe('datasets', () => {
  beforeEach(() =>
    ['data/production/b_eval.jsonl', 'data/production/a_train.jsonl', 'more/c_train.jsonl'].map((path) => write(path)),
  );

  test('are those of the configuration, sorted', async () => {
    expect(await findDatasets(root, defaultConfig, [])).toEqual([
      'data/production/a_train.jsonl',
      'data/production/b_eval.jsonl',
    ]);
    const config = completeConfig({ datasets: ['more/*.jsonl', 'data/**/*.jsonl', '!**/a_*'] });
    expect(await findDatasets(root, config, [])).toEqual(['data/production/b_eval.jsonl', 'more/c_train.jsonl']);
  });

  test.each([
    [['.'], ['data/production/a_train.jsonl', 'data/production/b_eval.jsonl']],
    [['data'], ['data/production/a_train.jsonl', 'data/production/b_eval.jsonl']],
    [['data/production/b_eval.jsonl'], ['data/production/b_eval.jsonl']],
    [['more'], ['more/c_train.jsonl']],
    [['more/c_train.jsonl', 'more'], ['more/c_train.jsonl']],
    [['data/prod'], null],
  ])('named as %j are %j', async (paths, found) => {
    if (found) expect(await findDatasets(root, defaultConfig, paths)).toEqual(found);
    else await expect(findDatasets(root, defaultConfig, paths)).rejects.toThrow(/does not exist/);
  });
});

test.each([
  ['', 0],
  ['\n', 0],
  ['a', 1],
  ['a\nb', 2],
  [' \t\r\n\n a\n', 1],
  ['\ufeff\n', 0],
  ['\ufeffa\n\ufeff\n', 2],
])('a file of %j holds %i examples', async (text, examples) => {
  write('x', text);
  expect(await readListed(root, 'x')).toMatchObject({ standing: 'file', bytes: Buffer.byteLength(text), examples });
});

test('the manifest’s entries are looked up once, and what lies beside the datasets is named', async () => {
  write('data/production/a_train.jsonl');
  write('data/production/a_train.jsonl.bak');
  write('data/elsewhere/b_eval.jsonl');
  symlinkSync('a_train.jsonl', join(root, 'data/production/link.jsonl'));
  const entries = ['a_train.jsonl', './a_train.jsonl', 'link.jsonl', '../elsewhere/b_eval.jsonl', '../../..', 'gone'];
  write(
    defaultConfig.manifest,
    JSON.stringify({ datasets: entries.map((path) => ({ name: 'n', path, sha256: 'x' })) }),
  );
  const now = new Date('2026-03-04T12:00:00Z');
  const facts = await gatherManifest(root, defaultConfig, ['data/production/a_train.jsonl'], null, [], now);
  expect([...facts.listed].map(([path, { standing }]) => `${standing} ${path}`)).toEqual([
    'file data/production/a_train.jsonl',
    'link data/production/link.jsonl',
    'file data/elsewhere/b_eval.jsonl',
    'outside ..',
    'missing data/production/gone',
  ]);
  expect(facts.others).toEqual(['data/production/a_train.jsonl.bak', 'data/production/link.jsonl']);
  expect(facts.today).toBe('2026-03-05');
});

describe('test cases', () => {
  const gather = (config = defaultConfig) => gatherPlanning(root, config, () => true, null);

  test('are absent, present and empty, or there', async () => {
    expect((await gather()).testcases).toMatchObject({ present: false, files: [], expectations: null });
    mkdirSync(join(root, defaultConfig.testcases), { recursive: true });
    expect((await gather()).testcases).toMatchObject({ present: true, files: [] });
    write(`${defaultConfig.testcases}/S001.md`, '# S001\n');
    write(`${defaultConfig.testcases}/notes.txt`);
    const { testcases } = await gather(completeConfig({ testcases: `${defaultConfig.testcases}/` }));
    expect(testcases.files.map(({ path, story }) => [path, story])).toEqual([
      [`${defaultConfig.testcases}/S001.md`, 'S001'],
    ]);
  });

  test('behind a link, or in a file, are a broken set-up: nothing would be looked at', async () => {
    write('hidden/S001.md');
    mkdirSync(join(root, 'artifacts/dspy'), { recursive: true });
    symlinkSync('../../hidden', join(root, defaultConfig.testcases));
    await expect(gather()).rejects.toThrow(/`testcases`: .* is a symbolic link/);
    rmSync(join(root, defaultConfig.testcases));
    write(defaultConfig.testcases);
    await expect(gather()).rejects.toThrow(/`testcases`: .* is a file/);
  });
});
