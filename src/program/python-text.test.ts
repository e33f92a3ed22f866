import { expect, test } from 'vitest';
import { cleanDoc, Float, pythonJson, pythonText, splitLines, strip } from './python-text.ts';

test.each([
  [1, '1.0'],
  [-0, '-0.0'],
  [0.1, '0.1'],
  [1e-4, '0.0001'],
  [0.00001, '1e-05'],
  [1.5e-7, '1.5e-07'],
  [123456789012345.6, '123456789012345.6'],
  [1e15, '1000000000000000.0'],
  [1e16, '1e+16'],
  [-1.25e300, '-1.25e+300'],
  [Number.NaN, 'nan'],
  [-Infinity, '-inf'],
])('the float %d', (value, text) => {
  expect(pythonText(new Float(value))).toBe(text);
});

test('other values as texts', () => {
  expect([true, false, 3, 1e21, 0.5, 'x'].map((value) => pythonText(value))).toEqual([
    ...['True', 'False', '3', '1000000000000000000000', '0.5', 'x'],
  ]);
});

test('JSON on one line and as a block', () => {
  const value = { a: ['ü', 1, new Float(2)], b: {}, c: [], d: null, e: true, f: undefined };
  expect(pythonJson(value, 'line')).toBe('{"a": ["ü", 1, 2.0], "b": {}, "c": [], "d": null, "e": true}');
  const { f: _, ...rest } = { ...value, a: ['ü', 1] };
  expect(pythonJson(rest, 'block')).toBe(JSON.stringify(rest, null, 2));
});

test('white space is what Python takes for it', () => {
  expect(strip('\u001c\u0085\u3000 a b \ufeff\t')).toBe('a b \ufeff');
  expect(strip(' \n ')).toBe('');
  expect(splitLines('a\r\nb\u2028c\vd\n\ne\n')).toEqual(['a', 'b', 'c', 'd', '', 'e']);
  expect(splitLines('')).toEqual([]);
});

test('instructions lose the indent that their lines share', () => {
  expect(cleanDoc('  One\n    two\n\n      three\n\n   ')).toBe('One\ntwo\n\n  three');
  expect(cleanDoc('\n\ta\n\t\tb')).toBe('a\n        b');
  expect(cleanDoc(' \n ')).toBe('');
});
