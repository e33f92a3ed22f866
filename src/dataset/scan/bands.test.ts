import { expect, test } from 'vitest';
import { bandRows, leastAgreement } from './bands.ts';

test('bands of seven rows for near duplicates, of three for leaks', () => {
  expect(bandRows(0.85)).toBe(7);
  expect(bandRows(0.6)).toBe(3);
});

test('every threshold has bands that miss at most one pair in a hundred', () => {
  for (let similarity = 0.1; similarity <= 1; similarity += 0.01) {
    const size = bandRows(similarity);
    expect(84 % size).toBe(0);
    expect((1 - similarity ** size) ** (84 / size)).toBeLessThanOrEqual(0.01);
  }
});

test('what a leak must agree in leaves room for chance', () => {
  expect(leastAgreement(0.6)).toBe(32);
  expect(leastAgreement(0)).toBe(1);
  expect(leastAgreement(1)).toBe(84);
});
