import { expect, test } from 'vitest';
import { TallyCounter, talliedValues } from './tally.ts';

test('only texts are values', () => {
  expect(talliedValues({ metadata: { domain: 'web', tier: 3 } })).toEqual(['web', undefined, undefined]);
  for (const nothing of [{}, { metadata: [] }, { metadata: 'x' }, null, 7]) {
    expect(talliedValues(nothing).filter((value) => value !== undefined)).toEqual([]);
  }
});

test('the first 200 values are counted one by one, the rest together', () => {
  const counter = new TallyCounter();
  for (let i = 0; i < 250; i++) counter.merge([[[`v${i}`, 2]], [], [['__proto__', 1]]]);
  const { domain, tier, language } = counter.result();
  expect(Object.keys(domain)).toHaveLength(201);
  expect(domain['(other)']).toBe(100);
  expect(domain.v199).toBe(2);
  expect(tier).toEqual({});
  expect(Object.entries(language)).toEqual([['__proto__', 250]]);
});
