import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import type { Split } from '../dataset/facts.ts';
import { scanReference } from '../dataset/scan/reference.ts';
import { type ScanOptions, type ScanTuning, scanDatasets } from './scan.ts';

const folder = mkdtempSync(join(tmpdir(), 'goldgate-reference-'));
afterAll(() => rmSync(folder, { recursive: true }));

const options: ScanOptions = { schemas: {}, near: 0.85, leakage: 0.6, maxDepth: 8, maxLineBytes: 2000 };

// Few words and few topics, so that records are alike by chance; odd ones, so that every path is walked.
const word = fc.constantFrom(
  ...'El la de que Árbol árbol ARBOL straße STRASSE İstanbul\u00a0x "q\\uote" tab\there 😀 \ud800 ok'.split(' '),
);
const text = fc.array(word, { maxLength: 30 }).map((words) => words.join(' '));
const scalar = fc.oneof(
  text,
  fc.constantFrom(1, 1.5, -0, 1e21, 12345678901234567n, true, null),
  fc.double({ noNaN: true }),
);
const record = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ input: fc.record({ topic: text, size: scalar }), output: fc.record({ a: text, b: text }) }),
  },
  { weight: 1, arbitrary: fc.dictionary(fc.constantFrom('input', 'output', 'metadata', '__proto__', 'a'), scalar) },
  { weight: 1, arbitrary: fc.json({ maxDepth: 12 }).map((json) => JSON.parse(json)) },
);
const write = (value: unknown): string =>
  JSON.stringify(value, (_, child) => (typeof child === 'bigint' ? `#${child}#` : child)).replace(/"#(\d+)#"/g, '$1');
