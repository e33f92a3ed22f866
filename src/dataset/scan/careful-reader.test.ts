import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCarefully } from './careful-reader.ts';

const read = (text: string) => readCarefully(text, 64).map(({ kind, column, pointer }) => [kind, column, pointer]);
const messages = (text: string) => readCarefully(text, 64).map((problem) => problem.message);

test('a sound line has no problem', () => {
  expect(read(' {"a":[1,-0.5e+3,true,false,null,"\\u00e9\\n\\ud83d\\ude00"],"b":{}} \r')).toEqual([]);
});

test.each([
  ['{"a":1,}', 8, 'expected a key in double quotes, found "}"'],
  ["{'a':1}", 2, 'expected a key in double quotes or "}", found "\'"'],
  ['{"a" 1}', 6, 'expected ":" after the key, found "1"'],
  ['{"a":tru}', 6, 'expected a value, found "tru"'],
  ['{"a":1', 7, 'expected "," or "}", found the end of the line'],
  ['[1 2]', 4, 'expected "," or "]", found "2"'],
  ['"a', 3, 'expected the closing double quote of the text that starts in column 1, found the end of the line'],
  ['"a\tb"', 3, 'expected an escape sequence in place of a raw control character, found "\\t"'],
  ['"\\x"', 2, 'expected one of the escapes \\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX, found "\\\\"'],
  ['01', 2, 'expected the end of the line, found "1"'],
  ['1.', 3, 'expected a digit after the decimal point, found the end of the line'],
  ['', 1, 'expected a value, found the end of the line'],
  ['NaN', 1, 'expected a value, found "NaN"'],
])('syntax: %s', (text, column, message) => {
  expect(readCarefully(text, 64)).toEqual([{ kind: 'syntax', column, message }]);
});

test('doubled keys are found through escapes, at every level', () => {
  expect(read('{"a":{"b":1,"\\u0062":2},"a":3}')).toEqual([
    ['unique-keys', 13, '/a/b'],
    ['unique-keys', 25, '/a'],
  ]);
});

test('prototype keys', () => {
  expect(read('{"__proto__":{"constructor":[{"prototype":1}]}}').map(([kind]) => kind)).toEqual(
    Array(3).fill('prototype-key'),
  );
});

test('lost digits, with the value that is left', () => {
  expect(read('{"id":[12345678901234567890,1.0,1e2,0.1]}')).toEqual([['precision', 8, '/id/0']]);
  expect(messages('[1e400]')).toEqual(['the number 1e400 is read as Infinity; write it as a text to keep its digits']);
});

test('lone surrogates, in keys too', () => {
  expect(read('{"a":"x\\uD800","\\udc00":1}')).toEqual([
    ['surrogate', 8, '/a'],
    ['surrogate', 17, ''],
  ]);
  expect(read('"\\ud83d\\ude00\\ud83d"')).toEqual([['surrogate', 14, '']]);
});

test('depth ends the reading, even a million levels deep', () => {
  expect(read('['.repeat(1_000_000))).toEqual([['depth', 65, undefined]]);
  expect(read('['.repeat(64) + ']'.repeat(64))).toEqual([]);
});

test('a line with very many problems lists the first hundred', () => {
  const found = readCarefully(`{${Array(1000).fill('"a":1').join()}}`, 64);
  expect(found).toHaveLength(100);
  expect(found.at(-1)?.message).toContain('and 899 more');
});

const near = fc.oneof(
  fc.json(),
  fc
    .json()
    .chain((text) =>
      fc
        .tuple(fc.constant(text), fc.nat(text.length), fc.nat(3), fc.string({ maxLength: 2, unit: 'binary' }))
        .map(([t, at, cut, put]) => t.slice(0, at) + put + t.slice(at + cut)),
    ),
  fc.string({ unit: fc.constantFrom(...'{}[]",:\\u0eE+-.1 tn\t') }),
);

test('it accepts what JSON.parse accepts, and nothing else', () => {
  fc.assert(
    fc.property(near, (text) => {
      let accepted = true;
      try {
        JSON.parse(text);
      } catch {
        accepted = false;
      }
      expect(readCarefully(text, 64).every((problem) => problem.kind !== 'syntax')).toBe(accepted);
    }),
    { numRuns: 3000 },
  );
});
