import { expect, test } from 'vitest';
import { buildEvalFile } from './eval-file.ts';
import { evaluationOf, result, sampleEval, sampleJudged } from './sample.ts';
import { conditionIds, type Judged, judgeRun } from './verdict.ts';

const unmet = (run: Judged, bar = {}) =>
  judgeRun(run, bar)
    .conditions.filter(({ met }) => !met)
    .map(({ id }) => id);

test('Go: every condition is met, and told in words', () => {
  const { verdict, conditions } = judgeRun(sampleJudged);
  expect(verdict).toBe('go');
  expect(conditions.map(({ id, text }) => `${id}: ${text}`)).toMatchSnapshot();
});

const scores = (list: number[], changes: (n: number) => Parameters<typeof result>[2] = () => ({})) =>
  evaluationOf(list.map((score, n) => result(n, score, changes(n))));
const twelve = (score: number) => Array.from({ length: 12 }, () => score);
const evaluation = (parts: Partial<Parameters<typeof buildEvalFile>[0]>) => ({
  evaluation: buildEvalFile({
    ...{ metric: 'ba-quality', seed: 0, baseline: scores(twelve(0.6)) },
    ...{ optimized: scores(twelve(0.8)), repeated: scores(twelve(0.8)) },
    ...parts,
  }),
});

test.each<[string, Partial<Judged>, string]>([
  [
    'target-met',
    { target: { metric: 'completeness', minimum: 1.01 } },
    'completeness is 100 %, below the target of 101 %.',
  ],
  ['changed', { changed: false }, 'nothing better than the untuned program'],
  ['target-met', { target: null }, 'The role has no target; declare `target`'],
  ['target-met', { target: { metric: 'other', minimum: 0.1 } }, 'No answer could be judged on other.'],
  ['no-worse', evaluation({ baseline: scores(twelve(0.8)), optimized: scores(twelve(0.79)) }), 'moved by −1 points'],
  ['enough-examples', evaluation({ baseline: scores(twelve(0.6).slice(0, 9)) }), 'Too few: 9 of 9'],
  ['repeatable', evaluation({ repeated: scores(twelve(0.75)) }), 'not within ± 5 %: ba-quality 80 %, then 75 %'],
  ['repeatable', evaluation({ repeated: null }), 'not evaluated a second time'],
  ['latency-kept', { limits: { seconds: 3.9 } }, 'take 4 s, over the limit of 3.9 s'],
  [
    'no-more-failures',
    evaluation({ optimized: scores(twelve(0.8), (n) => (n === 0 ? { failed: 'no answer', judged: {} } : {})) }),
    '1 of 12 examples failed with the optimized program, 0 with the baseline',
  ],
  ['budget-kept', { budget: { usd: 0.1, minutes: null } }, '$0.118 of $0.1'],
  ['budget-kept', { budget: { usd: null, minutes: 3 } }, '3.4 of 3 minutes'],
  ['finished', { stopped: { cause: 'budget', message: 'the cap of $0.2 was reached' } }, 'the cap of $0.2'],
  ['data-current', { outdated: ['ba_eval.jsonl has changed since the run'] }, 'ba_eval.jsonl has changed'],
  [
    'no-leakage',
    { leaks: [{ predictor: 'generate', demo: 2, key: 'K', kind: 'near', similarity: 0.7 }] },
    'generate 2 is K (near)',
  ],
])('%s alone makes a No-Go', (id, changes, words) => {
  const judged = { ...sampleJudged, ...changes };
  expect(unmet(judged)).toEqual([id]);
  const { verdict, conditions } = judgeRun(judged);
  expect(verdict).toBe('no-go');
  expect(conditions).toHaveLength(conditionIds.length);
  expect(conditions.find((condition) => condition.id === id)?.text).toContain(words);
});

const failing = (evals: number, failed: number, why: string) =>
  scores(Array(evals).fill(0.8), (n) => (n < failed ? { failed: why, judged: {} } : {}));

test('a set of which more than a tenth failed on either side says too little, even when both sides failed alike', () => {
  const both = (evals: number, failed: number) => {
    const side = failing(evals, failed, 'the endpoint hung up');
    return { ...sampleJudged, ...evaluation({ baseline: side, optimized: side, repeated: side }) };
  };
  expect(unmet(both(50, 5))).toEqual([]);
  expect(unmet(both(50, 6))).toEqual(['no-more-failures']);
  const { verdict, conditions } = judgeRun(both(50, 38));
  expect(verdict).toBe('no-go');
  expect(conditions.find(({ id }) => id === 'no-more-failures')?.text).toBe(
    '38 of 50 examples failed with the optimized program, 38 with the baseline; at most 10 % may fail.',
  );
  const baseline = failing(50, 6, 'the endpoint hung up');
  expect(unmet({ ...sampleJudged, ...evaluation({ baseline, optimized: failing(50, 0, '') }) })).toEqual([
    'no-more-failures',
  ]);
});

test('what was given up for its time is slower than any limit', () => {
  const late = (failed: number) => {
    const side = failing(50, failed, 'HOST has not answered within 60 s; try again later');
    return { ...sampleJudged, ...evaluation({ baseline: side, optimized: side, repeated: side }) };
  };
  expect(unmet(late(2))).toEqual([]);
  expect(unmet(late(3))).toEqual(['latency-kept']);
  expect(judgeRun(late(3)).conditions.find(({ id }) => id === 'latency-kept')?.text).toBe(
    '3 of 50 examples were not answered in time: the slowest calls (p95) are over the limit of 60 s.',
  );
});

test('nothing was answered: every reason stands there', () => {
  const none = scores(twelve(0), () => ({ failed: 'the endpoint hung up', judged: {} }));
  const judged = { ...sampleJudged, ...evaluation({ baseline: none, optimized: none, repeated: none }) };
  expect(unmet(judged)).toEqual(conditionIds.slice(1, 7));
});

test('the bar can be set', () => {
  const worse = evaluation({
    baseline: scores(twelve(0.8)),
    optimized: scores(twelve(0.79)),
    repeated: scores(twelve(0.79)),
  });
  const judged = { ...sampleJudged, ...worse };
  expect(unmet(judged, { margin: 0.02 })).toEqual([]);
  expect(unmet(sampleJudged, { minimumExamples: 13 })).toEqual(['enough-examples']);
  expect(unmet({ ...sampleJudged, budget: { usd: null, minutes: null } })).toEqual([]);
});

test('a second evaluation is held against the first: relative, and absolute from 0', () => {
  const again = (first: number, second: number) =>
    unmet({
      ...sampleJudged,
      target: { metric: 'ba-quality', minimum: 0 },
      ...evaluation({
        baseline: scores(twelve(0)),
        optimized: scores(twelve(first)),
        repeated: scores(twelve(second)),
      }),
    });
  expect(again(0.8, 0.84)).toEqual([]);
  expect(again(0.8, 0.76)).toEqual([]);
  expect(again(0.2, 0.22)).toEqual(['repeatable']);
  expect(again(0, 0.05)).toEqual([]);
  expect(again(0, 0.06)).toEqual(['repeatable']);
});

test('what failed on either side of the repetition does not move it', () => {
  const repeated = scores(twelve(0.8), (n) => (n === 3 ? { failed: 'time-out', judged: {} } : {}));
  expect(unmet({ ...sampleJudged, ...evaluation({ repeated }) })).toEqual([]);
  expect(sampleEval.repeated?.examples).toHaveLength(12);
});
