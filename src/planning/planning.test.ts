import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Rule } from '../core/rule.ts';
import { rules } from '../registry.ts';
import { parseExpectations } from '../testcases/expectations.ts';
import { parseTestcases } from '../testcases/parse.ts';
import type { PlanningFacts } from './facts.ts';
import { parseStories } from './stories.ts';
import { parseTasks } from './tasks.ts';
import { significantWords, wordFinder } from './touched.ts';

test('stories: a list, or one under `stories`; criteria as list, text or block, under either name', () => {
  const yaml = `- id: S1
  epic: E1
  description: Water the tomato seedlings,
    at dawn
  acceptance:
  - Opens the valve of each bed
  - closes it
  priority: P1
- id: 002
  acceptance: One criterion
- id: S3
  acceptance_criteria: |
    - first
    - second
  testcases_path: qa/S3.md
`;
  const { stories, problems } = parseStories(yaml, 'stories.yaml');
  expect(problems).toEqual([]);
  expect(stories[0]).toEqual({
    ...{ id: 'S1', line: 1, epic: 'E1', title: '', description: 'Water the tomato seedlings, at dawn' },
    ...{ priority: 'P1', status: '', testcasesPath: '' },
    criteria: [
      { line: 6, text: 'Opens the valve of each bed' },
      { line: 7, text: 'closes it' },
    ],
  });
  expect(stories.slice(1).map(({ id, testcasesPath, criteria }) => [id, testcasesPath, criteria])).toEqual([
    ['002', '', [{ line: 10, text: 'One criterion' }]],
    [
      'S3',
      'qa/S3.md',
      [
        { line: 13, text: 'first' },
        { line: 14, text: 'second' },
      ],
    ],
  ]);
  const under = `stories:\n${yaml.replace(/^/gm, '  ')}`;
  expect(parseStories(under, 'stories.yaml').stories.map(({ id, line }) => [id, line])).toEqual([
    ...[
      ['S1', 2],
      ['002', 10],
      ['S3', 12],
    ],
  ]);
});

describe('tasks', () => {
  test('short rows and unquoted commas stop nothing', () => {
    const csv =
      'id,story,title,detail,priority\nT1,S1,Do,first, then, second,P1\nT2,S2,Short\n\nT3,S3,"a, b","two\nlines",P2\n';
    const { rows, problems } = parseTasks(csv, 'tasks.csv');
    expect(rows).toEqual([
      { line: 2, id: 'T1', story: 'S1', title: 'Do', detail: 'first, then, second', priority: 'P1' },
      { line: 3, id: 'T2', story: 'S2', title: 'Short', detail: '', priority: '' },
      { line: 5, id: 'T3', story: 'S3', title: 'a, b', detail: 'two\nlines', priority: 'P2' },
    ]);
    expect(problems.map(({ line }) => line)).toEqual([2, 3]);
  });

  test.each([
    ['', [], []],
    ['\uFEFFid,title\r\nT1,a\r\n', ['T1'], []],
    ['T1,S1,a,b,P1', ['T1'], []],
    ['story,id\nS1,T1', ['T1'], []],
    ['id,story,title,detail,priority\nT1,S1,a,b,P1\nT2,"S2\n', ['T1'], [3]],
    ['id,story,title,detail,priority\nT1,S1,a "b" c,d,P1', ['T1'], []],
  ])('%j', (csv, ids, lines) => {
    const { rows, problems } = parseTasks(csv, 'tasks.csv');
    expect([rows.map(({ id }) => id), problems.map(({ line }) => line)]).toEqual([ids, lines]);
  });
});

test('words are the same in plural and other forms', () => {
  const has = wordFinder('the user registers two pedidos, and creates orders');
  expect(['users', 'registered', 'pedido', 'created', 'order'].filter(has)).toEqual([
    ...['users', 'registered', 'pedido', 'created', 'order'],
  ]);
  expect(['orbit', 'crest', 'pedal'].filter(has)).toEqual([]);
  expect(significantWords('The user must be able to Reset, with their e-mail, the contraseña')).toEqual([
    ...['user', 'reset', 'mail', 'contrasena'],
  ]);
});

