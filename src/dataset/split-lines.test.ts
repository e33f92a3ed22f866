import { expect, test } from 'vitest';
import { splitLines } from './split-lines.ts';

const lines = async (text: string, size: number) => {
  const bytes = Buffer.from(text);
  const chunks = async function* () {
    // One buffer for all, as a reader of files has it.
    const buffer = Buffer.alloc(size);
    for (let at = 0; at < bytes.length; at += size) yield buffer.subarray(0, bytes.copy(buffer, 0, at, at + size));
  };
  const found: string[] = [];
  for await (const { line, bytes } of splitLines(chunks())) found.push(`${line} ${bytes}`);
  return found;
};

test.each([1, 2, 3, 7, 64])('lines out of chunks of %i bytes', async (size) => {
  expect(await lines('\ufeff first \r\n\n  \t\nfourth ü\n{"a": "fifth"}', size)).toEqual([
    '1 first',
    '4 fourth ü',
    '5 {"a": "fifth"}',
  ]);
  expect(await lines('', size)).toEqual([]);
  expect(await lines('\n', size)).toEqual([]);
  expect(await lines('a\n', size)).toEqual(['1 a']);
});
