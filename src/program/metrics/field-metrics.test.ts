import { expect, test } from 'vitest';
import type { Metric } from '../metric.ts';
import type { Values } from '../values.ts';
import { contains } from './contains.ts';
import { exact } from './exact.ts';
import { jsonSchema } from './json-schema.ts';
import { regex } from './regex.ts';
import { similarity } from './similarity.ts';

const judging = { model: null, signal: new AbortController().signal, sample: '' };
const score = (metric: Metric, outputs: Values, labels: Values = {}) =>
  metric.score({ key: 'k', path: '', line: 1, inputs: {}, labels, record: {} }, outputs, judging);

test.each<[string, Metric, Values, Values, number, number, string]>([
  ['exact', exact({}), { a: ' x\r\ny\n' }, { a: 'x\ny' }, 1, 1, '`a` is as expected'],
  ['a list', exact({}), { a: ['x', 'y'] }, { a: 'x\ny' }, 1, 1, '`a` is as expected'],
  ['a number', exact({ field: 'n', text: '3' }), { n: 3 }, {}, 1, 1, '`n` is as expected'],
  ['another case', exact({}), { a: 'X' }, { a: 'x' }, 0, 1, '`a` is "X", expected "x"'],
  ['no label', exact({}), { reasoning: 'r', a: 'X' }, {}, 0, 0, '`a` has no label'],
  ['no answer', exact({}), {}, { a: 'x' }, 0, 1, '`a` is missing'],
  ['no answer of that name', exact({ field: 'toString', text: 'x' }), {}, {}, 0, 1, '`toString` is missing'],
  ['contains', contains({ text: 'gdpr' }), { a: 'The GDPR holds' }, {}, 1, 1, '`a` holds "gdpr"'],
  ['contains not', contains({ field: 'a' }), { a: 'x' }, { a: 'Año' }, 0, 1, '`a` lacks "Año"'],
  ['no label to hold', contains({}), { a: 'x' }, {}, 0, 0, '`a` has no label'],
  ['nothing that holds', contains({ text: 'x' }), {}, {}, 0, 1, '`answer` is missing'],
  ['regex', regex({ pattern: '^[A-Z]' }, 'm'), { a: 'Ab' }, {}, 1, 1, '`a` matches "^[A-Z]"'],
  ['no match', regex({ pattern: '^[A-Z]' }, 'm'), { a: 'ab' }, {}, 0, 1, '`a` is "ab", which does not match "^[A-Z]"'],
  ['nothing to match', regex({ field: 'b', pattern: 'x' }, 'm'), { a: 'x' }, {}, 0, 1, '`b` is missing'],
  ['equal but for case', similarity, { a: ' CAFÉ ' }, { a: 'cafe' }, 1, 1, 'every field equals its label'],
  ['no labels', similarity, { a: 'x' }, {}, 0, 0, 'the example has no labels'],
  [
    'a short label',
    similarity,
    { a: 'valid' },
    { a: 'not valid' },
    0,
    1,
    '`a` is "valid", expected "not valid" (0.00 alike)',
  ],
  ['no such field', similarity, {}, { a: 'x' }, 0, 1, '`a` is missing'],
])('%s', async (_, metric, outputs, labels, points, weight, reason) => {
  expect(await score(metric, outputs, labels)).toEqual({ score: points, weight, reasons: [reason] });
});

test('similarity is the mean of the fields, by shared words', async () => {
  const scored = await score(
    similarity,
    { a: 'the mail the user gets', b: 'yes' },
    { a: 'the user reads the mail', b: 'Yes' },
  );
  expect(scored).toMatchObject({ score: (0.8 + 1) / 2, weight: 1 });
});

test('reasons quote what is long in short', async () => {
  for (const metric of [exact({ text: 'x' }), regex({ pattern: 'x' }, ''), similarity]) {
    const { reasons } = await score(metric, { a: 'y\n'.repeat(99_999) }, { a: 'z '.repeat(99) });
    expect(reasons.join().length).toBeLessThan(200);
    expect(reasons.join()).not.toContain('\n');
  }
});

test('a pattern that backtracks elsewhere takes no time here', async () => {
  const metric = regex({ pattern: '^(a+)+$' }, 'm');
  await metric.prepare?.(judging);
  const start = performance.now();
  expect(await score(metric, { a: `${'a'.repeat(100_000)}!` })).toMatchObject({ score: 0 });
  expect(performance.now() - start).toBeLessThan(5000);
});

test('a pattern or schema that is none is told before anything is scored', async () => {
  await expect(regex({ pattern: '(?=a)' }, 'roles.x.metric').prepare?.(judging)).rejects.toThrow(
    /^roles\.x\.metric: the pattern "\(\?=a\)" is none that RE2 knows: /,
  );
  await expect(jsonSchema({ schema: { type: 'txt' } }, 'roles.x.metric').prepare?.(judging)).rejects.toThrow(
    /^The JSON Schema of the role "roles\.x\.metric" does not compile: /,
  );
});

const schema = {
  ...{ type: 'object', required: ['title', 'tags', 'a/b'], additionalProperties: false },
  properties: {
    title: { type: 'string', pattern: '^[A-Z]' },
    tags: { type: 'array', items: { type: 'string' } },
    n: {},
  },
};

test.each<[string, number, string[]]>([
  ['{"title":"Mail","tags":["a"]}', 2 / 5, ['the record: required key `a/b` is missing; found keys title, tags']],
  [
    '```json\n{"title":"mail","tags":[1,2],"n":1}\n```',
    1 / 5,
    [
      'the record: required key `a/b` is missing; found keys title, tags, n',
      '`/title`: expected a text that matches ^[A-Z], found "mail"',
      '`/tags/0`: expected a text, found 1',
      '`/tags/1`: expected a text, found 2',
    ],
  ],
  ['[]', 0, ['the record: expected an object, found a list of 0']],
  ['{', 0, ['is no JSON, or nested more than 64 levels deep']],
  ['['.repeat(99_999), 0, ['is no JSON, or nested more than 64 levels deep']],
  [`"${'x'.repeat(131_072)}"`, 0, ['has 131074 characters, more than 131072']],
])('json-schema: answer %#', async (a, points, reasons) => {
  const told = reasons.map((reason) => (/^(is|has) /.test(reason) ? `\`a\` ${reason}` : `\`a\`: ${reason}`));
  expect(await score(jsonSchema({ schema }, 'm'), { a })).toEqual({
    score: expect.closeTo(points, 12),
    weight: 1,
    reasons: told,
  });
});

test('json-schema: what fits, what is not there, and many faults', async () => {
  const metric = jsonSchema({ field: 'a', schema: { properties: { list: { items: { type: 'number' } } } } }, 'm');
  expect(await score(metric, { a: '{"list":[1]}' })).toEqual({ score: 1, weight: 1, reasons: ['`a` fits the schema'] });
  expect(await score(metric, {})).toEqual({ score: 0, weight: 1, reasons: ['`a` is missing'] });
  expect(await score(jsonSchema({ schema: { maxItems: 1 } }, 'm'), { a: ['x'] })).toMatchObject({ score: 1 });
  expect(await score(jsonSchema({ schema: { type: 'boolean' } }, 'm'), { a: true })).toMatchObject({ score: 1 });
  const many = await score(metric, { a: JSON.stringify({ list: Array(40).fill('x') }) });
  expect(many.reasons).toHaveLength(6);
  expect(many.reasons.at(-1)).toBe('`a`: 35 more faults');
});
