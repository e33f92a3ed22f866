import { expect, test } from 'vitest';
import { type DatasetState, updateManifest } from './manifest-update.ts';

const today = '2026-11-23 09:30:00';
const state = (name: string, more: Partial<DatasetState> = {}): DatasetState => ({
  name,
  path: `${name}.jsonl`,
  sha256: 'b'.repeat(64),
  bytes: 120,
  examples: 3,
  ...more,
});

const written = `{
    "version": "1.1",
    "updated_at": "2026-01-02 03:04:05",
    "phase": "seven",
    "total_examples": 5,
    "datasets": [
        {"name": "ba_train", "path": "ba_train.jsonl", "sha256": "${'a'.repeat(64)}", "size": "99", "examples": 2,
         "updated_at": "2026-01-02", "big": 12345678901234567890, "curator": "one"},
        {"name": "ba_eval", "path": "ba_eval.jsonl", "sha256": "${'b'.repeat(64)}", "size": 120, "examples": 3, "curator": "two"}
    ]
}
`;

test('rewrites what changed and leaves every other byte', () => {
  const { text, changes } = updateManifest(
    written,
    [state('ba_train', { bytes: 150, examples: 4 }), state('ba_eval')],
    { today, names: [] },
  );
  expect(text).toBe(
    written
      .replace('a'.repeat(64), 'b'.repeat(64))
      .replace('"99"', '"150"')
      .replace('"examples": 2', '"examples": 4')
      .replace('"2026-01-02",', '"2026-11-23",')
      .replace('"total_examples": 5', '"total_examples": 7')
      .replace('2026-01-02 03:04:05', today),
  );
  expect(changes).toEqual(['~ ba_train: sha256, size, examples (2 → 4 examples)', '~ total_examples: 5 → 7']);
});

test('is idempotent', () => {
  const states = [state('ba_train'), state('ba_eval')];
  const once = updateManifest(written, states, { today, names: [] }).text;
  expect(updateManifest(once, states, { today: '2026-12-24 00:00:00', names: [] })).toEqual({
    text: once,
    changes: [],
    unknown: [],
  });
});

test('starts a manifest, and adds what is not listed', () => {
  const { text } = updateManifest(null, [state('qa_train')], { today, names: [], curator: 'team.qa', notes: 'first' });
  expect(JSON.parse(text)).toEqual({
    version: '1.1',
    updated_at: today,
    total_examples: 3,
    datasets: [
      {
        name: 'qa_train',
        path: 'qa_train.jsonl',
        sha256: 'b'.repeat(64),
        size: 120,
        examples: 3,
        created_at: '2026-11-23',
        updated_at: '2026-11-23',
        curator: 'team.qa',
        notes: 'first',
      },
    ],
  });
  expect(text.endsWith('}\n')).toBe(true);
});

test('the total counts the file of an entry that gives no number, of whatever is named', () => {
  const text = written.replace(', "examples": 3', '').replace('"total_examples": 5', '"total_examples": 4');
  for (const names of [[], ['ba_train']]) {
    const { changes } = updateManifest(text, [state('ba_train'), state('ba_eval', { examples: 9 })], { today, names });
    expect(changes.at(-1)).toBe('~ total_examples: 4 → 12');
  }
});

test('rewrites named entries alone, and says which names nothing has', () => {
  const states = [state('ba_train'), state('ba_eval', { examples: 9 })];
  const { text, unknown } = updateManifest(written, states, { today, names: ['ba_train', 'nobody'], curator: 'three' });
  const { datasets, total_examples } = JSON.parse(text);
  expect(datasets.map((entry: { curator: string; examples: number }) => [entry.curator, entry.examples])).toEqual([
    ['three', 3],
    ['two', 3],
  ]);
  expect(total_examples).toBe(6);
  expect(unknown).toEqual(['nobody']);
});
