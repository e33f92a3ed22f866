import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { SetupError } from '../core/errors.ts';
import type { DatasetFacts, Split } from '../dataset/facts.ts';
import { type ScanInput, type ScanOptions, scanDatasets } from './scan.ts';

const folder = mkdtempSync(join(tmpdir(), 'goldgate-scan-'));
afterAll(() => rmSync(folder, { recursive: true }));

const defaults: ScanOptions = { schemas: {}, near: 0.85, leakage: 0.6, maxDepth: 64, maxLineBytes: 8 * 1024 * 1024 };

interface Sample {
  name: string;
  text: string | Buffer;
  base?: string | null;
}

function input({ name, text, base }: Sample): ScanInput {
  const file = join(folder, `${name}.jsonl`);
  writeFileSync(file, text);
  const [role = '', split] = name.split('_');
  const open = async function* () {
    yield Buffer.from(base ?? '');
  };
  return {
    path: `data/${name}.jsonl`,
    file,
    role,
    split: (split ?? null) as Split | null,
    variant: '',
    ...(base === undefined ? {} : { base: base === null ? null : { key: 'a'.repeat(40), open } }),
  };
}

const scan = (samples: Sample[], options: Partial<ScanOptions> = {}): Promise<DatasetFacts> =>
  scanDatasets(samples.map(input), { ...defaults, ...options });

const io = (topic: string, answer = 'yes') => JSON.stringify({ input: { topic }, output: { answer } });
const jsonl = (...lines: string[]) => lines.map((line) => `${line}\n`).join('');

/** What is wrong with a file of one role, as `kind line:column pointer`. */
async function faults(text: string | Buffer, options: Partial<ScanOptions> = {}): Promise<string[]> {
  const { files } = await scan([{ name: 'po_train', text }], options);
  return (files[0]?.faults ?? []).map(({ kind, line, column, pointer }) =>
    [kind, `${line}${column ? `:${column}` : ''}`, ...(pointer === undefined ? [] : [pointer])].join(' '),
  );
}

async function pairs(samples: Sample[], options: Partial<ScanOptions> = {}): Promise<string[]> {
  const facts = await scan(samples, options);
  const place = ({ path, line }: { path: string; line: number }) => `${path.replace(/data\/|\.jsonl/g, '')}:${line}`;
  return facts.pairs.map(({ kind, leak, earlier, later, similarity }) => {
    const how = kind === 'near' ? ` ${similarity.toFixed(2)}` : '';
    return `${leak ? 'leak ' : ''}${kind}${how} ${place(earlier)} ${place(later)}`;
  });
}

describe('one fixture for each kind of fault', () => {
  test('none', async () => {
    expect(await faults(jsonl(io('a'), io('b')))).toEqual([]);
    expect(await faults('')).toEqual([]);
  });

  test('the scan goes on after a bad line', async () => {
    expect(await faults(jsonl('{"input":{},', io('b'), '[1]', 'nul'))).toEqual([
      'syntax 1:13',
      'schema 3 ',
      'syntax 4:1',
    ]);
  });

  test('UTF-8: a bad byte, a cut character, a byte order mark', async () => {
    const bad = Buffer.concat([
      Buffer.from('\ufeff{"input":{"é�":"'),
      Buffer.from([0xc3, 0x28]),
      Buffer.from(`"}}\n${io('b')}\n`),
    ]);
    expect(await faults(bad)).toEqual(['utf8 1:1', 'utf8 1:17']);
    expect(await faults(Buffer.concat([Buffer.from('"a'), Buffer.from([0xe2, 0x82])]))).toEqual([
      'utf8 1:3',
      'line-ending 1',
    ]);
  });

  test('line endings: CRLF once, blank lines once, no newline at the end', async () => {
    expect(await faults(`${io('a')}\r\n\n${io('b')}\r\n \t\r\n${io('c')}`)).toEqual([
      'line-ending 1',
      'line-ending 2',
      'line-ending 5',
    ]);
    const { files } = await scan([{ name: 'po_train', text: `${io('a')}\r\n\n${io('b')}\r\n \t\r\n${io('c')}` }]);
    expect(files[0]).toMatchObject({ lines: 5, records: 3 });
    expect(files[0]?.faults.map(({ message }) => message)).toEqual([
      '3 lines end in CRLF; the first is here; end lines in a newline alone',
      '2 lines are blank; the first is here; remove them',
      'the last line does not end in a newline',
    ]);
  });

  test('length, depth, numbers, keys, surrogates', async () => {
    expect(await faults(jsonl(io('x'.repeat(500)), io('b')), { maxLineBytes: 400 })).toEqual(['line-length 1']);
    expect(
      await faults(jsonl(`{"input":{"a":${'['.repeat(20)}${']'.repeat(20)}},"output":{}}`), { maxDepth: 10 }),
    ).toEqual(['depth 1:23']);
    expect(
      await faults(jsonl('{"input":{"a":12345678901234567890,"a":1,"__proto__":{}},"output":{"t":"\\ud800"}}')),
    ).toEqual([
      'precision 1:15 /input/a',
      'unique-keys 1:36 /input/a',
      'prototype-key 1:42 /input/__proto__',
      'surrogate 1:73 /output/t',
    ]);
  });

  test('schema of the role, and of the team', async () => {
    expect(await faults(jsonl('{"input":1}'))).toEqual(['schema 1 ', 'schema 1 /input']);
    expect(await faults(jsonl('{"input":1}'), { schemas: { po: { required: ['id'] } } })).toEqual(['schema 1 ']);
    expect(await faults(jsonl('{"input":1}', '[]'), { skip: new Set(['schema']) })).toEqual([]);
    await expect(faults('', { schemas: { po: { type: 'nonsense' } } })).rejects.toThrow(SetupError);
  });
});

