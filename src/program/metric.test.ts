import { expect, test } from 'vitest';
import { meanScore } from './metric.ts';

const scored = (score: number, weight: number) => ({ score, weight, reasons: [] });

test('the mean is by weight, over what can be judged', () => {
  expect(meanScore([scored(1, 1), scored(0, 3), scored(0.5, 0)])).toBe(0.25);
  expect(meanScore([scored(0.5, 1), scored(1, 1)])).toBe(0.75);
  expect(meanScore([scored(0, 0)])).toBe(null);
  expect(meanScore([])).toBe(null);
});
