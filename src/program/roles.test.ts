import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import type { Metric } from './metric.ts';
import type { RoleDeclaration } from './role-declaration.ts';
import { roleDeclarationSchema } from './role-declaration.ts';
import { builtInRoles, declareRole } from './roles.ts';

const metric = (declaration: unknown): Metric => ({
  name: String(declaration),
  score: () => ({ score: 1, weight: 1, reasons: [] }),
});
const declare = (name: string, declared?: RoleDeclaration) => declareRole(name, declared, metric);
const single = { metric: 'exact', instructions: 'Do.', inputs: { text: 'Any text' }, outputs: { answer: '' } };
const fields = (role: ReturnType<typeof declare>) =>
  role.program.predictors.map(({ path, signature }) => [
    path,
    signature.inputs.map(({ name }) => name).join(' '),
    signature.outputs.map(({ name }) => name).join(' '),
  ]);

test('an answer of a built-in role that lacks no field may be of no use all the same', () => {
  const ba = declare('ba');
  const list = '- id: C001';
  const lists = { functional_requirements: list, non_functional_requirements: '["a"]', constraints: list };
  expect(ba.flawsOf({ title: 'T', description: 'D', ...lists })).toEqual([]);
  expect(ba.flawsOf({ title: ' ', description: 'D', ...lists, constraints: '[]' })).toEqual([
    '`title` is empty',
    '`constraints` is an empty list',
  ]);
  expect(ba.flawsOf({ title: 'T', description: 'D', ...lists, constraints: 'none' })).toEqual([
    '`constraints` is no list',
  ]);
  const qa = declare('qa');
  const happy = '## Happy Path\n\n1. Pay\n   - Expected Result: it is paid\n';
  expect(qa.flawsOf({ test_cases_md: `${happy}\n## Unhappy Path\n\n1. No money\n` })).toEqual([]);
  expect(qa.flawsOf({ test_cases_md: `${happy}\n## Unhappy Path\n` })).toEqual([
    '`test_cases_md` has nothing under a heading of the unhappy path',
  ]);
  expect(declare('plain', single).flawsOf({})).toEqual([]);
});

test('the built-in roles', () => {
  expect(builtInRoles).toEqual(['ba', 'qa']);
  const [ba, qa] = [declare('ba'), declare('qa')];
  const lists = 'functional_requirements non_functional_requirements constraints';
  expect(fields(ba)).toEqual([['generate', 'concept', `title description ${lists}`]]);
  expect(fields(qa)).toEqual([['predict', 'story_title story_description acceptance_criteria', 'test_cases_md']]);
  expect([ba, qa].map(({ program }) => program.predictors[0]?.module)).toEqual(['Predict', 'ChainOfThought']);
  expect(ba).toMatchObject({ limits: { seconds: 60, maxTokens: 4096 }, metric: { name: 'ba-quality' } });
  expect(qa).toMatchObject({ limits: { seconds: 90, maxTokens: 4096 }, metric: { name: 'qa-quality' } });
  expect(ba.target).toMatchObject({ metric: { name: 'completeness' }, minimum: 0.98, margin: 0 });
  expect(qa.target).toMatchObject({ metric: { name: 'negative-coverage' }, minimum: 0.95 });
});

test('a built-in role takes what a team changes about it', () => {
  const changed = declare('qa', {
    ...{ instructions: 'Mine.', description: 'Ours', metric: 'other', module: 'Predict' },
    ...{ limits: { 'max-tokens': 100 }, target: { metric: 'exact', minimum: 0.5, margin: 0.02 } },
  });
  expect(changed).toMatchObject({
    ...{ description: 'Ours', metric: { name: 'other' }, limits: { seconds: 90, maxTokens: 100 } },
    ...{ target: { metric: { name: 'exact' }, minimum: 0.5, margin: 0.02 } },
    program: { predictors: [{ path: 'self', module: 'Predict', signature: { instructions: 'Mine.' } }] },
  });
  expect(declare('ba', { module: 'ChainOfThought' }).program.predictors[0]?.path).toBe('generate.predict');
});

test('a declared role', () => {
  const role = declare('architect', {
    ...{ ...single, module: 'ChainOfThought', target: { metric: 'exact', minimum: 1 } },
    outputs: { risk: { type: ['high', 'low'], description: 'How risky' }, count: { type: 'int' }, note: '' },
  });
  expect(role).toMatchObject({ limits: { seconds: 60, maxTokens: 4096 }, target: { minimum: 1 } });
  expect(role.program.predictors).toEqual([
    {
      ...{ path: 'generate.predict', module: 'ChainOfThought', demos: [] },
      signature: {
        instructions: 'Do.',
        inputs: [{ name: 'text', type: 'str', description: 'Any text' }],
        outputs: [
          { name: 'risk', type: { literal: ['high', 'low'] }, description: 'How risky' },
          { name: 'count', type: 'int', description: `\${count}` },
          { name: 'note', type: 'str', description: `\${note}` },
        ],
      },
    },
  ]);
  expect(declare('plain', single)).toMatchObject({ target: null, program: { predictors: [{ path: 'generate' }] } });
});

