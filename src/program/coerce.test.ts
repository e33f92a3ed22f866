import { expect, test } from 'vitest';
import { coerce, readText } from './coerce.ts';
import type { FieldType } from './program.ts';

const mood: FieldType = { literal: ['Good', 'so-so', 'n.a.'] };

test.each<[FieldType, string, unknown]>([
  ['str', ' x ', ' x '],
  ['int', '3', 3],
  ['int', ' **+3** ', 3],
  ['int', '"-12".', -12],
  ['int', '3.0', 3],
  ['int', '3.5', undefined],
  ['int', '3 apples', undefined],
  ['int', '1e400', undefined],
  ['int', '9007199254740993', undefined],
  ['int', '0x10', undefined],
  ['int', '', undefined],
  ['float', '`.5`', 0.5],
  ['float', '1e-3', 0.001],
  ['float', 'nan', undefined],
  ['bool', 'True', true],
  ['bool', 'no.', false],
  ['bool', 'maybe', undefined],
  [mood, 'good', 'Good'],
  [mood, "'SO-SO'.", 'so-so'],
  [mood, 'n.a.', 'n.a.'],
  [mood, 'goodish', undefined],
  ['list[str]', '["a", "b"]', ['a', 'b']],
  ['list[str]', "['a', 'b']", ['a', 'b']],
  ['list[str]', '[]', []],
  ['list[str]', '[1, true]', ['1', 'true']],
  ['list[str]', '- a\n- b\n\n* "c"', ['a', 'b', 'c']],
  ['list[str]', '1. a\n   more\n2) b', ['a more', 'b']],
  ['list[str]', '[{"a": 1}]', undefined],
  ['list[str]', '[null]', undefined],
  ['list[str]', 'a, b', undefined],
  ['list[str]', '', undefined],
])('%j reads %j', (type, text, value) => {
  expect(readText(type, text)).toEqual(value);
});

test.each<[FieldType, unknown, unknown]>([
  ['str', 'x', 'x'],
  ['str', 3, '3'],
  ['str', false, 'false'],
  ['str', ['a', 'b: c'], '- a\n- "b: c"'],
  ['str', [], '[]'],
  ['str', { a: 1 }, 'a: 1'],
  ['str', null, undefined],
  ['int', 3, 3],
  ['int', '3', 3],
  ['int', 3.5, undefined],
  ['int', [3], undefined],
  ['float', 3, 3],
  ['bool', true, true],
  ['bool', 1, undefined],
  [mood, 'GOOD', 'Good'],
  ['list[str]', ['a', 1], ['a', '1']],
  ['list[str]', 'a', undefined],
  ['list[str]', 3, undefined],
])('a field of %j takes %j', (type, value, expected) => {
  expect(coerce({ name: 'x', type, description: '' }, value)).toEqual(expected);
});
