import { expect, test } from 'vitest';
import { finding, reportOf, sampleContext, sampleReport } from './sample.ts';
import { renderText } from './text.ts';

test('a failing report', () => {
  expect(renderText(sampleReport, sampleContext)).toBe(`✗ fail  2 errors, 1 warning  in 6 files, 1,412 records

  Completeness        97.9 %  target 98 %
  Negative coverage    100 %  target 95 %

data/production/ba_train.jsonl:6:113  error  record-schema  found 3, expected a string
data/production/ba_train.jsonl:21     error  no-leakage     the same concept as a held-out record  → data/production/ba_eval.jsonl:2

data/production/qa train.jsonl:1  warning  balance  domain web has 71 % of the records

Why a rule asks for this, with examples: goldgate explain record-schema
`);
});

test('a passing report is four lines', () => {
  const report = reportOf([], { files: 1, records: 1, metrics: { completeness: 1, 'negative-coverage': null } });
  expect(renderText(report, sampleContext)).toBe(`✓ pass  nothing to complain about  in 1 file, 1 record

  Completeness         100 %  target 98 %
  Negative coverage        –  nothing to measure
`);
});

test('no more is shown than a person reads, the change first, and the rest is counted', () => {
  const findings = Array.from({ length: 412 }, (_, index) =>
    finding({ line: index + 1, path: index < 400 ? 'old' : 'new' }),
  );
  const touched = (path: string) => path === 'new';
  const lines = renderText(reportOf(findings), { ...sampleContext, touched }).split('\n');
  expect(lines.filter((line) => line.startsWith('new:'))).toHaveLength(12);
  expect(lines.filter((line) => line.startsWith('old:'))).toHaveLength(38);
  expect(lines).toContain('· 50 of 412 findings shown; all of them: --format json');
  expect(renderText(reportOf(findings), { ...sampleContext, maxFindings: 0 })).toContain('0 of 412 findings shown');
});

test('colours are used only when asked for', () => {
  const esc = String.fromCharCode(27);
  expect(renderText(sampleReport, sampleContext)).not.toContain(esc);
  expect(renderText(sampleReport, { ...sampleContext, color: true })).toContain(`${esc}[31m✗ fail`);
});
