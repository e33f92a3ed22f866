import { expect, test } from 'vitest';
import { nearest } from '../core/nearest.ts';
import { rules } from '../registry.ts';
import { Scratch } from './scratch.ts';

test('every rule is listed, and explained with its options', async () => {
  using scratch = new Scratch();
  const { out } = await scratch.run('explain');
  for (const { id } of rules) expect(out).toMatch(new RegExp(`^${id} `, 'm'));
  for (const rule of rules) {
    const { code, out } = await scratch.run('explain', rule.id);
    expect(code).toBe(0);
    for (const text of [rule.requirement, rule.why, 'Bad', 'Good', ...Object.keys(rule.options)])
      expect(out).toContain(text);
  }
});

test('an unknown rule is answered with the nearest', async () => {
  using scratch = new Scratch();
  const { code, err } = await scratch.run('explain', 'no-leakages');
  expect(code).toBe(2);
  expect(err).toContain('did you mean no-leakage?');
  expect((await scratch.run('explain', 'leakage')).err).toContain('did you mean no-leakage?');
  expect((await scratch.run('explain', 'zzzzzzzzzzzzzzz')).err).toContain('lists them all');
});

test('the nearest names first, three at most', () => {
  expect(nearest('abd', ['abc', 'xyz', 'abde', 'ab', 'abdx'])).toEqual(['abde', 'abdx', 'abc']);
  expect(nearest('', ['abc'])).toEqual([]);
});
