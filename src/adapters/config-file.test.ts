import { expect, test } from 'vitest';
import { defaultConfig } from '../config/config.ts';
import { baselineOf, configOf } from './config-file.ts';

test('no file means every default', () => {
  expect(configOf(null, 'x.yml')).toEqual(defaultConfig);
  expect(configOf('', 'x.yml')).toEqual(defaultConfig);
  expect(configOf('# nothing\n', 'x.yml')).toEqual(defaultConfig);
});

test('every problem is told with its line, at most twenty of them', () => {
  expect(() => configOf('a: 1\nb: 2\n', 'x.yml')).toThrow('x.yml:1: unknown key `a`\nx.yml:2: unknown key `b`');
  const many = Array.from({ length: 30 }, (_, index) => `k${index}: 1`).join('\n');
  expect(() => configOf(many, 'x.yml')).toThrow(/x\.yml:20: .*\nx\.yml: and 10 more problems$/);
});

test.each([
  [
    'an alias bomb',
    `a: &a [${'x,'.repeat(9)}]\nb: &b [${'*a,'.repeat(9)}]\nc: &c [${'*b,'.repeat(9)}]\nd: [${'*c,'.repeat(9)}]\n`,
  ],
  ['an alias of itself', 'roles: &a {x: *a}\n'],
  ['an alias of nothing', 'roles: *a\n'],
  ['forty thousand keys', Array.from({ length: 40_000 }, (_, index) => `${index.toString(36)}:`).join('\n')],
  ['a hundred thousand levels', '- '.repeat(100_000)],
  ['more than 256 KiB', '#'.repeat(300_000)],
  ['a key that is a map', '? {a: b}\n: c\n'],
  ['two documents', 'fail-on: error\n---\nfail-on: notice\n'],
])('%s is refused in little time', (_, text) => {
  const start = performance.now();
  expect(() => configOf(text, 'x.yml')).toThrow(/^x\.yml:\d+: /);
  expect(performance.now() - start).toBeLessThan(5000);
});

test('a baseline of a hundred thousand entries is read in little time, each on its line', () => {
  const findings = Array.from({ length: 100_000 }, (_, index) => ({ rule: 'r', identity: `i${index}`, path: 'p' }));
  const lines = findings.map((entry) => JSON.stringify(entry)).join(',\n');
  const start = performance.now();
  const baseline = baselineOf(`{"version": 1, "findings": [\n${lines}\n]}`, 'b.json');
  expect(performance.now() - start).toBeLessThan(5000);
  expect(baseline.get('r i0')).toEqual({ line: 2 });
  expect(baseline.get('r i99999')).toEqual({ line: 100_001 });
});