describe('pairs', () => {
  const long = (end: string) =>
    io(
      `one two three four five six seven eight nine ten eleven twelve thirteen ${end}`,
      'and a long answer with many more words than that',
    );

  test('exact in spite of key order, by key in spite of accents and case, near', async () => {
    const text = jsonl(
      io('Gestión  de citas'),
      '{"output":{"answer":"yes"},"input":{"topic":"Gestión  de citas"}}',
      io('gestion de CITAS', 'no'),
      long('a'),
      long('b'),
    );
    expect(await pairs([{ name: 'po_train', text }])).toEqual([
      'exact po_train:1 po_train:2',
      'key po_train:1 po_train:3',
      'near 0.90 po_train:4 po_train:5',
    ]);
  });

  test('across the files of a role, not across roles', async () => {
    const text = jsonl(io('a'));
    expect(
      await pairs([
        { name: 'po_eval', text },
        { name: 'po_gold', text },
        { name: 'qb_train', text },
      ]),
    ).toEqual(['exact po_eval:1 po_gold:1']);
  });

  test('train against held out is a leak and nothing else; every record of both sides is named', async () => {
    const samples = [
      { name: 'po_eval', text: jsonl(io('a'), io('a'), long('a')) },
      { name: 'po_train', text: jsonl(io('a'), io('x y z'), io('A', 'no'), long('c d e')) },
    ];
    expect(await pairs(samples)).toEqual([
      'exact po_eval:1 po_eval:2',
      'leak exact po_eval:1 po_train:1',
      'leak exact po_eval:2 po_train:1',
      'leak key po_eval:1 po_train:3',
      'key po_train:1 po_train:3',
      'leak near 0.83 po_eval:3 po_train:4',
    ]);
    expect(await pairs(samples, { skip: new Set(['leakage', 'key']) })).toEqual(['exact po_eval:1 po_eval:2']);
  });
});

describe('with a base', () => {
  test('only new lines have faults, only pairs with a new line are told; whole-file numbers stay', async () => {
    const base = jsonl(io('a'), io('a'), 'broken', io('c'));
    const text = jsonl('broken', io('a'), io('a'), io('c'), 'broken', io('C'));
    const facts = await scan([{ name: 'po_train', text, base }]);
    expect(facts.files[0]).toMatchObject({ lines: 6, records: 6 });
    expect(facts.files[0]?.faults.map(({ line }) => line)).toEqual([5]);
    expect(await pairs([{ name: 'po_train', text, base }])).toEqual([
      'key po_train:4 po_train:6',
      'near 1.00 po_train:4 po_train:6',
    ]);
  });

  test('a file that is new at the head is new in every line', async () => {
    expect(await pairs([{ name: 'po_train', text: jsonl(io('a'), io('a')), base: null }])).toHaveLength(1);
  });
});

