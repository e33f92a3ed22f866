// The findings of `record-schema` against another validator, from another family, over the same schemas.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { scanDatasets } from '../../src/adapters/scan.ts';
import { Random } from '../fuzz/random.ts';
import { part, root, run } from './bundle.ts';

const folder = mkdtempSync(join(tmpdir(), 'goldgate-opinion-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const recordsOf = (name: string): unknown[] =>
  readFileSync(join(root, `data/production/${name}.jsonl`), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

const inputOutput = [
  { input: { idea: 'a shop' }, output: { text: 'yes' } },
  { input: { n: [1, 2] }, output: {}, metadata: { domain: 'web', review: { status: 'draft', reviewers: ['ada'] } } },
];
const wrong = [
  null,
  true,
  0,
  1.5,
  '',
  'x',
  [],
  {},
  [{}],
  ['x'],
  { id: 1 },
  'FR1',
  'S01',
  'High',
  'high',
  'draft',
  '😀',
];

/** A copy with one value, somewhere, replaced, removed, or with a key added. */
function bend(random: Random, record: unknown): unknown {
  const copy = structuredClone(record);
  for (let count = 1 + random.small(3); count > 0; count--) {
    const holders: Record<string, unknown>[] = [];
    const collect = (value: unknown) => {
      if (typeof value !== 'object' || value === null) return;
      holders.push(value as Record<string, unknown>);
      for (const inner of Object.values(value)) collect(inner);
    };
    collect(copy);
    const holder = random.pick(holders);
    const keys = Object.keys(holder ?? {});
    if (!holder || keys.length === 0) continue;
    const key = random.pick(keys);
    const action = random.below(4);
    if (action === 0 && !Array.isArray(holder)) delete holder[key];
    else if (action === 1 && !Array.isArray(holder)) holder[`${key}_`] = random.pick(wrong);
    else holder[key] = random.pick(wrong);
  }
  return copy;
}

test.each([
  ['ba', 'ba', [...recordsOf('ba_train'), ...recordsOf('ba_eval')]],
  ['qa', 'qa', [...recordsOf('qa_train'), ...recordsOf('qa_eval')]],
  ['architect', 'input-output', inputOutput],
])('%s: five hundred records get the same verdict from both', async (role, schema, corpus) => {
  const random = new Random(`opinion ${role}`);
  const records = Array.from({ length: 500 }, (_, index) =>
    index < 30 ? corpus[index % corpus.length] : bend(random, random.pick(corpus)),
  );
  const file = join(folder, `${role}_train.jsonl`);
  writeFileSync(file, records.map((record) => `${JSON.stringify(record)}\n`).join(''));
  mkdirSync(join(folder, role));
  const nameOf = (index: number) => `${String(index).padStart(4, '0')}.json`;
  for (const [index, record] of records.entries())
    writeFileSync(join(folder, role, nameOf(index)), JSON.stringify(record));

  const { files } = await scanDatasets([{ path: 'x', file, role, split: 'train', variant: '' }], {
    ...{ schemas: {}, near: 0.85, leakage: 0.6, maxDepth: 64, maxLineBytes: 1e6 },
    skip: new Set(['exact', 'key', 'near', 'leakage'] as const),
  });
  const refused = new Set(files[0]?.faults.filter(({ kind }) => kind === 'schema').map(({ line }) => line - 1));

  const schemas = join(root, 'src/dataset/schemas');
  const { out, err } = run(
    part('.bin/jsonschema'),
    [
      'validate',
      join(schemas, `${schema}.schema.json`),
      role,
      '--verbose',
      '--continue',
      '--resolve',
      join(schemas, 'metadata.schema.json'),
    ],
    folder,
  );
  const lines = `${out}\n${err}`.split('\n');
  const opinion = (verdict: string) =>
    records.flatMap((_, index) => (lines.includes(`${verdict}: ${role}/${nameOf(index)}`) ? [index] : []));
  const [passed, failed] = [opinion('ok'), opinion('fail')];
  expect(passed.length + failed.length).toBe(records.length);
  expect(failed.length).toBeGreaterThan(100);
  expect(passed.length).toBeGreaterThan(100);
  const differs = failed.filter((index) => !refused.has(index)).concat(passed.filter((index) => refused.has(index)));
  expect(differs.map((index) => JSON.stringify(records[index]))).toEqual([]);
});
