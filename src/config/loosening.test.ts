import { expect, test } from 'vitest';
import { parseBaseline, renderBaseline } from './baseline.ts';
import type { Config } from './config.ts';
import { checkBaselineGrowth, checkLoosening } from './loosening.ts';
import { keyLocator, parseConfig } from './parse.ts';

function config(text: string): Config {
  const parsed = parseConfig(text);
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  return parsed.config;
}
const review = (text: string) => `review:\n  curators: {users: [a, b]}\n${text.replace(/^(?=.)/gm, '  ')}`;
const loosened = (base: string, head: string) =>
  [...checkLoosening(config(base), config(head), 'g.yml', keyLocator(head))].map(
    ({ line, message }) => `${line}: ${message.replace(/; the base’s.*/, '')}`,
  );

test.each([
  ['', 'rules: {no-leakage: off}', ['1: no-leakage is switched off']],
  ['', 'rules:\n  no-leakage:\n    level: warning', ['2: no-leakage sinks from error to warning']],
  ['', 'rules:\n  no-leakage:\n    threshold: 0.9', ['3: no-leakage has `threshold` changed from 0.6 to 0.9']],
  ['', 'rules: {completeness: {minimum: 0.5}}', ['1: completeness has `minimum` changed from 0.98 to 0.5']],
  [
    '',
    'rules:\n  no-leakage:\n    paths:\n    - {match: ["data/x*"], level: off}',
    ['3: no-leakage is switched off for data/x*'],
  ],
  ['rules: {no-strays: {paths: [{match: [a], level: error}]}}', '', ['1: no-strays sinks from error to warning for a']],
  ['', 'datasets: [data/production/*.jsonl, "!**/ba_eval.jsonl"]', ['1: the datasets **/ba_eval.jsonl are left out']],
  ['', 'datasets: [data/production/qa*.jsonl]', ['1: the datasets data/production/*.jsonl are left out']],
  ['fail-on: warning', '', ['1: `fail-on` changes from warning to error']],
  ['', 'limits: {depth: 500}', ['1: `limits.depth` grows from 64 to 500']],
  [
    'rules: {no-strays: {paths: [{match: [a], level: error}]}}',
    'rules: {no-strays: {paths: [{match: [a], level: error}, {match: [b], level: warning}]}}',
    ['1: no-strays sinks from error to warning for b'],
  ],
  [
    'rules: {no-strays: {paths: [{match: [a], level: off}, {match: [b], level: warning}]}}',
    'rules: {no-strays: {paths: [{match: [a], level: off}]}}',
    ['1: no-strays is switched off for b'],
  ],
  [
    'rules: {no-strays: {paths: [{match: [a], level: off}, {match: [b], level: error}]}}',
    'rules: {no-strays: {paths: [{match: [b], level: error}, {match: [a], level: off}]}}',
    ['1: no-strays has the order of its overrides changed'],
  ],
  ['', 'tasks: other.csv', ['1: `tasks` changes from "planning/tasks.csv" to "other.csv"']],
  ['', 'manifest: other.json', ['1: `manifest` changes from "data/production/manifest.json" to "other.json"']],
  [review('approvals: 1'), '', ['1: `review` is removed']],
  [review('approvals: 2'), review('approvals: 1'), ['3: `review` asks for 1 approval, and not 2']],
  [review(''), review('exclude: [author]'), ['3: `review` no longer excludes committers, co-authors']],
  [
    review(''),
    'review: {curators: {users: [B, c, a], permission: read}}',
    ['1: `review` lets c, everybody with read access approve'],
  ],
  [review(''), review('rules: [{paths: [x]}]'), ['3: `review.rules` stand in place of the one over all golden data']],
  [review('rules: [{name: x, paths: [x]}]'), review(''), ['1: the review of x is removed']],
  [
    review('rules: [{name: x, paths: [x, y], approvals: 2}]'),
    review('rules: [{name: x, paths: [x, "!z"], approvals: 1}]'),
    [
      '3: the review of x leaves out y',
      '3: the review of x leaves out z',
      '3: the review of x asks for 1 approval, and not 2',
    ],
  ],
  [
    review('rules: [{paths: [x]}]'),
    review('rules: [{paths: [x], approvals: 1}]'),
    ['3: the review of rule 1 asks for 1 approval, and not 2'],
  ],
  [
    review('rules: [{name: x, paths: [x], all-of: [{approvals: 1}, {approvals: 2}]}]'),
    review('rules: [{name: x, paths: [x], any-of: [{approvals: 1}, {approvals: 2}]}]'),
    ['3: the review of x has other rules within'],
  ],
])('%j → %j asks less', (base, head, expected) => {
  expect(loosened(base, head)).toEqual(expected);
});

test.each([
  ['', 'rules: {no-strays: error, no-leakage: {threshold: 0.5}, completeness: {minimum: 1}}'],
  ['', 'datasets: [data/production/*.jsonl, more/*.jsonl]'],
  ['rules: {no-leakage: off}', ''],
  ['', 'fail-on: warning\nlimits: {depth: 4}\nmodel: {name: x}'],
  ['', 'rules:\n  no-strays:\n    paths:\n    - {match: ["data/x*"], level: error}'],
  [
    review('exclude: [author]'),
    review('approvals: 2\nrules: [{name: x, paths: [x]}]').replace('rules:', 'exclude: [author, committers]\n  #'),
  ],
  [review('rules: [{name: x, paths: [x]}]'), review('rules: [{name: y, paths: [y]}, {name: x, paths: [x, "y"]}]')],
  ['', review('')],
])('%j → %j does not', (base, head) => {
  expect(loosened(base, head)).toEqual([]);
});

test('each entry that a baseline gains is told, with its line', () => {
  const finding = (identity: string) => ({
    rule: 'no-leakage',
    level: 'error' as const,
    path: 'a',
    line: 1,
    message: '',
    identity,
  });
  const base = parseBaseline(renderBaseline([finding('one')]));
  const head = parseBaseline(renderBaseline([finding('one'), finding('two')]));
  expect([...checkBaselineGrowth(base, head, 'b.json')].map(({ line, identity }) => [line, identity])).toEqual([
    [5, 'baseline no-leakage two'],
  ]);
  expect([...checkBaselineGrowth(head, base, 'b.json')]).toEqual([]);
});
