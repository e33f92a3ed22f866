import { expect, test } from 'vitest';
import { concludeRun, type Outcome } from './conclude.ts';
import { evaluationOf, result, sampleFiles, sampleJudged, snapshotOf, tuned, untuned } from './sample.ts';
import { checkSnapshot, parseEval, parseSnapshot } from './snapshot.ts';

const { verdict, conditions, version, signatureSha256, programSha256, baselineSha256, evalSha256, ...told } =
  snapshotOf();
const twelve = (score: number) => evaluationOf(Array.from({ length: 12 }, (_, n) => result(n, score)));
const datasets = new Map([told.train, told.eval].map(({ path, sha256 }) => [path, sha256] as const));
const outcome: Outcome = {
  ...told,
  ...{ untuned, program: tuned, texts: sampleFiles, examples: [], stopped: null, datasets },
  ...{ baseline: twelve(0.6), optimized: twelve(0.8), repeated: twelve(0.8) },
};

test('a run ends with a verdict, and with files that say the same', () => {
  const { snapshot, evaluation, texts } = concludeRun(outcome);
  expect(snapshot.verdict).toBe('go');
  expect(parseSnapshot(texts.snapshot, 's')).toEqual(snapshot);
  expect(parseEval(texts.eval, 'e')).toEqual(evaluation);
  const { program, baseline } = sampleFiles;
  expect(checkSnapshot(snapshot, { program, baseline, eval: texts.eval, datasets })).toEqual([]);
  expect(Object.keys(snapshot).sort()).toEqual(Object.keys(snapshotOf()).sort());
});

test('leaks, data that moved and an early end are found, each in its condition', () => {
  const concept = tuned.predictors[0]?.demos[0]?.values.concept ?? '';
  const leaked = { key: 'K', inputs: { concept }, labels: {}, record: {}, path: 'ba_eval.jsonl', line: 1 };
  const { snapshot } = concludeRun({
    ...outcome,
    examples: [leaked],
    datasets: new Map([[told.eval.path, null]]),
    stopped: { cause: 'interrupted', message: 'interrupted by Ctrl-C' },
  });
  expect(snapshot.verdict).toBe('no-go');
  expect(snapshot.conditions.filter(({ met }) => !met).map(({ id }) => id)).toEqual([
    'finished',
    'data-current',
    'no-leakage',
  ]);
  expect(concludeRun({ ...outcome, budget: sampleJudged.budget }, { minimumExamples: 20 }).snapshot.verdict).toBe(
    'no-go',
  );
});
