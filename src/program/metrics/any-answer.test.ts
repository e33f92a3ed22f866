// Whatever a model answers, every metric gives a number from 0 to 1 with words, in little time, and the same twice.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Example } from '../example.ts';
import type { Judging, Metric } from '../metric.ts';
import type { Values } from '../values.ts';
import { parseMetric } from './setting.ts';

const judging: Judging = { model: null, signal: new AbortController().signal, sample: '' };
const schema = { type: 'object', required: ['a'], properties: { a: { type: 'string' }, b: { $ref: '#' } } };
const metrics: Metric[] = [
  ...['completeness', 'negative-coverage', 'ba-quality', 'qa-quality', 'similarity', 'exact', 'contains'],
  ...[{ regex: { pattern: '(a+)+$' } }, { 'json-schema': { field: 'title', schema } }],
  ...[{ 'ba-quality': 0.1, 'qa-quality': 0.2, similarity: 0.7, exact: 1e-9 }],
].map((setting) => parseMetric(setting, 'metric'));
const fields = [
  'title',
  'description',
  'functional_requirements',
  'non_functional_requirements',
  'constraints',
  'test_cases_md',
];
const answerOf = (text: string): Values => Object.fromEntries(fields.map((field) => [field, text]));
const exampleOf = (labels: Values): Example => ({
  ...{ key: 'k', path: 'data.jsonl', line: 1, inputs: { concept: 'mail' }, labels },
  record: { required_mentions: ['error', 'retry', '`'] },
});

async function expectSound(outputs: Values, labels: Values): Promise<void> {
  for (const metric of metrics) {
    const scored = await metric.score(exampleOf(labels), outputs, judging);
    expect(scored.score, metric.name).toBeGreaterThanOrEqual(0);
    expect(scored.score, metric.name).toBeLessThanOrEqual(1);
    expect([0, 1, 3, 6], metric.name).toContain(scored.weight);
    expect(scored.reasons.length, metric.name).toBeGreaterThan(0);
    for (const reason of scored.reasons) {
      expect(reason.length, metric.name).toBeLessThan(700);
      expect(reason, metric.name).not.toMatch(/[\n\r]/);
    }
    expect(await metric.score(exampleOf(labels), outputs, judging), metric.name).toEqual(scored);
  }
}

const piece = fc.constantFrom(
  ...[
    '- ',
    'id: FR001',
    '\n',
    '\n  ',
    'description: x',
    'priority: High',
    '{',
    '}',
    '[',
    ']',
    '"',
    "'",
    ':',
    ',',
    '&a ',
    '*a',
  ],
  ...[
    '```',
    '```yaml\n',
    '## Happy Path\n',
    '## Unhappy Path\n',
    '1. ',
    '   - Expected Result: ',
    'error',
    'works',
    '> ',
    '#',
  ],
  ...[
    '<!--',
    '-->',
    '|',
    '|\n',
    '?',
    '!!set',
    '%',
    '---\n',
    '\u0000',
    '\ud800',
    'é',
    '\t',
    '\r',
    '{"a":',
    'null',
    '1e999',
    '~',
  ],
);
const text = fc.oneof(
  fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary' }),
);
const value = fc.oneof({ weight: 8, arbitrary: text }, fc.integer(), fc.boolean(), fc.array(text, { maxLength: 3 }));
const values = fc.dictionary(fc.constantFrom(...fields, 'reasoning', 'constructor'), value);

test('any text in any field', async () => {
  await fc.assert(fc.asyncProperty(values, values, expectSound), { numRuns: 400, seed: 7 });
});

const longest = 1024 * 1024;
const hostile = [
  'a',
  '[',
  '{a: ',
  '- ',
  '- a\n',
  '&a ',
  '"',
  '`',
  '```\n',
  ' ',
  '\n',
  '1. ',
  '> ',
  '*',
  '[a](',
  '<a ',
  '\u{1F600}',
];

test.each(hostile)(
  'a megabyte of %j, and as much as is read of a list, in seconds',
  async (unit) => {
    for (const length of [longest, 64 * 1024]) {
      const answer = unit.repeat(Math.floor(length / unit.length));
      const start = performance.now();
      for (const metric of metrics.slice(0, -1))
        await metric.score(exampleOf(answerOf(`${answer}b`)), answerOf(answer), judging);
      expect(performance.now() - start).toBeLessThan(15_000);
    }
  },
  60_000,
);
