import { expect, test } from 'vitest';
import { estimateTokens, sampleDataset, statsOf } from './stats.ts';

const name = { path: 'ba_train.jsonl', role: 'ba', split: 'train' as const, variant: '' };
const sample = (text: string | Buffer) => {
  const bytes = Buffer.from(text as string);
  const chunks = async function* () {
    for (let at = 0; at < bytes.length; at += 5) yield bytes.subarray(at, at + 5);
  };
  return sampleDataset(name, chunks(), 64);
};

test('examples, lengths and metadata; keys and numbers are no text', async () => {
  const records = [
    { concept: 'abcd', n: 12345, metadata: { domain: 'web', tier: 'simple', language: 'en' } },
    { concept: 'ñandú🦤', list: ['x', 'y'] },
    { concept: '', metadata: { domain: '__proto__' } },
  ];
  const text = `${records.map((record) => JSON.stringify(record)).join('\n')}\n\n{oops\n`;
  expect(statsOf([await sample(text)])).toEqual({
    examples: 4,
    unreadable: 1,
    bytes: Buffer.byteLength(text),
    characters: { min: 8, median: 9, p95: 15, max: 15, total: 32 },
    tokens: 1 + 1 + 2 + 1 + 5 + 1 + 1 + 0 + 3,
    by: {
      domain: Object.fromEntries([
        ['', 1],
        ['__proto__', 1],
        ['web', 1],
      ]),
      tier: { '': 2, simple: 1 },
      language: { '': 2, en: 1 },
    },
  });
});

test('nothing, no UTF-8 and a line that is too deep', async () => {
  const empty = statsOf([await sample('')]);
  expect(empty).toMatchObject({ examples: 0, characters: { min: null, median: null, max: null, total: 0 }, tokens: 0 });
  expect(await sample(Buffer.from([0x22, 0xff, 0x22]))).toMatchObject({ unreadable: 1 });
  expect(await sample('['.repeat(100_000))).toMatchObject({ unreadable: 1 });
  expect(await sample(`${'['.repeat(70)}${']'.repeat(70)}`)).toMatchObject({ unreadable: 1 });
  expect(await sample(`"${'[{'.repeat(70)}"`)).toMatchObject({ unreadable: 0, lengths: [140] });
});

test('the 95th percentile is a length that occurs', async () => {
  const lines = Array.from({ length: 100 }, (_, n) => JSON.stringify('x'.repeat(n + 1))).join('\n');
  expect(statsOf([await sample(lines)]).characters).toMatchObject({ min: 1, median: 50, p95: 95, max: 100 });
});

test('tokens by script', () => {
  expect(estimateTokens('')).toBe(0);
  expect(estimateTokens('the user signs in')).toBe(5);
  expect(estimateTokens('次の')).toBe(3);
});
