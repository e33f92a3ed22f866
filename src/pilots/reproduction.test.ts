import { expect, test } from 'vitest';
import { compareReproduction } from './reproduction.ts';
import type { EvalFile } from './run-files.ts';
import { sampleEval, sampleJudged, sampleRun, snapshotOf } from './sample.ts';

const shifted = (by: number): EvalFile => {
  const examples = sampleEval.optimized.examples.map((example) => {
    const { score, weight } = example.metrics['ba-quality'] as { score: number; weight: number };
    return { ...example, metrics: { ...example.metrics, 'ba-quality': { score: score * by, weight } } };
  });
  return { ...sampleEval, optimized: { score: null, examples } };
};
const lost = (side: 'baseline' | 'optimized'): EvalFile => {
  const examples = sampleEval[side].examples.map((example) => ({ ...example, score: null, failed: 'no answer' }));
  return { ...sampleEval, [side]: { score: null, examples } };
};
const against = (evaluation: EvalFile, first = sampleEval) =>
  compareReproduction({ ...sampleRun, evaluation: first }, { ...sampleRun, evaluation });

test('within 5 % of each metric, on either side', () => {
  expect(against(shifted(1.04))).toMatchObject({ good: true, problems: [] });
  expect(against(shifted(0.94))).toMatchObject({ good: false, problems: [] });
  expect(against(sampleEval).rows).toEqual([
    expect.objectContaining({ metric: 'ba-quality', side: 'baseline', same: true }),
    expect.objectContaining({ metric: 'ba-quality', side: 'optimized', same: true }),
    expect.objectContaining({ metric: 'completeness', side: 'baseline', same: true }),
    expect.objectContaining({ metric: 'completeness', side: 'optimized', same: true }),
  ]);
});

test.each(['baseline', 'optimized'] as const)('nothing to compare on the %s side is no reproduction', (side) => {
  const problems = [`Nothing could be compared on the ${side} side.`];
  expect(against(lost(side), lost(side))).toMatchObject({ good: false, problems });
  expect(against(lost(side)).rows.filter(({ same }) => same === false)).toHaveLength(2);
  expect(against(lost(side)).good).toBe(false);
});

test('a target that neither run could judge counts for nothing', () => {
  const snapshot = snapshotOf({ target: { metric: 'other', minimum: 0 } });
  const run = { ...sampleRun, snapshot };
  expect(compareReproduction(run, run)).toMatchObject({ good: true, problems: [] });
  expect(compareReproduction(run, run).rows.map(({ same }) => same)).toEqual([true, true, null, null]);
});

test('a second run that was stopped is none, whatever its scores', () => {
  const stopped = { cause: 'budget' as const, message: 'the cap of 3 minutes was reached' };
  const snapshot = snapshotOf({}, { ...sampleJudged, stopped });
  expect(compareReproduction(sampleRun, { ...sampleRun, snapshot })).toMatchObject({
    good: false,
    problems: ['The run ended early: the cap of 3 minutes was reached'],
  });
});
