import { expect, test } from 'vitest';
import { diffFields, diffText } from './field-diff.ts';

const short = (before: unknown, after: unknown) =>
  diffFields(before, after).map(({ field, before, after }) => `${field}: ${before} > ${after}`);

test('fields by their path, in order', () => {
  expect(short({ a: { b: 'x', c: 1 }, d: null, e: 1 }, { a: { b: 'y', c: 1 }, d: [1], f: true })).toEqual([
    'a.b: x > y',
    'd: null > [1]',
    'e: 1 > undefined',
    'f: undefined > true',
  ]);
});

test('items are paired by id wherever they stand', () => {
  const before = [
    { id: 'FR001', description: 'a' },
    { id: 'FR002', description: 'b' },
  ];
  const after = [
    { id: 'FR002', description: 'c' },
    { id: 'FR001', description: 'a' },
    { id: 'FR003', description: 'd' },
  ];
  expect(short({ fr: before }, { fr: after })).toEqual([
    'fr[FR002].description: b > c',
    'fr[FR003]: undefined > {"id":"FR003","description":"d"}',
  ]);
});

test('items without ids are aligned', () => {
  expect(short({ p: ['a', 'b', 'c', 'd'] }, { p: ['a', 'x', 'c', 'd', 'e'] })).toEqual([
    'p[1]: b > x',
    'p[4]: undefined > e',
  ]);
  expect(short({ p: ['a', 'b', 'c'] }, { p: ['c'] })).toEqual(['p[0]: a > undefined', 'p[1]: b > undefined']);
  expect(short({ p: ['a', 'b', 'z'] }, { p: ['c', 'z', 'y'] })).toEqual([
    'p[0]: a > c',
    'p[1]: b > undefined',
    'p[2]: undefined > y',
  ]);
  expect(short([{ a: 1 }], [{ a: 2 }])).toEqual(['[0].a: 1 > 2']);
});

test('words, or the whole when little is left of it', () => {
  expect(diffText('the user signs in', 'the admin signs in')).toEqual([
    { kind: 'same', text: 'the ' },
    { kind: 'removed', text: 'user' },
    { kind: 'added', text: 'admin' },
    { kind: 'same', text: ' signs in' },
  ]);
  expect(diffText('one two', 'three four').map(({ kind }) => kind)).toEqual(['removed', 'added']);
  const [before, after] = ['Turn the concept into requirements, each of one line', 'Do what the input says'];
  expect(diffText(before, after).map(({ text }) => text)).toEqual([before, after]);
  expect(diffText('', 'new')).toEqual([{ kind: 'added', text: 'new' }]);
});

test('long texts that share nothing end soon', () => {
  const words = (seed: number) => Array.from({ length: 15_000 }, (_, n) => `w${(n * seed) % 9973}`).join(' ');
  expect(diffText(words(7), words(11)).map(({ kind }) => kind)).toEqual(['removed', 'added']);
  expect(short({ l: words(3).split(' ') }, { l: words(5).split(' ') })).toHaveLength(1);
});
