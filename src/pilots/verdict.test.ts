import { expect, test } from 'vitest';
import { buildEvalFile } from './eval-file.ts';
import { evaluationOf, result, sampleEval, sampleJudged } from './sample.ts';
import { type Judged, judgeRun } from './verdict.ts';

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
  ['target-met', { target: { metric: 'other', minimum: 0.1 } }, 'No answer could be judged on other.'],
  ['no-worse', evaluation({ baseline: scores(twelve(0.8)), optimized: scores(twelve(0.79)) }), 'moved by −1 points'],
  ['enough-examples', evaluation({ baseline: scores(twelve(0.6).slice(0, 9)) }), 'Too few: 9 of 9'],
  ['repeatable', evaluation({ repeated: scores(twelve(0.75)) }), 'not within ± 5 %: ba-quality 80 %, then 75 %'],
  ['repeatable', evaluation({ repeated: null }), 'not evaluated a second time'],
  ['latency-kept', { limits: { seconds: 3.9 } }, 'take 4 s, over the limit of 3.9 s'],
  [
    'no-more-failures',
    evaluation({ optimized: scores(twelve(0.8), (n) => (n === 0 ? { failed: 'time-out', judged: {} } : {})) }),
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
  expect(conditions).toHaveLength(10);
  expect(conditions.find((condition) => condition.id === id)?.text).toContain(words);
});

test('nothing was answered: every reason stands there', () => {
  const none = scores(twelve(0), () => ({ failed: 'the endpoint hung up', judged: {} }));
  const judged = { ...sampleJudged, ...evaluation({ baseline: none, optimized: none, repeated: none }) };
  expect(unmet(judged)).toEqual(['target-met', 'no-worse', 'enough-examples', 'repeatable', 'latency-kept']);
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
  expect(unmet({ ...sampleJudged, target: null, budget: { usd: null, minutes: null } })).toEqual([]);
});

test('a second evaluation is held against the first: relative, and absolute from 0', () => {
  const again = (first: number, second: number) =>
    unmet({
      ...sampleJudged,
      target: null,
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
