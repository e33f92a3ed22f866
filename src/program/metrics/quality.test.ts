import { expect, test } from 'vitest';
import type { Values } from '../values.ts';
import { baQuality } from './ba-quality.ts';
import { qaQuality } from './qa-quality.ts';

const judging = { model: null, signal: new AbortController().signal, sample: '' };
const example = (record: unknown = {}) => ({ key: 'k', path: '', line: 1, inputs: {}, labels: {}, record });
const item = (id: string, priority = 'Low') => `- id: ${id}\n  description: ${id} does it\n  priority: ${priority}\n`;
const good: Values = {
  title: 'Mail for everybody',
  description: 'Sends mail. '.repeat(10),
  functional_requirements: item('FR001') + item('FR002'),
  non_functional_requirements: item('NFR001') + item('NFR002'),
  constraints: item('C001') + item('C002'),
};
const ba = (change: Values) => baQuality.score(example(), { ...good, ...change }, judging);

test.each<[string, Values, number, string[]]>([
  ['good', {}, 1, ['every check holds']],
  ['no title', { title: ' ' }, 0.9, ['`title` is missing']],
  ['half a title', { title: 'Mails' }, 0.97, ['`title` has 5 characters, expected 10–100']],
  ['a title twice too long', { title: 'x'.repeat(200) }, 0.97, ['`title` has 200 characters, expected 10–100']],
  ['no description', { description: '' }, 0.85, ['`description` is missing']],
  ['half', { description: 'x'.repeat(50) }, 0.945, ['`description` has 50 characters, expected at least 100']],
  ['empty', { constraints: '' }, 0.75, ['`constraints` is empty']],
  ['no list', { constraints: 'none' }, 0.75, ['`constraints` is no list']],
  [
    'an empty list',
    { constraints: '[]' },
    0.75,
    [
      '`constraints` is an empty list',
      '`constraints` has 0 items, expected at least 2',
      '`constraints`: 0 of 0 texts (id, description, priority) are there',
      '`constraints`: 0 of 0 ids are unique and like C001',
      '`constraints`: 0 of 0 priorities are High, Medium or Low',
    ],
  ],
  ['one item', { constraints: item('C001') }, 0.975, ['`constraints` has 1 item, expected at least 2']],
  [
    'the same id twice',
    { constraints: item('C001') + item('C001') },
    0.975,
    ['`constraints`: 1 of 2 ids are unique and like C001, not "C001"'],
  ],
  [
    'ids of another list',
    { functional_requirements: item('NFR001') + item('FR01') },
    0.95,
    ['`functional_requirements`: 0 of 2 ids are unique and like FR001, not "NFR001", "FR01"'],
  ],
  [
    'a priority of its own',
    { constraints: item('C001') + item('C002', 'Urgent') },
    0.985,
    ['`constraints`: 1 of 2 priorities are High, Medium or Low'],
  ],
  [
    'items that are texts',
    { constraints: '- one\n- two' },
    0.85,
    [
      '`constraints`: 0 of 6 texts (id, description, priority) are there',
      '`constraints`: 0 of 2 ids are unique and like C001',
      '`constraints`: 0 of 2 priorities are High, Medium or Low',
    ],
  ],
])('ba-quality: %s', (_, change, score, reasons) => {
  expect(ba(change)).toEqual({ score: expect.closeTo(score, 12), weight: 1, reasons });
});

test('ba-quality: an answer without fields scores nothing, and every field is named', () => {
  expect(baQuality.score(example(), {}, judging)).toEqual({
    ...{ score: 0, weight: 1 },
    reasons: ['title', 'description', 'functional_requirements', 'non_functional_requirements', 'constraints'].map(
      (name) => `\`${name}\` is missing`,
    ),
  });
});

const happy = '## Happy Path\n\n1. Sign in.\n   - Expected Result: the dashboard opens.\n';
const unhappy =
  '\n## Unhappy Path\n\n1. Sign in with a wrong password.\n   - Expected Result: an error names the retry.\n';
const qa = (test_cases_md: string, required_mentions: string[] = ['retry', 'error']) =>
  qaQuality.score(example({ required_mentions }), { test_cases_md }, judging);
const lacksOne = 'the unhappy part of `test_cases_md` lacks 1 of 2 required mentions: "offline"';
const noHappy = '`test_cases_md` numbers no case of a happy path';

test.each<[string, string, string[], number, string[]]>([
  ['good', happy + unhappy, ['retry', 'error'], 1, ['every check holds']],
  ['good, in a fence', `\`\`\`md\n${happy}${unhappy}\`\`\``, ['retry'], 1, ['every check holds']],
  ['nothing required', happy + unhappy, [], 1, ['every check holds']],
  ['half the mentions', happy + unhappy, ['retry', 'offline'], 0.85, [lacksOne]],
  [
    'no happy path',
    unhappy,
    [],
    55 / 70,
    ['test_cases_md has no happy-path section (`## Happy Path`, `## Camino feliz`).', noHappy],
  ],
  ['no number', happy.replace('1.', '-') + unhappy, [], 65 / 70, [noHappy]],
  [
    'a case without an expected result',
    happy.replace(/ +- .*\n/, '') + unhappy,
    [],
    60 / 70,
    ['1 of 2 cases in `test_cases_md` state no expected result'],
  ],
  [
    'a vague expectation',
    happy.replace('the dashboard opens', 'it works correctly') + unhappy,
    [],
    65 / 70,
    ['1 of 2 expected results in `test_cases_md` say nothing that can be seen'],
  ],
  [
    'a calm unhappy case',
    `${happy}${unhappy}2. ${'Open the page '.repeat(9)}\n   - Expected Result: it opens.\n`,
    [],
    65 / 70,
    [expect.stringMatching(/^1 of 2 unhappy cases in `test_cases_md` tell of no failure: "Open the page .{30,50}…$/)],
  ],
])('qa-quality: %s', (_, markdown, mentions, score, reasons) => {
  expect(qa(markdown, mentions)).toEqual({ score: expect.closeTo(score, 12), weight: 1, reasons });
});

test('qa-quality: prose earns nothing, bold headings are pointed at, what cannot be read is said', () => {
  expect(qa('I cannot do that.')).toMatchObject({ score: 0 });
  expect(qa('**Happy Path**\n\n1. Sign in.')).toMatchObject({
    reasons: expect.arrayContaining([
      'test_cases_md has no happy-path section (`## Happy Path`, `## Camino feliz`); line 3 is bold text: make it a `##` heading.',
    ]),
  });
  expect(qa(' ')).toEqual({ score: 0, weight: 1, reasons: ['`test_cases_md` is missing'] });
  expect(qa('> '.repeat(60))).toEqual({
    ...{ score: 0, weight: 1 },
    reasons: ['`test_cases_md` cannot be read: Lists or quotes are nested more than 20 levels deep.'],
  });
});
