import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from '../canonical.ts';
import { readCarefully } from '../careful-reader.ts';
import { LineDigest } from '../line-digest.ts';
import { jaccard, shinglesOf } from '../shingles.ts';
import { flag, Kernel, padding, place, signatureRows } from './kernel.ts';

const kernel = new Kernel();
const digest = new LineDigest(kernel, 64);
const [listA, listB, table] = [kernel.reserve(1 << 16), kernel.reserve(1 << 16), kernel.reserve(1 << 17)];

function hashOf(line: string): bigint {
  digest.digest(line, false);
  return kernel.bytes.readBigUInt64LE(place.exact);
}

const text = fc.string({ unit: fc.constantFrom(...'aB c\td"\\é中\u00a0😀Σ', '  ', '\u2003') });
const json = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.oneof(
      text,
      fc.constantFrom(0, -0, 1, -1.5, 1e21, 1e-7, 0.1, 2 ** 53, true, false, null),
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
    ),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(text, tie('value'), { maxKeys: 4 }),
  ),
})).value;

test('records with the same canonical JSON have the same hash, however they are written', () => {
  const respell = (value: unknown): string => {
    if (typeof value === 'number')
      return Number.isInteger(value) && Math.abs(value) < 1e15 ? `${value}.0e0` : String(value);
    if (typeof value === 'string')
      return `"${Array.from(value, (c) => (c.length > 1 ? c : `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)).join('')}"`;
    if (Array.isArray(value)) return `[ ${value.map(respell).join(' ,')}]`;
    if (typeof value !== 'object' || value === null) return JSON.stringify(value);
    return `{${Object.entries(value)
      .reverse()
      .map(([key, child]) => `${respell(key)}\t: ${respell(child)}`)
      .join()}}`;
  };
  fc.assert(
    fc.property(json, (value) => {
      expect(hashOf(respell(value))).toBe(hashOf(canonicalJson(value)));
    }),
  );
});

test('records that differ have different hashes', () => {
  fc.assert(
    fc.property(json, json, (a, b) => {
      fc.pre(canonicalJson(a) !== canonicalJson(b));
      // Numbers that a double may not hold all look alike: the lines decide.
      fc.pre(
        ((digest.digest(JSON.stringify(a), false) | digest.digest(JSON.stringify(b), false)) & flag.lookCloser) === 0,
      );
      expect(hashOf(JSON.stringify(a))).not.toBe(hashOf(JSON.stringify(b)));
    }),
  );
  for (const [a, b] of [
    ['[[1],2]', '[1,[2]]'],
    ['{"a":{"b":1}}', '{"b":{"a":1}}'],
    ['[]', '{}'],
    ['[1,2]', '[2,1]'],
    ['"1"', '1'],
  ] as const) {
    expect(hashOf(a)).not.toBe(hashOf(b));
  }
});

test('shingles are those of the definition', () => {
  fc.assert(
    fc.property(json, json, (a, b) => {
      const countA = digest.listShingles(Buffer.from(JSON.stringify(a)), listA);
      const countB = digest.listShingles(Buffer.from(JSON.stringify(b)), listB);
      const both = kernel.call.overlap(listA, countA, listB, countB, table, 1 << 14);
      const either = kernel.words[place.key / 4] as number;
      expect(either === 0 ? 0 : both / either).toBe(jaccard(shinglesOf(a), shinglesOf(b)));
    }),
  );
});

test('whatever the careful reader finds, the kernel or JSON.parse notices', () => {
  const line = fc.oneof(
    fc.json(),
    fc.string({
      unit: fc.constantFrom(...'{}[]",:\\u0eE+-.1 t', '"a"', '1e400', '"__proto__":', '12345678901234567890'),
    }),
    fc
      .dictionary(fc.constantFrom('a', 'b', 'constructor'), fc.constantFrom(1, 2))
      .map((value) => JSON.stringify(value).replace('}', ',"a":3}').replace('{,', '{')),
  );
  fc.assert(
    fc.property(line, (text) => {
      const flags = digest.digest(text, true) & (flag.broken | flag.tooDeep | flag.lookCloser);
      let parses = true;
      try {
        JSON.parse(text);
      } catch {
        parses = false;
      }
      if (readCarefully(text, 64).length > 0) expect(flags !== 0 || !parses).toBe(true);
      else expect(flags & (flag.broken | flag.tooDeep)).toBe(0);
    }),
    { numRuns: 2000 },
  );
});

test('signatures agree as often as the sets are alike', () => {
  const sentence = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, i) => `word${from + i}`).join(' ');
  const signature = (words: string) => {
    digest.digest(JSON.stringify([words]), true);
    kernel.call.sketch();
    return Uint8Array.from(kernel.bytes.subarray(place.signature, place.signature + signatureRows));
  };
  for (const [size, shift] of [
    [400, 40],
    [400, 100],
    [30, 5],
    [6, 1],
  ] as const) {
    let agreeing = 0;
    for (let round = 0; round < 50; round++) {
      const start = round * 1000;
      const [a, b] = [
        signature(sentence(start, start + size)),
        signature(sentence(start + shift, start + shift + size)),
      ];
      agreeing += a.filter((byte, row) => byte === b[row]).length;
    }
    const similarity = (size - 2 - shift) / (size - 2 + shift);
    expect(Math.abs(agreeing / 50 / signatureRows - similarity)).toBeLessThan(0.08);
  }
});

test('newlines are found wherever they stand', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 100 }), fc.nat(20), (isNewline, shift) => {
      const at = listA + shift;
      kernel.bytes.fill(0x0a, listA, listA + 200 + padding);
      for (const [i, newline] of isNewline.entries()) kernel.bytes[at + i] = newline ? 0x0a : 0x20;
      const found = kernel.call.splitLines(at, at + isNewline.length, listB, 50);
      const expected = [...isNewline.keys()].filter((i) => isNewline[i]).slice(0, 50);
      expect(Array.from(kernel.words.subarray(listB / 4, listB / 4 + found), (end) => end - at)).toEqual(expected);
    }),
  );
});
