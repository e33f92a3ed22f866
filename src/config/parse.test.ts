import { expect, test } from 'vitest';
import { defaultConfig } from './config.ts';
import { keyLocator, parseConfig } from './parse.ts';

test.each(['', '# nothing\n', '{}'])('%j is the defaults', (text) => {
  expect(parseConfig(text)).toEqual({ config: defaultConfig });
});

test('keys that are written hold, the others keep their defaults', () => {
  const parsed = parseConfig(
    'testcases: tests\nlimits: {depth: 8}\nrules:\n  no-strays: off\n  no-leakage: {threshold: 0.7}\n',
  );
  expect(parsed).toMatchObject({
    config: {
      testcases: 'tests',
      manifest: defaultConfig.manifest,
      limits: { depth: 8, 'line-bytes': 8388608 },
      rules: { 'no-strays': { level: 'off' }, 'no-leakage': { threshold: 0.7 } },
    },
  });
});

test.each([
  ['testcase: x\n', [[1, 'unknown key `testcase`']]],
  ['\nrules:\n  no-leekage: off\n', [[3, 'unknown key `no-leekage` in `rules`']]],
  ['rules:\n  no-leakage:\n    threshold: 2\n', [[3, '`rules.no-leakage.threshold` must be <= 1']]],
  ['rules:\n  no-leakage:\n    treshold: 0.7\n', [[3, 'unknown key `treshold` in `rules.no-leakage`']]],
  ['rules:\n  no-leakage: never\n', [[2, '`rules.no-leakage.level` must be one of error, warning, notice, off']]],
  ['fail-on: fatal\n', [[1, '`fail-on` must be one of error, warning, notice']]],
  ['datasets: []\n', [[1, '`datasets` must NOT have fewer than 1 items']]],
  ['- a\n', [[1, 'the file must be an object of keys']]],
  ['datasets: data/*.jsonl\n', [[1, '`datasets` must be a list, such as [data/*.jsonl]']]],
  ['datasets: "*.jsonl"\n', [[1, '`datasets` must be a list']]],
  ['datasets: [[a]]\n', [[1, '`datasets.0` must be a text']]],
  ['limits: {depth: 1.5}\n', [[1, '`limits.depth` must be a whole number']]],
  ['limits: 3\n', [[1, '`limits` must be an object of keys']]],
])('%j', (text, expected) => {
  const parsed = parseConfig(text);
  expect('problems' in parsed && parsed.problems.map(({ line, message }) => [line, message])).toEqual(expected);
});

test.each([
  ['rules: [\n', 2],
  ['a: 1\na: 2\n', 2],
  ['x: *nobody\n', 1],
])('%j is a problem with a line, not an exception', (text, line) => {
  const parsed = parseConfig(text);
  expect('problems' in parsed && parsed.problems[0]?.line).toBe(line);
});

test('nine laughs nine times over end in a problem', () => {
  const laughs = Array.from({ length: 9 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i}, `.repeat(9)}]`).join('\n');
  const parsed = parseConfig(`a0: &a0 ha\n${laughs}\n`);
  expect('problems' in parsed && parsed.problems.length).toBeGreaterThan(0);
});

test('keyLocator finds a key, or its nearest parent', () => {
  const text = 'fail-on: error\nrules:\n  no-leakage:\n    threshold: 0.9\n';
  const lineOf = keyLocator(text);
  expect(lineOf(['rules', 'no-leakage', 'threshold'])).toBe(4);
  expect(lineOf(['rules', 'no-strays'])).toBe(2);
  expect(lineOf(['nothing'])).toBe(1);
});