describe('what cannot be read is a broken set-up', () => {
  const failing = (file: string, options = {}) =>
    scanDatasets([{ ...input({ name: 'po_train', text: '' }), file }], { ...defaults, ...options });

  test('folders, pipes, devices, files that are not there', async () => {
    const pipe = join(folder, 'pipe.jsonl');
    execFileSync('mkfifo', [pipe]);
    for (const file of [folder, pipe, '/dev/zero', join(folder, 'none')]) {
      await expect(failing(file)).rejects.toThrow(SetupError);
      await expect(failing(file)).rejects.toThrow('data/po_train.jsonl');
    }
  });

  test('a file that changes meanwhile', async () => {
    const { file, ...rest } = input({ name: 'po_train', text: jsonl(io('a')) });
    const progress = () => writeFileSync(file, jsonl(io('a'), io('b')));
    await expect(scanDatasets([{ ...rest, file }], { ...defaults, progress })).rejects.toThrow(
      'changed while it was read',
    );
  });

  test('a cache that is no folder', async () => {
    const samples = [{ name: 'po_train', text: jsonl(io('a')), base: '' }];
    const cacheDir = input({ name: 'po_eval', text: '' }).file;
    await expect(scan(samples, { cacheDir })).rejects.toThrow(SetupError);
  });
});

describe('in bounds', () => {
  test('a line of 50 MB is not held in memory', async () => {
    const text = Buffer.concat([
      Buffer.from(`${io('a')}\n{"input":"`),
      Buffer.alloc(50_000_000, 'x'),
      Buffer.from(`"}\n${io('b')}`),
    ]);
    const input50 = input({ name: 'po_train', text });
    const before = process.memoryUsage().external;
    const { files } = await scanDatasets([input50], { ...defaults, maxLineBytes: 1 << 20 });
    expect(process.memoryUsage().external - before).toBeLessThan(30_000_000);
    expect(files[0]?.faults.map(({ kind, line }) => `${kind} ${line}`)).toEqual(['line-length 2', 'line-ending 3']);
    expect(files[0]).toMatchObject({ lines: 3, records: 3 });
  });

  test('thousands of records from one template are all named, in a number of pairs that is linear', async () => {
    const filler = Array.from({ length: 60 }, (_, i) => `word${i}`).join(' ');
    const lines = Array.from({ length: 4_000 }, (_, i) => io(`${filler} number ${i}`, filler));
    const { pairs: found } = await scan([{ name: 'po_train', text: jsonl(...lines) }]);
    expect(found.length).toBeLessThan(20_000);
    expect(new Set(found.flatMap(({ earlier, later }) => [earlier.line, later.line])).size).toBe(4_000);
  });

  test('of a long record with a fault in every value, the first one is told', async () => {
    const text = `{"input":{},"output":{"a":[${'0,'.repeat(500_000)}0]}}\n`;
    const items = { type: 'array', items: { anyOf: [{ type: 'string' }, { type: 'null' }] } };
    const schema = { properties: { output: { properties: { a: items } } } };
    const { files } = await scan([{ name: 'po_train', text }], { schemas: { po: schema } });
    expect(files[0]?.faults.map(({ pointer }) => pointer)).toEqual(['/output/a/0']);
    expect(files[0]?.faults[0]?.message).toContain('too long to look for more');
  });

  test('a million blank lines are one fault', async () => {
    expect(await faults('\n'.repeat(1_000_000))).toEqual(['line-ending 1']);
  });
});

test('work that is skipped is left out, and changes nothing else', async () => {
  const long = 'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen';
  const samples = [
    { name: 'po_eval', text: jsonl(io('a'), io('b'), io(`${long} x`)) },
    { name: 'po_train', text: jsonl(io('a'), io('B'), io('c'), io('c'), io(`${long} y`), io(`${long} z`), '{}') },
  ];
  const all = await scan(samples);
  const work = ['schema', 'exact', 'key', 'near', 'leakage', 'hash'] as const;
  for (let bits = 0; bits < 64; bits++) {
    const skip = new Set(work.filter((_, i) => (bits >> i) & 1));
    const kept = all.pairs.filter(({ leak, kind }) => !skip.has(leak ? 'leakage' : kind));
    const facts = await scan(samples, { skip });
    expect(facts.pairs).toEqual(kept);
    expect(facts.files[1]?.faults.length).toBe(skip.has('schema') ? 0 : 2);
    expect(facts.files[1]?.sha256).toBe(skip.has('hash') ? '' : all.files[1]?.sha256);
  }
});
