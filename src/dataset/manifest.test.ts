import { describe, expect, test } from 'vitest';
import { type ListedFile, type ManifestFacts, parseManifest } from './manifest.ts';
import { rule as complete } from './rules/manifest-complete.ts';
import { rule as curator } from './rules/manifest-curator.ts';
import { rule as current } from './rules/manifest-current.ts';
import { rule as dates } from './rules/manifest-dates.ts';
import { rule as files } from './rules/manifest-files.ts';
import { rule as readable } from './rules/manifest-readable.ts';
import { rule as strays } from './rules/no-strays.ts';
import { rule as regular } from './rules/regular-file.ts';

const sha256 = 'c0ffee'.padEnd(64, '0');
const file: ListedFile = { standing: 'file', sha256, bytes: 10, examples: 2 };
const entry = (more: object) => ({
  name: 'ba_train',
  path: 'ba_train.jsonl',
  sha256,
  size: 10,
  examples: 2,
  curator: 'team',
  ...more,
});

/** A manifest with one entry a line, from line 3. */
const manifestText = (entries: object[], more = '"total_examples": 2') =>
  `{${more},\n"datasets": [\n${entries.map((value) => JSON.stringify(value)).join(',\n')}\n]}\n`;

function facts(text: string | null, more: Partial<ManifestFacts> = {}): ManifestFacts {
  return {
    path: 'data/manifest.json',
    manifest: text === null ? null : parseManifest(text),
    listed: new Map([['data/ba_train.jsonl', file]]),
    datasets: ['data/ba_train.jsonl'],
    others: [],
    irregular: [],
    today: '2026-11-24',
    ...more,
  };
}
const lines = (drafts: Iterable<{ line: number; message: string }>) =>
  [...drafts].map(({ line, message }) => `${line}: ${message}`);

test('a good manifest has no finding of any rule', () => {
  const good = facts(
    manifestText(
      [entry({ created_at: '2026-11-01', updated_at: '2026-11-02 10:00:00' })],
      '"total_examples": 2, "updated_at": "2026-11-23 22:00:00"',
    ),
  );
  for (const rule of [complete, curator, current, dates, files, readable, strays, regular])
    expect([...rule.check(good, {})]).toEqual([]);
});

describe('manifest-current', () => {
  test('hash, size, count and total, each on its own line', () => {
    const text = `{"total_examples": 9,
"datasets": [{"name": "ba_train", "path": "ba_train.jsonl",
"sha256": "${'f'.repeat(64)}",
"size": "11",
"examples": 3}]}`;
    expect(lines(current.check(facts(text), {})).map((line) => line.slice(0, 50))).toEqual([
      '3: data/ba_train.jsonl: the file’s SHA-256 is c0ff',
      '4: data/ba_train.jsonl: the file has 10 bytes, the',
      '5: data/ba_train.jsonl: the file holds 2 examples,',
      '1: `total_examples` is 9, the listed files hold 2;',
    ]);
  });
  test('a size may be text, and an upper-case hash is the same hash', () => {
    expect([...current.check(facts(manifestText([entry({ size: '10', sha256: sha256.toUpperCase() })])), {})]).toEqual(
      [],
    );
  });
});

test('manifest-files: what stands where an entry points', () => {
  const standings = ['missing', 'outside', 'link', 'folder', 'special'] as const;
  const text = manifestText(standings.map((name) => entry({ name, path: name })));
  const listed = new Map<string, ListedFile>(standings.map((standing) => [`data/${standing}`, { standing }]));
  expect(lines(files.check(facts(text, { listed }), {}))).toEqual([
    '3: data/missing does not exist; restore the file or remove the entry',
    '4: data/outside leads out of the repository; list only files inside it',
    '5: data/link is a symbolic link; commit the file itself',
    '6: data/folder is a folder; list its files one by one',
    '7: data/special is no regular file; list only files',
  ]);
});

