import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Rule } from '../core/rule.ts';
import { rules } from '../registry.ts';
import { parseExpectations } from './expectations.ts';
import type { TestcaseFacts } from './facts.ts';
import { parseTestcases } from './parse.ts';

const happy = '## Happy Path\n\n1. Sign in\n   - Expected Result: the dashboard opens\n';
const unhappy = '## Unhappy Path\n\n1. Wrong password\n   - Expected Result: access is denied, a retry is offered\n';
const whole = `# S010\n\n${happy}\n${unhappy}`;
const asks = (...mentions: string[]) =>
  `cases:\n  - story_id: S010\n    required_mentions:\n${mentions.map((text) => `      - ${text}\n`).join('')}`;

function factsOf(files: Record<string, string>, expectations?: string): TestcaseFacts {
  return {
    ...{ folder: 'cases', present: true },
    files: Object.entries(files).map(([path, text]) => parseTestcases(text, path)),
    expectations: expectations === undefined ? null : parseExpectations(expectations, 'qa_eval.yaml'),
  };
}

function check(id: string, facts: TestcaseFacts, options: Record<string, unknown> = {}) {
  const rule = rules.find((rule) => rule.id === id) as Rule<TestcaseFacts>;
  const defaults = Object.fromEntries(Object.entries(rule.options).map(([name, option]) => [name, option.default]));
  return [...rule.check(facts, { ...defaults, ...options })];
}

interface Fixture {
  file?: string;
  files?: Record<string, string>;
  expectations?: string;
  options?: Record<string, unknown>;
  /** `path:line` of each finding; none for what is good. */
  at: string[];
}

const S = 'cases/S010.md';
const fixtures: Record<string, Record<string, Fixture>> = {
  'testcases-readable': {
    good: { file: whole, at: [] },
    empty: { file: '', at: [] },
    bad: { file: `${happy}\n${'> '.repeat(60)}deep`, at: [`${S}:6`] },
  },
  'expectations-readable': {
    good: { expectations: asks('retry'), at: [] },
    'not YAML': { expectations: 'cases:\n  - story_id: S010\n    required_mentions: [a', at: ['qa_eval.yaml:3'] },
    'no id': { expectations: 'cases:\n  - story: S010\n  - story_id: S2', at: ['qa_eval.yaml:2'] },
    'an empty mention': { expectations: asks('retry', '""'), at: ['qa_eval.yaml:5'] },
    'twice the same key': { expectations: `${asks('a')}    story_id: S2\n`, at: ['qa_eval.yaml:5'] },
  },
  'happy-path-section': {
    good: { file: whole, at: [] },
    spanish: { file: `## Camino feliz\n\n${unhappy}`, at: [] },
    bad: { file: unhappy, at: [`${S}:1`] },
    empty: { file: '', at: [`${S}:1`] },
    'only a title': { file: `# Happy Path\n\n${unhappy}`, at: [`${S}:1`] },
  },
  'unhappy-path-section': {
    good: { file: whole, at: [] },
    spanish: { file: `${happy}\n### Casos negativos`, at: [] },
    bad: { file: happy, at: [`${S}:1`] },
    'in a comment': { file: `${happy}\n<!--\n${unhappy}\n-->`, at: [`${S}:1`] },
    'in a fence': { file: `${happy}\n\`\`\`\n${unhappy}\n\`\`\``, at: [`${S}:1`] },
  },
  'numbered-cases': {
    good: { file: whole, at: [] },
    'sub-headings': { file: '## Happy Path\n### Case 1: a\n## Unhappy Path\n### 1. b', at: [] },
    bad: { file: `${happy}\n## Unhappy Path\n\n- Wrong password\n`, at: [`${S}:6`] },
    'two parts count as one': { file: `${whole}\n## Negative cases\n\ntext\n`, at: [] },
    'too few': { file: whole, options: { minimum: 2 }, at: [`${S}:3`, `${S}:8`] },
  },
  'expected-results': {
    good: { file: whole, at: [] },
    bad: { file: `${whole}2. Locked account\n3. No network\n   Expected:\n`, at: [`${S}:12`, `${S}:13`] },
  },
  'failure-scenarios': {
    good: { file: whole, at: [] },
    spanish: { file: '## Casos negativos\n1. Contraseña inválida\n2. Servicio caído\n3. Falta el correo', at: [] },
    bad: { file: '## Unhappy Path\n1. Sign in\n2. Sign out\n3. No network', at: [`${S}:1`] },
    'one in two': { file: '## Unhappy Path\n1. Sign in\n2. No network', at: [] },
    'all of them': { file: '## Unhappy Path\n1. Sign in\n2. No network', options: { share: 1 }, at: [`${S}:1`] },
    'a word of their own': { file: '## Unhappy Path\n1. Gizmo blips', options: { vocabulary: ['Blip'] }, at: [] },
    'too few': { file: unhappy, options: { minimum: 2 }, at: [`${S}:1`] },
  },
  'required-mentions': {
    good: { file: whole, expectations: asks('RETRY', 'wróng pássword', 'access  is'), at: [] },
    bad: { file: whole, expectations: asks('retry', 'offline', '503'), at: [`${S}:8`, `${S}:8`] },
    'in the happy part alone': { file: whole, expectations: asks('dashboard'), at: [`${S}:8`] },
    'in the heading alone': {
      file: `${happy}\n## Unhappy Path (offline)\n`,
      expectations: asks('offline'),
      at: [`${S}:6`],
    },
    'in a comment': { file: `${unhappy}   <!-- offline -->`, expectations: asks('offline'), at: [`${S}:1`] },
    'across two blocks': { file: '## Unhappy Path\n1. no\n\n   data', expectations: asks('no data'), at: [`${S}:1`] },
    'across a soft line end': { file: '## Unhappy Path\n1. no\n   da**ta**', expectations: asks('no data'), at: [] },
    'no unhappy part': { file: happy, expectations: asks('retry'), at: [`${S}:1`] },
    'no file': { files: {}, expectations: asks('retry'), at: [] },
  },
  'no-vague-expectations': {
    good: { file: `${whole}2. Save\n   - Expected: the system works correctly and shows "Saved"\n`, at: [] },
    bad: {
      file: '## Happy Path\n1. a\n   - Expected: Works correctly, as expected.\n2. b\n   - Resultado esperado: El sistema funciona correctamente sin errores\n3. c. Expected: OK',
      at: [`${S}:3`, `${S}:5`, `${S}:6`],
    },
    'a phrase of their own': { file: whole, options: { phrases: ['The dashboard opens.'] }, at: [`${S}:6`] },
  },
  'negative-coverage': {
    good: { file: whole, expectations: asks('retry', 'denied'), at: [] },
    'nothing required': { file: happy, expectations: 'cases:\n  - story_id: S010', at: [] },
    bad: { file: whole, expectations: asks('retry', 'offline'), at: ['qa_eval.yaml:1'] },
    'a lower goal': { file: whole, expectations: asks('retry', 'offline'), options: { minimum: 0.5 }, at: [] },
    'a stub': { file: `<!-- goldgate:stub -->\n${whole}`, expectations: asks('retry'), at: ['qa_eval.yaml:1'] },
    'no file': { files: {}, expectations: asks('retry'), at: ['qa_eval.yaml:1'] },
  },
  'expectation-has-testcases': {
    good: { file: whole, expectations: asks('retry'), at: [] },
    bad: { files: { 'cases/S10.md': whole }, expectations: asks('retry') + asks('x').slice(7), at: ['qa_eval.yaml:2'] },
  },
};