interface Fixture {
  stories: string | null;
  files?: Record<string, string>;
  expectations?: string;
  at: string[];
}

const stories = '- id: S1\n  acceptance:\n    - Exports the invoice as PDF\n- id: S2\n  testcases_path: ./other/b.md\n';
const files = { 'cases/S1.md': '## Happy Path\n1. Export an invoice\n   Expected: a PDF', 'other/b.md': '' };
const fixtures: Record<string, Record<string, Fixture>> = {
  'stories-readable': {
    good: { stories, at: [] },
    'not YAML': { stories: '- id: S1\n  acceptance: [a\n', at: ['stories.yaml:3'] },
    'the same id twice': { stories: '- id: S1\n- id: S1\n- title: x', at: ['stories.yaml:2', 'stories.yaml:3'] },
    absent: { stories: null, at: [] },
  },
  'story-has-testcases': {
    good: { stories, files, at: [] },
    bad: { stories, files: { 'cases/S001.md': '' }, at: ['stories.yaml:1', 'stories.yaml:4'] },
    'an error of another rule': { stories: '- id: S1', expectations: '- story_id: S1', at: [] },
    absent: { stories: null, at: [] },
  },
  'testcases-have-story': {
    good: { stories, files, at: [] },
    bad: { stories, files: { ...files, 'cases/S001.md': '' }, at: ['cases/S001.md:1'] },
    'a plan read in part': { stories: `${stories}- x`, files: { 'cases/S9.md': '' }, at: [] },
    absent: { stories: null, files, at: [] },
  },
  'criteria-touched': {
    good: { stories, files, at: [] },
    bad: { stories, files: { 'cases/S1.md': '## Happy Path\n1. Sign in' }, at: ['stories.yaml:3'] },
    'nothing to look for': { stories: '- id: S1\n  acceptance: It is so', files: { 'cases/S1.md': '' }, at: [] },
    absent: { stories: null, files, at: [] },
  },
};

function check(id: string, { stories, files = {}, expectations }: Fixture, present = true) {
  const facts: PlanningFacts = {
    ...{ stories: stories === null ? null : parseStories(stories, 'stories.yaml'), tasks: null },
    testcases: {
      ...{ folder: 'cases', present },
      files: Object.entries(files).map(([path, text]) => parseTestcases(text, path)),
      expectations: expectations === undefined ? null : parseExpectations(expectations, 'qa_eval.yaml'),
    },
  };
  const rule = rules.find((rule) => rule.id === id) as Rule<PlanningFacts>;
  const defaults = Object.fromEntries(Object.entries(rule.options).map(([name, option]) => [name, option.default]));
  return [...rule.check(facts, defaults)];
}

describe.each(Object.entries(fixtures))('%s', (id, cases) => {
  test.each(Object.entries(cases))('%s', (_, fixture) => {
    const drafts = check(id, fixture);
    expect(drafts.map(({ path, line }) => `${path}:${line}`)).toEqual(fixture.at);
    expect(new Set(drafts.map(({ identity }) => identity)).size).toBe(drafts.length);
    expect(check(id, fixture, false)).toEqual([]);
  });
});

test('every rule has its fixtures', () => {
  const names = readdirSync(new URL('rules', import.meta.url)).map((name) => name.replace('.ts', ''));
  expect(Object.keys(fixtures).sort()).toEqual(names.sort());
});

test('a hint when only zero-padding differs', () => {
  const fixture = { stories, files: { 'cases/S001.md': '' }, at: [] };
  expect(check('story-has-testcases', fixture)[0]?.message).toContain('cases/S001.md differs only in zero-padding');
  expect(check('testcases-have-story', fixture)[0]?.message).toContain('S1 differs only in zero-padding');
});
