import { expect, test } from 'vitest';
import { SetupError } from '../core/errors.ts';
import { parseTuneParameters, tuneParameterNames } from './tune-parameters.ts';

test.each([
  ['', {}],
  ['   ', {}],
  ['--candidates 8 --trials 8 --seed 0', { candidates: 8, trials: 8, seed: 0 }],
  ['--candidates=8 trials=8\tseed=0', { candidates: 8, trials: 8, seed: 0 }],
  ['--num-candidates 3 --max-iters 4', { candidates: 3, trials: 4 }],
  ['--num-trials 4', { trials: 4 }],
  ['--auto light --optimizer bootstrap --sampler tpe', { auto: 'light', optimizer: 'bootstrap', sampler: 'tpe' }],
  ['--budget-usd 0.20 --budget-minutes 6', { budgetUsd: 0.2, budgetMinutes: 6 }],
  [`--model "gpt-5-mini" --metric='ba-quality'`, { model: 'gpt-5-mini', metric: 'ba-quality' }],
  ['--model Qwen/Qwen2.5-1.5B:Q4', { model: 'Qwen/Qwen2.5-1.5B:Q4' }],
  ['--se\u200bed\u202e 7', { seed: 7 }],
  ['--concurrency 4', { concurrency: 4 }],
])('%j', (line, flags) => expect(parseTuneParameters(line)).toEqual(flags));

test.each([
  ['--output /tmp/x', '"--output" is no tuning parameter; there are --auto, --candidates'],
  ['--trainset x.jsonl', 'no tuning parameter'],
  ['--config x.yml', 'no tuning parameter'],
  ['--resume latest', 'no tuning parameter'],
  ['--dry-run', 'no tuning parameter'],
  ['--constructor x', 'no tuning parameter'],
  ['ba', 'no tuning parameter'],
  ['8', 'no tuning parameter'],
  ['-s 1', 'no tuning parameter'],
  ['--seed 1; rm -rf .', '--seed takes a whole number from 0 to 2147483647, not "1;"'],
  ['--seed $(id)', '--seed takes'],
  ['--seed', '--seed lacks its value'],
  ['--seed=', '--seed takes'],
  ['--seed 1.5', '--seed takes'],
  ['--seed 1e3', '--seed takes'],
  ['--seed -1', '--seed takes'],
  ['--seed 2147483648', '--seed takes'],
  ['--candidates 0', 'from 1 to 100'],
  ['--candidates 101', 'from 1 to 100'],
  ['--budget-usd 1e9', '--budget-usd takes a number from 0 to 100'],
  ['--budget-usd 100.5', '--budget-usd takes'],
  ['--budget-minutes 331', '--budget-minutes takes'],
  ['--auto none', '--auto takes light, medium, heavy, not "none"'],
  ['--sampler random', '--sampler takes best, tpe'],
  ['--model "a b"', '--model takes a name'],
  ['--model ../../x', '--model takes a name'],
  [`--model ${'x'.repeat(101)}`, '--model takes a name'],
  ['--metric "x', 'a quote out of place'],
  ['--metric x"y"z', 'a quote out of place'],
  ['--seed 1 --seed 2', '--seed is given twice'],
  ['--trials 1 --max-iters 2', '--max-iters is given twice, under this name or an alias'],
  [`--model x${' '.repeat(500)}y`, 'at most 500'],
])('%j is refused', (line, message) => {
  expect(() => parseTuneParameters(line)).toThrow(SetupError);
  expect(() => parseTuneParameters(line)).toThrow(message);
});

test('a message shows no hidden character and no long text', () => {
  expect(() => parseTuneParameters(`--\u001b[31m${'x'.repeat(300)}`)).toThrow(/^"--\\u\{1b\}\[31mx+…" is no/);
});

test('the names are those that the issue tracker may show', () => {
  expect(tuneParameterNames).toContain('budget-usd');
  expect(tuneParameterNames).not.toContain('output');
});