const step = (inputs: string, outputs: string, module?: 'ChainOfThought') => ({
  ...{ instructions: 'Do.', ...(module ? { module } : {}) },
  inputs: Object.fromEntries(inputs.split(' ').map((name) => [name, ''])),
  outputs: Object.fromEntries(outputs.split(' ').map((name) => [name, ''])),
});

test('a pipeline: records hold what comes in first and what comes out last', () => {
  const role = declare('architect', {
    metric: 'exact',
    predictors: {
      outline: step('stories', 'outline'),
      decide: step('stories outline team', 'design', 'ChainOfThought'),
    },
  });
  expect(fields(role).map(([path]) => path)).toEqual(['outline', 'decide.predict']);
  const place = { path: 'a.jsonl', line: 3 };
  const example = role.toExample({ input: { stories: ['a', 'b'], team: 3, other: 1 }, output: { design: 'D' } }, place);
  expect(example).toMatchObject({ ...place, inputs: { stories: '- a\n- b', team: '3' }, labels: { design: 'D' } });
  expect(example.inputs).not.toHaveProperty('other');
  const full = role.toExample({ input: { stories: 's', team: 't' }, output: { design: 'D', outline: 'O' } }, place);
  expect(full.labels).toEqual({ outline: 'O', design: 'D' });
  expect(full.key).toBe('s · t');
});

test.each<[string, RoleDeclaration | undefined, RegExp]>([
  ['none', undefined, /no role `none`.*declare it/],
  ['constructor', undefined, /no role `constructor`/],
  ['x', { ...single, metric: undefined }, /`roles.x.metric` is missing/],
  ['x', { metric: 'm', inputs: { a: '' }, outputs: { b: '' } }, /`roles.x`: `instructions` is missing/],
  ['x', { metric: 'm', instructions: 'Do.', inputs: { a: '' } }, /`outputs` is missing/],
  ['x', { ...single, predictors: { a: step('x', 'y') } }, /`roles.x.instructions` stands beside `predictors`/],
  ['x', { ...single, outputs: { text: '' } }, /has `text` twice/],
  ['x', { ...single, module: 'ChainOfThought', outputs: { reasoning: '' } }, /declares `reasoning`/],
  ['x', { metric: 'm', predictors: { a: step('x', 'y'), b: step('x', 'y') } }, /`b` gives `y`, as `a` does/],
  [
    'x',
    { metric: 'm', predictors: { a: step('z', 'y'), b: step('x', 'z') } },
    /`a` takes `z`, which `b` gives only later/,
  ],
  ['x', { ...single, outputs: { Text: '' } }, /has `Text` twice/],
  ['x', { ...single, outputs: { constructor: '' } }, /a field `constructor`, which every object has/],
  [
    'x',
    { metric: 'm', predictors: { metadata: step('x', 'y', 'ChainOfThought') } },
    /`metadata.predict` is a name that/,
  ],
  ['ba', { outputs: { title: '' } }, /`roles.ba.outputs`: the fields of ba are built in/],
  ['qa', { predictors: { a: step('x', 'y') } }, /`roles.qa.predictors`/],
])('role %s from %j is refused', (name, declared, words) => {
  expect(() => declare(name, declared)).toThrow(
    expect.objectContaining({ name: 'SetupError', message: expect.stringMatching(words) }),
  );
});

test('the schema says the same as the type', () => {
  const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(roleDeclarationSchema);
  const full = {
    ...single,
    module: 'Predict',
    limits: { seconds: 1, 'max-tokens': 2 },
    target: { metric: {}, minimum: 0 },
  };
  for (const good of [{}, single, full, { predictors: { a: step('x', 'y') } }, { outputs: { a: { type: ['x'] } } }]) {
    expect(validate(good), JSON.stringify(validate.errors)).toBe(true);
  }
  const bad = [{ inputs: {} }, { inputs: { 'a b': '' } }, { inputs: { _a: '' } }, { outputs: { a: { type: 'date' } } }];
  const worse = [
    { module: 'ReAct' },
    { predictors: { a: {} } },
    { limits: { seconds: 0 } },
    { unknown: 1 },
    { target: { minimum: 1 } },
  ];
  for (const wrong of [...bad, ...worse]) expect(validate(wrong), JSON.stringify(wrong)).toBe(false);
});
