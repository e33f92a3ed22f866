import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Example } from '../program/example.ts';
import type { Program } from '../program/program.ts';
import { type EstimateFacts, estimateTuning, phases, setAsideAfter, setAsideFor } from './estimate.ts';
import { resolveSettings } from './settings.ts';

const program: Program = {
  role: 'ba',
  predictors: [
    {
      ...{ path: 'generate', module: 'Predict', demos: [] },
      signature: {
        instructions: 'Write requirements.',
        inputs: [{ name: 'concept', type: 'str', description: 'The concept' }],
        outputs: [{ name: 'title', type: 'str', description: 'The title' }],
      },
    },
  ],
};
const examples: Example[] = Array.from({ length: 5 }, (_, index) => ({
  ...{ key: `${index}`, path: 'train.jsonl', line: index + 1, record: {} },
  ...{
    inputs: { concept: 'A shop for used books. '.repeat(10) },
    labels: { title: 'A title of some length '.repeat(20) },
  },
}));
const price = { input: 1, output: 4, call: 0 };
const facts = (more: Partial<EstimateFacts> = {}): EstimateFacts => ({
  settings: resolveSettings({ candidates: 8, trials: 8 }, { train: 20, val: 80, predictors: 1 }),
  ...{ program, examples, sizes: { train: 20, val: 80, eval: 25 }, limits: { seconds: 60, maxTokens: 2000 } },
  ...{ prices: { task: price, prompt: price }, concurrency: 8, judgements: { search: 0, evaluation: 0 }, ...more },
});

describe('an estimate', () => {
  test('of an 8 × 8 search', () => {
    const estimate = estimateTuning(facts());
    const calls = Object.fromEntries(phases.map((phase) => [phase, estimate[phase].calls]));
    expect(calls).toEqual({
      summary: { low: 3, high: 3 },
      bootstrap: { low: 4, high: 25 },
      proposals: { low: 9, high: 16 },
      search: { low: 220, high: 1.25 * (80 + 8 * 35 + 3 * 80) },
      evaluation: { low: 50, high: 94 },
    });
    expect(estimate.total.calls).toEqual({ low: 286, high: 888 });
    expect(estimate.total.usd.low).toBeGreaterThan(0);
    expect(estimate.total.minutes.high).toBeGreaterThan(estimate.total.minutes.low);
  });

  test('has no range the wrong way round, and costs nothing on loopback', () => {
    const count = fc.integer({ min: 1, max: 200 });
    fc.assert(
      fc.property(
        fc.constantFrom('light', 'medium', 'heavy'),
        fc.constantFrom('mipro', 'bootstrap'),
        count,
        count,
        count,
        fc.nat(2),
        (auto, optimizer, train, val, held, judged) => {
          const judgements = { search: judged, evaluation: judged };
          const settings = resolveSettings({ auto, optimizer: optimizer as 'mipro' }, { train, val, predictors: 1 });
          const estimate = estimateTuning(facts({ settings, sizes: { train, val, eval: held }, judgements }));
          for (const { calls, tokens, usd, minutes } of Object.values(estimate)) {
            for (const { low, high } of [calls, tokens.input, tokens.output, usd, minutes]) {
              expect(low).toBeGreaterThanOrEqual(0);
              expect(high).toBeGreaterThanOrEqual(low);
            }
          }
          const free = { input: 0, output: 0, call: 0 };
          expect(estimateTuning(facts({ settings, prices: { task: free, prompt: free } })).total.usd).toEqual({
            low: 0,
            high: 0,
          });
        },
      ),
    );
  });

  test('of a price a call', () => {
    const perCall = { input: 0, output: 0, call: 0.05 };
    const { evaluation } = estimateTuning(facts({ prices: { task: perCall, prompt: perCall } }));
    expect(evaluation.usd.low).toBeCloseTo(2.5, 9);
  });
});

test('what is set aside for the evaluation is at most half of a cap', () => {
  const estimate = estimateTuning(facts());
  const { usd, minutes } = estimate.evaluation;
  expect(setAsideFor(estimate, { usd: null, minutes: null })).toEqual({ usd: usd.high, seconds: 60 * minutes.high });
  expect(setAsideFor(estimate, { usd: 0.01, minutes: 1 })).toEqual({ usd: 0.005, seconds: 30 });
  const baseline = { calls: 80, usd: 0.08, seconds: 160, examples: 80 };
  const size = { evalExamples: 25, concurrency: 8, callsAnExample: { search: 1, evaluation: 1 } };
  const upFront = { usd: 0.2, seconds: 50 };
  const wide = { usd: 1, minutes: 6 };
  const aside = setAsideAfter(baseline, size, upFront, wide);
  expect(aside?.usd).toBeCloseTo(0.15, 12);
  expect(aside?.seconds).toBeCloseTo(37.5, 12);
  expect(setAsideAfter(baseline, size, upFront, { usd: 0.1, minutes: 1 })).toEqual({ usd: 0.05, seconds: 30 });
  expect(setAsideAfter({ ...baseline, calls: 0 }, size, upFront, wide)).toBe(null);
  // Three of four answers were remembered: a fresh one costs as much as before, and the first estimate is the least.
  const quarter = { ...baseline, calls: 20, usd: 0.06, seconds: 160 };
  expect(setAsideAfter(quarter, size, upFront, wide)?.usd).toBeCloseTo(0.45, 12);
  expect(setAsideAfter({ ...quarter, usd: 0.001, seconds: 1 }, size, upFront, wide)).toEqual(upFront);
  // The evaluation asks a judge besides, which the search did not.
  const judged = { ...size, callsAnExample: { search: 1, evaluation: 2 } };
  expect(setAsideAfter(baseline, judged, upFront, wide)?.usd).toBeCloseTo(0.3, 12);
});

test('a judge of the target alone is asked in the evaluation, not in the search', () => {
  const without = estimateTuning(facts());
  const judged = estimateTuning(facts({ judgements: { search: 0, evaluation: 1 } }));
  expect(judged.search).toEqual(without.search);
  expect(judged.evaluation.calls).toEqual({ low: 100, high: 188 });
});
