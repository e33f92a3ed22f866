import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { random } from './random.ts';

const stream = (seed: number, ...name: (string | number)[]) => {
  const draws = random(seed, ...name);
  return Array.from({ length: 20 }, () => draws.uniform());
};

describe('random', () => {
  it('gives the same numbers for a seed and a name, and others for another of either', () => {
    expect(stream(0, 'bootstrap', 3)).toEqual(stream(0, 'bootstrap', 3));
    const others = [stream(9, 'bootstrap', 3), stream(0, 'bootstrap', 4), stream(0, 'bootstrap3'), stream(0)];
    for (const other of others) expect(other).not.toEqual(stream(0, 'bootstrap', 3));
  });

  it('never changes, so that a seed of last year still means the same', () => {
    const draws = random(0, 'bootstrap', 3);
    expect([draws.integer(1000), draws.integer(1000), draws.integer(1000)]).toEqual([577, 95, 942]);
  });

  it('is even, normal and without a bias', () => {
    const draws = random(1, 'moments');
    const uniform = Array.from({ length: 20_000 }, () => draws.uniform());
    const normal = Array.from({ length: 20_000 }, () => draws.normal());
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(mean(uniform)).toBeCloseTo(0.5, 1.7);
    expect(mean(normal)).toBeCloseTo(0, 1.5);
    expect(mean(normal.map((value) => value ** 2))).toBeCloseTo(1, 1.2);
    const counts = new Map<string, number>();
    for (let n = 0; n < 6000; n++) {
      const key = draws.shuffle(['a', 'b', 'c']).join('');
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });

  it('shuffles and samples without loss or repetition', () => {
    fc.assert(
      fc.property(fc.integer(), fc.uniqueArray(fc.integer()), fc.nat(30), (seed, items, count) => {
        const sorted = (values: number[]) => values.toSorted((a, b) => a - b);
        expect(sorted(random(seed).shuffle(items))).toEqual(sorted(items));
        const sample = random(seed).sample(items, count);
        expect(sample).toHaveLength(Math.min(count, items.length));
        expect(new Set(sample).size).toBe(sample.length);
        expect(items).toEqual(expect.arrayContaining(sample));
      }),
    );
  });
});
