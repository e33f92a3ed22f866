import { expect, test } from 'vitest';
import type { Field, Signature } from './program.ts';
import { expandedFields, fieldPrefix, sameSignature } from './signature.ts';

test.each([
  ['concept', 'Concept:'],
  ['functional_requirements', 'Functional Requirements:'],
  ['test_cases_md', 'Test Cases Md:'],
  ['camelCaseText', 'Camel Case Text:'],
  ['HTMLParser', 'HTML Parser:'],
  ['text2number', 'Text 2 Number:'],
  ['textV2', 'Text V 2:'],
  ['API', 'API:'],
  ['a__b', 'A  B:'],
  ['x', 'X:'],
])('the prefix of %s', (name, prefix) => {
  expect(fieldPrefix(name)).toBe(prefix);
});

const field = (name: string): Field => ({ name, type: 'str', description: '' });
const signature: Signature = { instructions: 'Do.', inputs: [field('a')], outputs: [field('b')] };

test('a chain of thought reasons first', () => {
  const names = (module: 'Predict' | 'ChainOfThought') => expandedFields({ module, signature }).map(({ name }) => name);
  expect(names('Predict')).toEqual(['a', 'b']);
  expect(names('ChainOfThought')).toEqual(['a', 'reasoning', 'b']);
});

test('signatures are the same by what they say', () => {
  expect(sameSignature(signature, structuredClone(signature))).toBe(true);
  expect(sameSignature(signature, { ...signature, instructions: 'Do it.' })).toBe(false);
  expect(sameSignature(signature, { ...signature, outputs: [{ ...field('b'), type: { literal: ['x'] } }] })).toBe(
    false,
  );
  expect(sameSignature(signature, { ...signature, inputs: [], outputs: [field('a'), field('b')] })).toBe(false);
});
