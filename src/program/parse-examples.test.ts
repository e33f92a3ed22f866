import { expect, test } from 'vitest';
import { findShortcomings } from '../testcases/shortcomings.ts';
import { parseBlockYaml } from './block-yaml.ts';
import { parseExamples } from './parse-examples.ts';
import { declareRole } from './roles.ts';

const role = (name: string) =>
  declareRole(
    name,
    name.length === 2
      ? undefined
      : {
          metric: '',
          instructions: 'Do.',
          inputs: { text: '' },
          outputs: { mood: { type: ['good', 'bad'] }, count: { type: 'int' } },
        },
    () => ({
      ...{ name: 'none', score: () => ({ score: 0, weight: 1, reasons: [] }) },
    }),
  );
const parse = (name: string, ...records: unknown[]) =>
  parseExamples(records.map((record) => JSON.stringify(record)).join('\n'), 'data/x.jsonl', role(name));

const items = (prefix: string) => [
  { id: `${prefix}001`, description: 'It is so: "yes"', priority: 'High' },
  { id: `${prefix}002` },
];
const requirements = {
  ...{ title: 'A title', description: 'A text' },
  ...{ functional_requirements: items('FR'), non_functional_requirements: items('NFR'), constraints: [] },
};
const ba = { concept: 'A shop  for\nbicycles', requirements };

test('a ba record', () => {
  const { examples, unusable } = parse('ba', ba);
  expect(unusable).toEqual([]);
  expect(examples).toEqual([
    {
      ...{ path: 'data/x.jsonl', line: 1, key: 'A shop for bicycles', record: ba, inputs: { concept: ba.concept } },
      labels: {
        ...{ title: 'A title', description: 'A text', constraints: '[]' },
        functional_requirements: '- id: FR001\n  description: \'It is so: "yes"\'\n  priority: High\n- id: FR002',
        non_functional_requirements: '- id: NFR001\n  description: \'It is so: "yes"\'\n  priority: High\n- id: NFR002',
      },
    },
  ]);
});

test.each([
  ['YAML text', { concept: ba.concept, requirements_yaml: JSON.stringify(requirements) }],
  ['YAML text with a head', { concept: ba.concept, requirements_yaml: JSON.stringify({ requirements }) }],
  ['input and output', { input: { concept: ba.concept }, output: requirements }],
  ['input and output, with a head', { input: { concept: ba.concept }, output: { requirements } }],
  ['input and YAML', { input: { concept: ba.concept }, output: { requirements_yaml: JSON.stringify(requirements) } }],
])('requirements as %s', (_, record) => {
  const { examples } = parse('ba', record);
  expect(examples[0]?.labels).toEqual(parse('ba', ba).examples[0]?.labels);
  expect(examples[0]?.inputs).toEqual({ concept: ba.concept });
});

const qa = {
  ...{
    story_id: 'S001',
    story_title: 'User registers',
    story_description: 'As a user …',
    required_mentions: ['blank'],
  },
  acceptance_criteria: ['Form validates', 'It shows: a toast'],
  happy_path: ['Open /tasks', 'Fill the\nfields', 'The task card is shown'],
  unhappy_paths: [
    { title: 'Missing title', steps: ['Leave the title blank', 'Submit'], expected: 'An inline error names the title' },
    { title: 'Outage', steps: [], expected: 'An error banner and a retry button appear' },
  ],
};

test('a qa record without test cases has them rendered, in the form that the gate wants', () => {
  const [example] = parse('qa', qa).examples;
  expect(example?.key).toBe('S001');
  expect(example?.inputs).toEqual({
    ...{ story_title: 'User registers', story_description: 'As a user …' },
    acceptance_criteria: '- Form validates\n- "It shows: a toast"',
  });
  const markdown = String(example?.labels.test_cases_md);
  expect(markdown).toBe(`## Happy Path

1. User registers
   - Open /tasks
   - Fill the fields
   - Expected Result: The task card is shown

## Unhappy Path

1. Missing title
   - Leave the title blank
   - Submit
   - Expected Result: An inline error names the title
2. Outage
   - Expected Result: An error banner and a retry button appear`);
  expect(findShortcomings(markdown, 'S001', qa.required_mentions)).toEqual([]);
  expect(parse('qa', { ...qa, test_cases_md: 'Mine' }).examples[0]?.labels).toEqual({ test_cases_md: 'Mine' });
});

