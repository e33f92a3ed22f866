import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { renderJson, safeJson } from './json.ts';
import { finding, reportOf, sampleReport } from './sample.ts';

const schema = JSON.parse(readFileSync(new URL('../../docs/report.schema.json', import.meta.url), 'utf8'));
const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(schema);

test('the report has the shape that its schema documents', () => {
  const printed = JSON.parse(renderJson(sampleReport, {}));
  expect(validate(printed), JSON.stringify(validate.errors)).toBe(true);
  expect(Object.keys(printed)).toEqual(schema.required);
  expect(printed.findings[1]).toEqual({
    rule: 'no-leakage',
    level: 'error',
    path: 'data/production/ba_train.jsonl',
    line: 21,
    message: 'the same concept as a held-out record',
    related: [{ path: 'data/production/ba_eval.jsonl', line: 2 }],
  });
});

test('an empty report is one too', () => {
  const empty = JSON.parse(renderJson(reportOf([], { files: 0, records: 0, metrics: { completeness: null } }), {}));
  expect(validate(empty)).toBe(true);
});

test('nothing is cut unless it is asked for, and the counts stay', () => {
  const report = reportOf(Array.from({ length: 5000 }, (_, index) => finding({ line: index + 1 })));
  expect(JSON.parse(renderJson(report, {})).findings).toHaveLength(5000);
  const cut = JSON.parse(renderJson(report, { maxFindings: 3 }));
  expect([cut.findings.length, cut.counts.error]).toEqual([3, 5000]);
});

test('what is escaped is the same data', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(JSON.parse(safeJson({ text }, 2))).toEqual({ text });
    }),
    { seed: 1 },
  );
  expect(safeJson('a\u202e##[error]\u{e0041}')).toBe(String.raw`"a\u202e#\u0023[error]\udb40\udc41"`);
});
