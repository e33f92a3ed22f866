import { expect, test } from 'vitest';
import { finding, reportOf, sampleContext, sampleReport } from './sample.ts';
import { renderSarif } from './sarif.ts';

const parse = (text: string) => JSON.parse(text).runs[0];

test('a log of one run, with the rules that were broken and stable fingerprints', () => {
  const log = JSON.parse(renderSarif(sampleReport, sampleContext));
  expect(log).toMatchObject({ version: '2.1.0', runs: [{ columnKind: 'utf16CodeUnits' }] });
  const { tool, results, invocations } = log.runs[0];
  expect(tool.driver).toMatchObject({ name: 'Goldgate', semanticVersion: '0.1.0' });
  expect(tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(['record-schema', 'no-leakage', 'balance']);
  expect(tool.driver.rules[2].defaultConfiguration.level).toBe('warning');
  expect(invocations).toEqual([{ executionSuccessful: true, toolExecutionNotifications: [] }]);
  for (const result of results) {
    expect(tool.driver.rules[result.ruleIndex].id).toBe(result.ruleId);
    expect(result.partialFingerprints.primaryLocationLineHash).toMatch(/^[0-9a-f]{16}:1$/);
    expect(['error', 'warning', 'note']).toContain(result.level);
  }
  expect(results[1].relatedLocations[0].physicalLocation).toEqual({
    artifactLocation: { uri: 'data/production/ba_eval.jsonl', uriBaseId: '%SRCROOT%' },
    region: { startLine: 2 },
  });
  expect(results[2].locations[0].physicalLocation.artifactLocation.uri).toBe('data/production/qa%20train.jsonl');
});

test('a fingerprint outlives a moved line, and twins are numbered', () => {
  const prints = (...lines: number[]) =>
    parse(renderSarif(reportOf(lines.map((line) => finding({ line }))), sampleContext)).results.map(
      (result: { partialFingerprints: { primaryLocationLineHash: string } }) =>
        result.partialFingerprints.primaryLocationLineHash,
    );
  expect(prints(3, 9)).toEqual(prints(4, 10));
  expect(prints(3, 9)[1]).toMatch(/:2$/);
});

test('at most 5,000 results, errors first, with a note of what was left out', () => {
  const findings = [
    ...Array.from({ length: 6000 }, (_, index) => finding({ level: 'warning', line: index + 1 })),
    finding({ line: 7000 }),
  ];
  const run = parse(renderSarif(reportOf(findings), sampleContext));
  expect(run.results).toHaveLength(5000);
  expect(run.results[0].level).toBe('error');
  expect(run.invocations[0].toolExecutionNotifications[0].message.text).toBe(
    '5000 of 6001 findings are in this file, errors first.',
  );
});

test('below 10 MB whatever the findings hold', () => {
  const findings = Array.from({ length: 5000 }, (_, index) =>
    finding({ line: index + 1, message: '\u0000'.repeat(5000), path: `${'ñ'.repeat(900)}/${index}` }),
  );
  const text = renderSarif(reportOf(findings), sampleContext);
  expect(Buffer.byteLength(text)).toBeLessThan(10_000_000);
  expect(parse(text).results.length).toBeGreaterThan(500);
});
