import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SetupError } from '../core/errors.ts';
import { sampleEval, sampleFiles, sampleTrials, snapshotOf, tuned, untuned } from './sample.ts';
import {
  checkSnapshot,
  inspectSnapshot,
  parseEval,
  parseSnapshot,
  parseTrials,
  renderRunFile,
  renderTrials,
  signatureSha256,
} from './snapshot.ts';

const snapshot = snapshotOf();

test('what is written is what is read', () => {
  expect(parseSnapshot(renderRunFile(snapshot), 'snapshot.json')).toEqual(snapshot);
  expect(parseEval(renderRunFile(sampleEval), 'eval.json')).toEqual(sampleEval);
  expect(parseTrials(renderTrials(sampleTrials), 'trials.jsonl')).toEqual(sampleTrials);
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.integer(), (text, seed) => {
      const changed = { ...snapshot, model: text.toWellFormed(), seed };
      expect(parseSnapshot(renderRunFile(changed), 's')).toEqual(changed);
    }),
    { numRuns: 200, seed: 2 },
  );
});

test('unknown keys are kept', () => {
  expect(parseSnapshot(renderRunFile({ ...snapshot, ours: 1 } as typeof snapshot), 's')).toHaveProperty('ours', 1);
});

test.each<[string, (text: string) => string, RegExp]>([
  ['cut off', (text) => text.slice(0, 60), /^s\.json:\d+: is not JSON/],
  ['empty', () => '', /^s\.json:1: is not JSON/],
  ['another type', (text) => text.replace('"seed": 0', '"seed": "0"'), /^s\.json:5: `seed` must be a whole number$/],
  ['missing', (text) => text.replace(/ {2}"model": .*\n/, ''), /^s\.json:1: `model` must be a text$/],
  [
    'a hash cut',
    (text) => text.replace(/"sha256": "../, '"sha256": "'),
    /^s\.json:10: `train\.sha256` must be 64 hex digits$/,
  ],
  [
    'a run that leads elsewhere',
    (text) => text.replace('ba-20260901-0', '../../x'),
    /^s\.json:3: `run` must be a name/,
  ],
  ['within a list', (text) => text.replace('"met": true', '"met": 1'), /`conditions\[0\]\.met` must be true or false$/],
  ['not an object', () => '[]', /^s\.json:1: this must be an object$/],
  ['nested a million times', () => '['.repeat(1e6), /^s\.json:1: is not JSON/],
])('a snapshot that is %s: file, line and key are named', (_, change, message) => {
  const read = () => parseSnapshot(change(renderRunFile(snapshot)), 's.json');
  expect(read).toThrow(SetupError);
  expect(read).toThrow(message);
  const { line, message: said } = inspectSnapshot(change(renderRunFile(snapshot))).problem ?? {};
  expect(read).toThrow(`s.json:${line}: ${said}`);
});

test('a trial that cannot be read names its line', () => {
  const text = renderTrials(sampleTrials).replace('"trial":3,', '"trial":3.5,');
  expect(() => parseTrials(text, 'trials.jsonl')).toThrow(/^trials\.jsonl:3: `trial` must be/);
  expect(() => parseEval('{"metric": "m", "baseline": {}}', 'eval.json')).toThrow(
    /^eval\.json:1: `baseline\.score` must be/,
  );
});

test('what stands there is held against the snapshot', () => {
  const datasets = new Map([snapshot.train, snapshot.eval].map(({ path, sha256 }) => [path, sha256] as const));
  const standing = { ...sampleFiles, datasets };
  expect(checkSnapshot(snapshot, standing)).toEqual([]);
  expect(checkSnapshot(snapshot, {})).toEqual([]);
  expect(checkSnapshot(snapshot, { ...standing, program: `${sampleFiles.program} `, eval: null })).toEqual([
    { about: 'files', message: 'program.json is not the file that the snapshot was taken of' },
    { about: 'files', message: 'eval.json is gone' },
  ]);
  const moved = new Map([...datasets, [snapshot.train.path, 'f'.repeat(64)], [snapshot.eval.path, null]] as const);
  expect(checkSnapshot(snapshot, { ...standing, datasets: moved })).toEqual([
    { about: 'data', message: `${snapshot.train.path} has changed since the run` },
    { about: 'data', message: `${snapshot.eval.path} is gone` },
  ]);
});

test('a signature is that of the untuned program, whatever the order of its keys', () => {
  const { role, predictors } = untuned;
  expect(signatureSha256({ predictors, role })).toBe(snapshot.signatureSha256);
  expect(signatureSha256(tuned)).not.toBe(snapshot.signatureSha256);
});