test('records of a declared role', () => {
  const { examples, unusable } = parse('mood', { input: { text: 'x' }, output: { mood: 'GOOD', count: '3' } });
  expect(unusable).toEqual([]);
  expect(examples[0]).toMatchObject({ key: 'x', inputs: { text: 'x' }, labels: { mood: 'good', count: 3 } });
});

test.each<[string, unknown, string]>([
  ['ba', 5, 'concept is missing'],
  ['ba', { concept: ' ' }, 'concept is blank'],
  ['ba', { concept: 'c' }, 'requirements is missing'],
  ['ba', { ...ba, requirements: { ...requirements, title: undefined } }, 'requirements.title is missing'],
  ['ba', { ...ba, requirements: { ...requirements, title: ['x'] } }, 'requirements.title is no text'],
  ['ba', { ...ba, requirements: { ...requirements, constraints: 'none' } }, 'requirements.constraints is no list'],
  ['ba', { concept: 'c', requirements_yaml: 'a: [' }, 'requirements_yaml cannot be read: it is not valid YAML: '],
  ['qa', { ...qa, acceptance_criteria: undefined }, 'acceptance_criteria is missing'],
  ['qa', { ...qa, happy_path: [] }, 'test_cases_md is missing, and so is happy_path to render it from'],
  ['qa', { ...qa, unhappy_paths: undefined }, 'test_cases_md is missing, and so is unhappy_paths to render it from'],
  ['qa', { ...qa, unhappy_paths: [{ title: 'x' }] }, 'unhappy_paths[0].expected is missing'],
  ['mood', { output: {} }, 'input is missing or no object'],
  ['mood', { input: { text: 'x' } }, 'output is missing or no object'],
  ['mood', { input: {}, output: {} }, 'input.text is missing'],
  ['mood', { input: { text: 'x' }, output: { mood: 'good' } }, 'output.count is missing'],
  [
    'mood',
    { input: { text: 'x' }, output: { mood: 'soso', count: 1 } },
    'output.mood is not what the field takes: good, bad',
  ],
])('%s: %j is unusable', (name, record, message) => {
  const { examples, unusable } = parse(name, record);
  expect(examples).toEqual([]);
  expect(unusable).toMatchObject([{ path: 'data/x.jsonl', line: 1, message: expect.stringContaining(message) }]);
});

test('lines: blank ones are skipped, broken ones listed, equal keys told apart', () => {
  const text = `\uFEFF${JSON.stringify(ba)}\r\n\n  \n{"concept": \n${JSON.stringify({ ...ba, source: 2 })}\n${'['.repeat(100)}${']'.repeat(100)}\n`;
  const { examples, unusable } = parseExamples(text, 'a.jsonl', role('ba'));
  expect(examples.map(({ key, line }) => [line, key])).toEqual([
    [1, 'A shop for bicycles'],
    [5, 'A shop for bicycles (line 5)'],
  ]);
  const message = 'the line is not valid JSON, or nests too deeply';
  expect(unusable).toEqual([
    { path: 'a.jsonl', line: 4, message },
    { path: 'a.jsonl', line: 6, message },
  ]);
});

test('a long concept has a short key', () => {
  const [example] = parse('ba', { ...ba, concept: 'word '.repeat(1000) }).examples;
  expect(example?.key).toHaveLength(80);
  expect(example?.key).toMatch(/word wo…$|word…$/);
});

test('a bug in reading is not taken for a bad record', () => {
  const toExample = () => {
    throw new TypeError('bug');
  };
  expect(() => parseExamples('{}', 'a.jsonl', { toExample })).toThrow('bug');
});

test('labels are read back as what they were', () => {
  const [example] = parse('ba', ba).examples;
  expect(parseBlockYaml(String(example?.labels.functional_requirements))).toEqual(requirements.functional_requirements);
});
