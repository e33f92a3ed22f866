import { expect, test } from 'vitest';
import type { Example } from '../program/example.ts';
import type { Program } from '../program/program.ts';
import type { Values } from '../program/values.ts';
import { findDemoLeaks } from './leakage.ts';
import { tuned, untuned } from './sample.ts';

const programWith = (values: Values): Program => ({
  role: 'ba',
  predictors: untuned.predictors.map((predictor) => ({ ...predictor, demos: [{ augmented: true, values }] })),
});
const example = (concept: string, title: string): Example => ({
  ...{ path: 'data/production/ba_eval.jsonl', line: 1, key: concept, record: null },
  inputs: { concept },
  labels: { title },
});
const held = [
  example('A tool library for one street, run by its neighbours', 'Tool library'),
  example('Snow clearing rounds planned by the caretaker', 'Snow'),
];

test.each<[string, Values, string | null]>([
  ['the same', { concept: held[0]?.key ?? '', title: 'Tool library' }, 'exact'],
  ['the same but for its reasoning', { concept: held[0]?.key ?? '', title: 'Tool library', reasoning: 'Why' }, 'exact'],
  [
    'the same input, otherwise written',
    { concept: 'A  TOOL library for one street, run by its neighbours', title: 'X' },
    'key',
  ],
  ['nearly the same input', { concept: 'A tool library for one street, run by its elders', title: 'Y' }, 'near'],
  ['another one', { concept: 'Choir rehearsals and sheet music for two towns', title: 'Choir' }, null],
  ['no input at all', { title: 'Something else altogether' }, null],
])('%s', (_, values, kind) => {
  expect(findDemoLeaks(programWith(values), held).map((leak) => leak.kind)).toEqual(kind === null ? [] : [kind]);
});

test('a leak names the predictor, the demo and the example', () => {
  const values = { concept: 'snow clearing rounds planned by the caretaker' };
  expect(findDemoLeaks(programWith(values), held)).toEqual([
    { predictor: 'generate', demo: 1, key: held[1]?.key, kind: 'key', similarity: 1 },
  ]);
  expect(findDemoLeaks(tuned, held)).toEqual([]);
});