test('manifest-complete: an unlisted dataset, or no manifest at all', () => {
  const unlisted = facts(manifestText([entry({})]), { datasets: ['data/ba_train.jsonl', 'data/ba_eval.jsonl'] });
  expect(lines(complete.check(unlisted, {}))).toEqual([
    '1: data/ba_eval.jsonl is not in the manifest; `goldgate manifest update` adds it',
  ]);
  expect(lines(complete.check(facts(null), {}))).toEqual([
    '1: there is no manifest; `goldgate manifest update --curator NAME` writes one',
  ]);
});

test.each([
  [
    { created_at: '2026-02-30' },
    ['3: ba_train: `created_at` "2026-02-30" is no date; write YYYY-MM-DD or YYYY-MM-DD HH:MM:SS'],
  ],
  [
    { updated_at: 20261101 },
    ['3: ba_train: `updated_at` 20261101 is no date; write YYYY-MM-DD or YYYY-MM-DD HH:MM:SS'],
  ],
  [{ updated_at: '2026-11-25' }, ['3: ba_train: `updated_at` "2026-11-25" lies in the future']],
  [
    { created_at: '2026-11-02', updated_at: '2026-11-01' },
    ['3: ba_train: `updated_at` 2026-11-01 is before `created_at` 2026-11-02'],
  ],
  [{ created_at: '2026-11-02 12:00', updated_at: '2026-11-02' }, []],
  [
    { created_at: '2026-11-02T09:00:00Z', updated_at: '2026-11-02 08:00:00' },
    ['3: ba_train: `updated_at` 2026-11-02 08:00:00 is before `created_at` 2026-11-02 09:00:00Z'],
  ],
])('manifest-dates: %j', (dated, expected) => {
  expect(lines(dates.check(facts(manifestText([entry(dated)])), {}))).toEqual(expected);
});

test('manifest-curator: blank, absent, no text', () => {
  const text = manifestText([
    entry({ curator: ' ' }),
    entry({ name: 'b', curator: undefined }),
    entry({ name: 'c', curator: 7 }),
  ]);
  expect(lines(curator.check(facts(text), {})).map((line) => line.slice(0, 30))).toEqual([
    '3: ba_train: no curator is nam',
    '4: b: no curator is named; `go',
    '5: c: no curator is named; `go',
  ]);
});

test.each([
  ['{"datasets": [', ['1: is not JSON: CloseBracketExpected', '1: is not JSON: CloseBraceExpected']],
  ['{"datasets": {}}', ['1: needs a list `datasets`; `goldgate manifest update` writes one']],
  ['', ['1: is not JSON: ValueExpected']],
  [
    '{"datasets":\n[3,\n{"name": "a", "path": "a"}]}',
    ['2: the entry needs name, path, sha256 as text', '3: the entry needs sha256 as text'],
  ],
  [
    `{"datasets":\n[${JSON.stringify(entry({}))},\n${JSON.stringify(entry({}))}]}`,
    ['3: the path "ba_train.jsonl" is listed already on line 2'],
  ],
])('manifest-readable: %s', (text, expected) => {
  expect(lines(readable.check(facts(text), {}))).toEqual(expected);
});

test('no-strays: backups, copies, twins and invisible characters', () => {
  const others = [
    'data/ba_train.jsonl.bak',
    'data/ba_train 2.jsonl',
    'data/BA_train.jsonl',
    'data/e\u0301.md',
    'data/a\u202eb.jsonl',
    'data/notes.md',
  ];
  expect([...strays.check(facts(null, { others }), {})].map(({ message }) => message.slice(0, 50))).toEqual([
    '"ba_train.jsonl.bak" looks like a backup; delete o',
    '"ba_train 2.jsonl" looks like a copy that a file m',
    '"BA_train.jsonl" differs from "data/ba_train.jsonl',
    '"e\u0301.md" is not in Unicode’s composed form (NFC); d',
    '"a\u202eb.jsonl" has invisible characters in its name; ',
  ]);
});

test('regular-file', () => {
  const irregular = [{ path: 'data/ba_eval.jsonl', what: 'is a symbolic link' }];
  expect(lines(regular.check(facts(null, { irregular }), {}))).toEqual([
    '1: data/ba_eval.jsonl is a symbolic link; commit the file itself',
  ]);
});
