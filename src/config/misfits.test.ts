import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { configSchema } from './config.ts';
import { findMisfits, type Schema } from './misfits.ts';

const schema = configSchema as Schema;
const validate = new Ajv2020({ allErrors: true, strict: false, strictNumbers: true }).compile(schema);

const keys = new Set<string>(['constructor', '__proto__', 'x']);
const collect = ({ properties = {}, items, additionalProperties, anyOf = [] }: Schema): void => {
  for (const [key, child] of Object.entries(properties)) {
    keys.add(key);
    collect(child);
  }
  for (const child of [items, additionalProperties, ...anyOf]) if (typeof child === 'object') collect(child);
};
for (const part of [schema, ...Object.values(schema.$defs ?? {})]) collect(part);

const scalar = fc.constantFrom(null, true, '', 'off', 'error', 'web', 0, 0.7, -1, 2, 64, 1e9, 1.5, Infinity, NaN);
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 5 },
    scalar,
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...keys), tie('any'), { maxKeys: 4 }),
  ),
})).any;
/** Mostly as the schema says, so that what lies deep is reached; what holds itself, a few levels down. */
const fitting = (part: Schema, depth = 0): fc.Arbitrary<unknown> => {
  const { $ref, type, items = {}, properties = {}, additionalProperties, anyOf } = part;
  if (depth > 12) return scalar;
  if (anyOf) return fc.oneof(...anyOf.map((form) => fitting(form, depth)));
  if ($ref) return fitting(schema.$defs?.[$ref.replace('#/$defs/', '')] ?? {}, depth + 2);
  const right =
    type === 'object'
      ? typeof additionalProperties === 'object'
        ? fc.dictionary(fc.constantFrom('ba', 'x', 'a b'), fitting(additionalProperties, depth + 1), { maxKeys: 2 })
        : fc.record(
            Object.fromEntries(Object.entries(properties).map(([key, child]) => [key, fitting(child, depth + 1)])),
            {
              requiredKeys: [],
            },
          )
      : type === 'array'
        ? fc.array(fitting(items, depth + 1), { maxLength: 2 })
        : scalar;
  return fc.oneof({ weight: 9, arbitrary: right }, { weight: 1, arbitrary: value });
};

/** JSON Schema's types, as a person calls them. */
const types: Record<string, string> = {
  ...{ object: 'an object of keys', array: 'a list', string: 'a text', number: 'a number', integer: 'a whole number' },
};

test('finds what ajv finds, in the same words but for the types', () => {
  const property = fc.property(fc.oneof(value, fitting(schema)), (written) => {
    validate(written);
    const [errors, within] = [
      validate.errors ?? [],
      ({ schemaPath }: { schemaPath: string }) => /\/anyOf\/\d/.test(schemaPath),
    ];
    const forms = errors.filter((error) => error.keyword === 'anyOf' && !within(error));
    const inForms = (path: string) =>
      path.endsWith(': bad name')
        ? undefined
        : forms.find(
            ({ instancePath: form }) => /^[/:]/.test(`/${path}`.split(form)[1] ?? '') && `/${path}`.startsWith(form),
          )?.instancePath;
    const outside = errors.filter((error) => !within(error) && !forms.includes(error) && error.keyword !== 'pattern');
    const expected = outside.map(({ instancePath, keyword, params, message }) => {
      const path = instancePath.split('/').slice(1);
      const extra = params.additionalProperty as string | undefined;
      if (extra !== undefined) return `${[...path, extra].join('/')}: unknown key`;
      if (keyword === 'propertyNames') return `${[...path, params.propertyName].join('/')}: bad name`;
      if (keyword === 'type') return `${path.join('/')}: must be ${types[params.type]}`;
      const { allowedValues } = params as { allowedValues?: string[] };
      return `${path.join('/')}: ${allowedValues ? `must be one of ${allowedValues.join(', ')}` : message?.replace(/(?<=duplicate items).*/, '')}`;
    });
    const found = [...findMisfits(written, schema)].map(
      ({ path, message }) =>
        `${path.join('/')}: ${message
          .replace(/^(?:the file|`[^`]*`) |(?<=^unknown key) .*|, such as .*|; .* stands twice/g, '')
          .replace(/^the name .*/, 'bad name')
          .replace(/(?<=duplicate items).*/, '')}`,
    );
    const told = found.filter((line) => inForms(line) === undefined);
    expect(told.sort()).toEqual(expected.sort());
    expect(new Set(found.map(inForms).filter(Boolean))).toEqual(new Set(forms.map(({ instancePath }) => instancePath)));
  });
  fc.assert(property, { numRuns: 2000, seed: 20 });
});