const spelling = fc.oneof(
  fc.constant((line: string) => line),
  fc.constant((line: string) =>
    line.replace(/[\x7f-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`),
  ),
  fc.constant((line: string) => line.replace(/([{,])"/g, '$1 "').replace(/":/g, '" :\t')),
  fc.constant((line: string) => line.replace(/^\{/, '{"input":1,')),
  fc.nat(50).map((at) => (line: string) => line.slice(0, at) + line.slice(at + 1)),
  fc.constant(() => ''),
  fc.constant((line: string) => `${line}\r`),
);
const bytes = fc
  .record({
    pool: fc.array(record, { minLength: 1, maxLength: 8 }),
    picks: fc.array(
      fc.tuple(fc.nat(), fc.oneof({ weight: 8, arbitrary: fc.constant((line: string) => line) }, spelling)),
      { maxLength: 25 },
    ),
    end: fc.constantFrom('', '\n', '\n\n'),
    mark: fc.constantFrom('', '', '', '\ufeff'),
    junk: fc.option(fc.nat(400), { freq: 5, nil: undefined }),
  })
  .map(({ pool, picks, end, mark, junk }) => {
    const lines = picks.map(([n, spell]) => spell(write(pool[n % pool.length])));
    const file = Buffer.from(mark + lines.join('\n') + (lines.length > 0 ? end : ''));
    if (junk !== undefined && junk < file.length) file[junk] = 0xe2;
    return file;
  });
const files = fc.uniqueArray(
  fc.record({
    role: fc.constantFrom('po', 'po', 'ba'),
    split: fc.constantFrom<Split | null>('train', 'eval', 'gold', null),
    variant: fc.constantFrom('', 'v2'),
    bytes,
  }),
  { selector: ({ role, split, variant }) => `${role}_${split}_${variant}`, minLength: 1, maxLength: 4 },
);

interface Sample {
  role: string;
  split: Split | null;
  variant: string;
  bytes: Buffer;
  base?: Buffer | null;
}

/** Scans files and holds the facts against the definition's. */
async function compare(samples: readonly Sample[], tuning: ScanTuning, cacheDir?: string): Promise<void> {
  const named = samples
    .map((sample) => ({ ...sample, path: `${sample.role}_${sample.split}_${sample.variant}.jsonl` }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  for (const { path, bytes } of named) writeFileSync(join(folder, path), bytes);
  const inputs = named.map(({ base, ...sample }) => ({
    ...sample,
    file: join(folder, sample.path),
    ...(base === undefined ? {} : { base: base && baseContent(base), blob: baseContent(sample.bytes).key }),
  }));
  const scanned = await scanDatasets(inputs, { ...options, ...(cacheDir ? { cacheDir } : {}) }, tuning);
  expect(scanned).toEqual(await scanReference(named, options));
}

function baseContent(bytes: Buffer) {
  const key = createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
  const open = async function* () {
    for (let at = 0; at < bytes.length; at += 50) yield bytes.subarray(at, at + 50);
  };
  return { key, open };
}

/** A base for a file: a few of its lines are missing, a few are doubled, some stand elsewhere, some are not there. */
const edit = fc.record({
  drop: fc.nat(6),
  double: fc.nat(6),
  rotate: fc.nat(6),
  extra: bytes,
  cut: fc.boolean(),
  none: fc.nat(8),
});
function baseOf(
  file: Buffer,
  { drop, double, rotate, extra, cut, none }: typeof edit extends fc.Arbitrary<infer E> ? E : never,
) {
  if (none === 0) return null;
  const lines = file.toString('latin1').split('\n');
  const kept = lines.flatMap((line, i) => (i % 7 === drop ? [] : i % 7 === double ? [line, line] : [line]));
  const moved = [...kept.slice(rotate), ...kept.slice(0, rotate)].join('\n') + (cut ? '' : '\n');
  return Buffer.concat([Buffer.from(moved, 'latin1'), extra.subarray(0, 300)]);
}

// MinHash may miss one pair in a hundred at the very threshold: the same cases every time.
const seed = 20;

test('whatever the stretches, the facts are those of the definition', async () => {
  const property = fc.asyncProperty(files, fc.constantFrom(1, 7, 64, 500, 1 << 20), (samples, stretchBytes) =>
    compare(samples, { threads: 1, stretchBytes }),
  );
  await fc.assert(property, { numRuns: 300, seed });
});

test('whatever the number of threads, too', async () => {
  const property = fc.asyncProperty(files, (samples) => compare(samples, { threads: 3, stretchBytes: 300 }));
  await fc.assert(property, { numRuns: 8, seed });
});

test('with a base, and from whatever the cache holds', async () => {
  const property = fc.asyncProperty(
    fc.array(fc.tuple(files, edit), { minLength: 1, maxLength: 3 }),
    fc.constantFrom(64, 500, 1 << 20),
    async (runs, stretchBytes) => {
      const cacheDir = mkdtempSync(join(folder, 'cache-'));
      for (const [samples, how] of runs) {
        const compared = samples.map((sample) => ({ ...sample, base: baseOf(sample.bytes, how) }));
        await compare(compared, { threads: 1, stretchBytes });
        await compare(compared, { threads: 1, stretchBytes }, cacheDir);
        await compare(compared, { threads: 1, stretchBytes }, cacheDir);
        // What was the head is the base now.
        const later = compared.map((sample) => ({
          ...sample,
          bytes: sample.base ?? Buffer.from('{}\n'),
          base: sample.bytes,
        }));
        await compare(later, { threads: 1, stretchBytes }, cacheDir);
      }
    },
  );
  await fc.assert(property, { numRuns: 30, seed });
});

test('a cache that was tampered with is no cache', async () => {
  const cacheDir = mkdtempSync(join(folder, 'cache-'));
  const line = (n: number) => `{"input":{"topic":"number ${n}"},"output":{"a":"${'word '.repeat(n)}"}}\n`;
  const base = Buffer.from([1, 2, 3, 4, 5].map(line).join(''));
  const bytes = Buffer.from([1, 2, 3, 4, 5, 6, 1].map(line).join(''));
  const samples: Sample[] = [{ role: 'po', split: 'train', variant: '', bytes, base }];
  const tuning = { threads: 1, stretchBytes: 100 };
  await compare(samples, tuning, cacheDir);
  const entries = readdirSync(cacheDir).map((name) => join(cacheDir, name));
  expect(entries).toHaveLength(2);
  const sound = entries.map((entry) => readFileSync(entry));
  for (let at = 0; at < Math.max(...sound.map(({ length }) => length)); at += 29) {
    for (const [i, entry] of entries.entries()) {
      const broken = Buffer.from(sound[i] as Buffer);
      if (at < broken.length) broken[at] = (broken[at] as number) ^ 1;
      writeFileSync(entry, broken);
    }
    await compare(samples, tuning, cacheDir);
  }
  for (const entry of entries) writeFileSync(entry, readFileSync(entry).subarray(0, -5));
  await compare(samples, tuning, cacheDir);
  const [a, b] = entries as [string, string];
  writeFileSync(a, sound[1] as Buffer);
  writeFileSync(b, sound[0] as Buffer);
  await compare(samples, tuning, cacheDir);
});
