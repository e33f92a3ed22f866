import { describe, expect, test } from 'vitest';
import { SetupError } from '../../core/errors.ts';
import { describeErrors, notAnObject } from './schema-problems.ts';
import { builtInValidator, compileSchema, type Validator } from './validators.ts';

const problems = ({ accept, explain }: Validator, record: unknown) => {
  expect(accept(record)).toBe(explain(record));
  expect(accept.errors?.length ?? 0).toBeLessThanOrEqual(3);
  return describeErrors(record, explain.errors ?? []).map(({ message }) => message);
};

const item = (id: string) => ({ id, description: 'Exportar la lista', priority: 'High' });
const requirements = () => ({
  title: 'Portal',
  description: 'Appointments.',
  functional_requirements: [item('FR001')] as object[],
  non_functional_requirements: [item('NFR001')] as object[],
  constraints: [item('C001')] as object[],
});
const ba = () => ({ concept: 'A clinic portal', requirements: requirements() });

describe('ba', () => {
  const validate = builtInValidator('ba');

  test('a good record, with unknown keys', () => {
    expect(problems(validate, { ...ba(), extra: 1, metadata: { tier: 'simple', mine: [] } })).toEqual([]);
  });

  test('an item without priority', () => {
    const record = ba();
    record.requirements.constraints = [{ id: 'C001', description: 'In the EU' }];
    expect(problems(validate, record)).toEqual([
      '`/requirements/constraints/0`: required key `priority` is missing; found keys id, description',
    ]);
  });

  test('every fault of a record is told', () => {
    const record = ba();
    record.concept = '';
    record.requirements.functional_requirements = [{ id: 'FR2', description: 'x', priority: 'Maybe' }];
    record.requirements.non_functional_requirements = ['fast'] as unknown as object[];
    expect(problems(validate, { ...record, notes: 42 })).toEqual([
      '`/concept`: expected a text, found an empty one',
      '`/requirements/functional_requirements/0/id`: expected a text that matches ^FR\\\\d{3,}$, found "FR2"',
      '`/requirements/functional_requirements/0/priority`: expected one of "High", "Medium", "Low", found "Maybe"',
      '`/requirements/non_functional_requirements/0`: expected an object, found "fast"',
      '`/notes`: expected a text, found 42',
    ]);
  });

  test('requirements as a YAML string', () => {
    expect(problems(validate, { concept: 'A shop', requirements_yaml: 'title: Shop' })).toEqual([
      'the record: required key `requirements` is missing; found keys concept, requirements_yaml',
    ]);
  });

  test('provenance is a text or an object', () => {
    expect(problems(validate, { ...ba(), metadata: { provenance: { kind: 'mined' } } })).toEqual([]);
    expect(problems(validate, { ...ba(), metadata: { provenance: 3 } })).toEqual([
      '`/metadata/provenance`: expected a text or an object, found 3',
    ]);
  });
});

test('qa and any other role', () => {
  expect(problems(builtInValidator('qa'), {})).toHaveLength(7);
  expect(problems(builtInValidator('architect'), { input: {}, output: {} })).toEqual([]);
  expect(problems(builtInValidator('architect'), { input: 'text' })).toEqual([
    'the record: required key `output` is missing; found keys input',
    '`/input`: expected an object, found "text"',
  ]);
});

test('a value that is no object', () => {
  expect(notAnObject([1, 2])).toEqual({ pointer: '', message: 'the record: expected an object, found a list of 2' });
});

test('a record with very many faults lists the first hundred', () => {
  const record = ba();
  record.requirements.constraints = Array(5000).fill({});
  const found = problems(builtInValidator('ba'), record);
  expect(found).toHaveLength(100);
  expect(found.at(-1)).toContain('(and 14900 more in this record)');
});

describe('a schema of the team', () => {
  test('its choices are one message, its patterns linear', async () => {
    const validate = await compileSchema('po', {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      properties: {
        a: { anyOf: [{ type: 'string' }, { type: 'array', minItems: 1 }] },
        b: { pattern: '^(a+)+$' },
        c: { pattern: '^x' },
      },
    });
    expect(problems(validate, { a: 3 })).toEqual([
      '`/a`: found 3, which fits none of the shapes that the schema allows',
    ]);
    const start = performance.now();
    expect(validate.accept({ b: `${'a'.repeat(5000)}!` })).toBe(false);
    expect(performance.now() - start).toBeLessThan(2000);
  });

  test.each([
    { type: 'nonsense' },
    { $ref: 'https://example.org/other.json' },
    { properties: { a: { pattern: '(?=x)' } } },
    { $async: true },
    { $schema: 'http://json-schema.org/draft-04/schema#' },
  ])('one that does not compile is a broken set-up: %j', async (schema) => {
    await expect(compileSchema('po', schema)).rejects.toThrow(SetupError);
    await expect(compileSchema('po', schema)).rejects.toThrow('role "po"');
  });
});
