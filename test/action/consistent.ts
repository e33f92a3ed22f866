// All that one run says must agree, in whatever form it says it.

import { expect } from 'vitest';
import type { ActionRun } from './run.ts';

export function consistent(run: ActionRun, verdict: 'pass' | 'fail'): void {
  const findings = run.report?.findings ?? [];
  expect(run.outputs).toMatchObject({
    verdict,
    findings: `${findings.length}`,
    errors: `${run.annotations.filter((line) => line.startsWith('error')).length}`,
  });
  expect(run.report?.verdict).toBe(verdict);
  expect(run.summary).toContain(verdict === 'pass' ? '✅ Golden data: pass' : '❌ Golden data: fail');
  for (const { rule } of findings) expect(run.summary).toContain(`<code>${rule}</code>`);
  expect(run.sarif?.runs[0].results.map(({ ruleId }) => ruleId).sort()).toEqual(
    findings.map(({ rule }) => rule).sort(),
  );
  for (const name of ['completeness', 'negative-coverage']) expect(Number(run.outputs[name])).toBeGreaterThan(0);
}
