import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { findMisfits, type Schema } from '../../config/misfits.ts';
import type { Judging, Metric } from '../metric.ts';
import type { Values } from '../values.ts';
import { knownMetrics } from './known-metrics.ts';
import { metricSchema, parseMetric, spellOutMetric } from './setting.ts';
import { weighted } from './weighted.ts';

const judging: Judging = { model: null, signal: new AbortController().signal, sample: '' };
const example = { key: 'k', path: '', line: 1, inputs: {}, labels: {}, record: {} };
const score = (setting: unknown, outputs: Values) => parseMetric(setting, 'metric').score(example, outputs, judging);

test.each<[string, unknown, string]>([
  ['nothing', undefined, 'similarity'],
  ['a name', 'ba-quality', 'ba-quality'],
  ['a name without options', { 'qa-quality': null }, 'qa-quality'],
  ['a weight alone', { completeness: 3 }, 'completeness'],
  ['options', { regex: { field: 'title', pattern: '^[A-Z]' } }, 'regex title'],
  ['a sum', { 'ba-quality': 0.7, judge: { weight: 0.3, rubric: 'r' } }, '0.7 ba-quality + 0.3 judge'],
  ['one metric twice', { contains: [{ text: 'a' }, { field: 'b', text: 'c' }] }, '1 contains + 1 contains b'],
  ['a schema', { 'json-schema': { schema: { type: 'object' } } }, 'json-schema'],
])('%s', (_, setting, name) => {
  expect(parseMetric(setting, 'metric').name).toBe(name);
  if (setting !== undefined) expect([...findMisfits(spellOutMetric(setting), metricSchema as Schema)]).toEqual([]);
});

const all = Object.keys(knownMetrics).join(', ');

test.each<[unknown, string]>([
  ['ba-qualty', `m: there is no metric "ba-qualty"; did you mean ba-quality or qa-quality? There are ${all}`],
  ['quality', `m: there is no metric "quality"; did you mean ba-quality or qa-quality? There are ${all}`],
  ['accuracy-of-everything', `m: there is no metric "accuracy-of-everything"; there are ${all}`],
  ['__proto__', `m: there is no metric "__proto__"; there are ${all}`],
  ['constructor', `m: there is no metric "constructor"; there are ${all}`],
  [{}, `m names no metric; there are ${all}`],
  [{ regex: [] }, `m names no metric; there are ${all}`],
  [3, "m must be a metric's name or an object of metrics by name"],
  [['exact'], "m must be a metric's name or an object of metrics by name"],
  [null, "m must be a metric's name or an object of metrics by name"],
  [{ exact: 'title' }, 'm: `exact` must be a weight or an object of options'],
  [{ regex: { field: 'title' } }, 'm: `regex` lacks `pattern`'],
  [{ exact: { path: 'x' } }, 'm: `exact` has no option "path"; it has weight, field, text'],
  [{ 'ba-quality': { field: 'x' } }, 'm: `ba-quality` has no option "field"; it has weight'],
  [{ exact: { toString: 'x' } }, 'm: `exact` has no option "toString"; it has weight, field, text'],
  [{ regex: { pattern: 3 } }, 'm: `regex` has `pattern` 3: RE2’s syntax.'],
  [{ judge: { rubric: '' } }, 'm: `judge` has `rubric` "": What to look at, and what it counts.'],
  [{ exact: 0 }, 'm: `exact` has the weight 0: make it more than 0'],
  [{ exact: { weight: -1 } }, 'm: `exact` has the weight -1: make it more than 0'],
  [{ exact: Infinity }, 'm: `exact` has the weight Infinity: make it more than 0'],
  [{ 'json-schema': { schema: true } }, 'm: `json-schema` has `schema` true: The schema.'],
])('%j is told as what it is', (setting, message) => {
  expect(() => parseMetric(setting, 'm')).toThrow(expect.objectContaining({ name: 'SetupError', message }));
});

test('a sum is the mean by weight, with reasons that say whose they are', async () => {
  const setting = { exact: { weight: 3, field: 'a', text: 'x' }, contains: { field: 'a', text: 'y' } };
  expect(await score(setting, { a: 'x' })).toEqual({
    ...{ score: 0.75, weight: 1 },
    reasons: ['exact a: `a` is as expected', 'contains a: `a` lacks "y"'],
  });
});

test('a part with nothing to judge is left out, and nothing at all counts nowhere', async () => {
  const setting = { 'negative-coverage': 9, contains: { field: 'a', text: 'x' } };
  expect(await score(setting, { a: 'x' })).toMatchObject({ score: 1, weight: 1 });
  expect(await score({ 'negative-coverage': 9, similarity: 1 }, { a: 'x' })).toMatchObject({ score: 0, weight: 0 });
});

test('what the judges of a sum spent is added, and every part is prepared', async () => {
  const usage = { tokens: { input: 1, output: 2 }, usd: 3, seconds: 4 };
  const prepared: string[] = [];
  const part = (name: string): { metric: Metric; weight: number } => ({
    weight: 0.1,
    metric: {
      name,
      prepare: async () => void prepared.push(name),
      score: () => ({ score: 1, weight: 1, reasons: [], usage }),
    },
  });
  const sum = weighted([part('a'), part('b'), part('c')]);
  await sum.prepare?.(judging);
  expect(prepared).toEqual(['a', 'b', 'c']);
  expect(await sum.score(example, {}, judging)).toMatchObject({
    ...{ score: 1, usage: { tokens: { input: 3, output: 6 }, usd: 9, seconds: 12 } },
  });
});

test('the config’s walker and ajv read the schema alike', () => {
  const accepts = new Ajv2020({ strict: true }).compile(metricSchema);
  const settings = [
    ...['ba-quality', 'unknown', {}, { exact: 0 }, { exact: -1 }, { exact: { field: '' } }, { exact: { fields: 'x' } }],
    ...[
      { regex: {} },
      { regex: [] },
      { judge: { rubric: 3 } },
      { judge: 'x' },
      { 'json-schema': { schema: 3 } },
      3,
      null,
    ],
  ];
  for (const setting of settings) {
    const written = spellOutMetric(setting);
    expect([...findMisfits(written, metricSchema as Schema)].length === 0, JSON.stringify(setting)).toBe(
      accepts(written),
    );
  }
});