describe.each(Object.entries(fixtures))('%s', (id, cases) => {
  test.each(Object.entries(cases))('%s', (_, { file = whole, files, expectations, options, at }) => {
    const facts = factsOf(files ?? { [S]: file }, expectations);
    const drafts = check(id, facts, options);
    expect(drafts.map(({ path, line }) => `${path}:${line}`)).toEqual(at);
    expect(new Set(drafts.map(({ identity }) => identity)).size).toBe(drafts.length);
    expect(check(id, { ...facts, present: false }, options)).toEqual([]);
  });
});

test('every rule has its fixtures', () => {
  const files = readdirSync(new URL('rules', import.meta.url)).map((name) => name.replace('.ts', ''));
  expect(Object.keys(fixtures).sort()).toEqual(files.sort());
});

test('hints', () => {
  expect(check('happy-path-section', factsOf({ [S]: 'x\n\n# Happy Path' }))[0]).toMatchObject({
    message: expect.stringContaining('line 3 is a heading of level 1'),
    related: [{ path: S, line: 3 }],
  });
  const near = check('expectation-has-testcases', factsOf({ 'cases/S10.md': '' }, asks('x')));
  expect(near[0]).toMatchObject({
    message: expect.stringContaining('cases/S10.md differs only in zero-padding'),
    related: [
      { path: 'cases/S10.md', line: 1 },
      { path: S, line: 1 },
    ],
  });
  expect(check('required-mentions', factsOf({ [S]: unhappy }, asks('retry', 'offline')))[0]).toMatchObject({
    message: 'The unhappy part of S010 does not mention "offline".',
    related: [{ path: 'qa_eval.yaml', line: 5 }],
  });
  expect(
    check('negative-coverage', factsOf({ [S]: `<!-- goldgate:stub -->\n${whole}` }, asks('retry')))[0],
  ).toMatchObject({
    message: 'Negative coverage is 0.000 (0 of 1 mentions), below 0.95: S010 0 of 1 (a stub).',
    related: [{ path: S, line: 1 }],
  });
});
