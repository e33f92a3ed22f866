import { expect, test } from 'vitest';
import {
  appendPilot,
  countPilots,
  dataSha256,
  lineagesOf,
  type Pilot,
  parseLedger,
  pilotOf,
  pilotsOf,
} from './ledger.ts';
import { sampleEval, snapshotOf } from './sample.ts';
import { renderRunFile } from './snapshot.ts';

const path = 'artifacts/dspy/optimizer/pilots.jsonl';
function pilot(run: string, changes: Partial<Pilot> = {}): Pilot {
  const snapshot = snapshotOf({ run });
  return { ...pilotOf(snapshot, renderRunFile(snapshot), sampleEval, '2026-09-02T08:00:00.000Z'), ...changes };
}
const [one, two, three] = [pilot('a'), pilot('b', { parent: 'a', seed: 1 }), pilot('c', { parent: 'b', seed: 2 })];

test('a pilot is recorded once, and read as it was written', () => {
  const first = appendPilot('', path, one);
  expect(first.added).toBe(true);
  expect(appendPilot(first.text, path, one)).toEqual({ text: first.text, added: false });
  const second = appendPilot(first.text.trimEnd(), path, two);
  expect(parseLedger(second.text, path)).toEqual({
    path,
    pilots: [
      { ...one, line: 1 },
      { ...two, line: 2 },
    ],
    problems: [],
  });
  expect(one.scores).toEqual({ baseline: expect.closeTo(0.5925), optimized: expect.closeTo(0.8208), target: 1 });
});

test('another run of the same name is refused, and a ledger that cannot be read is not added to', () => {
  const { text } = appendPilot('', path, one);
  expect(() => appendPilot(text, path, { ...one, snapshotSha256: 'f'.repeat(64) })).toThrow(
    /^artifacts\/dspy\/optimizer\/pilots\.jsonl:1: another run is recorded as a/,
  );
  expect(() => appendPilot(`${text}{"run"`, path, two)).toThrow(/pilots\.jsonl:2: is not JSON.*mend it before/);
});

test('a bad line is named, and the others still count', () => {
  const lines = [one, { ...two, verdict: 'maybe' }, three, one, { ...two, run: '../x' }].map((line) =>
    JSON.stringify(line),
  );
  const { pilots, problems } = parseLedger(`${lines.join('\n')}\n\n`, path);
  expect(pilots.map(({ run, line }) => [run, line])).toEqual([
    ['a', 1],
    ['c', 3],
  ]);
  expect(problems).toEqual([
    { line: 2, message: '`verdict` must be "go" or "no-go"' },
    { line: 4, message: 'the run a is recorded already on line 1' },
    { line: 5, message: expect.stringMatching(/^`run` must be a name/) },
  ]);
});

test('two of three: only Go counts, only of the same role, signature and model', () => {
  const count = (pilots: Pilot[]) => countPilots(pilots, one).text;
  expect(count([])).toBe('0 of 3');
  expect(count([one, two])).toBe('2 of 3');
  expect(countPilots([one, two, three], one)).toEqual({ go: 3, needed: 3, reached: true, text: '3 of 3' });
  expect(count([one, two, pilot('d', { verdict: 'no-go' })])).toBe('2 of 3');
  expect(count([one, two, pilot('d', { model: 'large-1' })])).toBe('2 of 3');
  expect(count([one, two, pilot('d', { role: 'qa' })])).toBe('2 of 3');
  expect(count([one, two, pilot('d', { signatureSha256: 'e'.repeat(64) })])).toBe('2 of 3');
});

test('the same again proves nothing more: one seed on one data counts once, and what makes a run again not at all', () => {
  const go = (...pilots: Pilot[]) => countPilots(pilots, one).go;
  expect(go(one, pilot('d'))).toBe(1);
  expect(go(one, pilot('d', { dataSha256: 'd'.repeat(64) }))).toBe(2);
  expect(go(one, pilot('d', { seed: 1, reproduces: 'a' }))).toBe(1);
  expect(go(pilot('d', { verdict: 'no-go' }), one)).toBe(1);
  const { eval: held, train } = snapshotOf();
  const other = { ...held, sha256: 'd'.repeat(64) };
  expect(
    new Set([dataSha256({ train, val: null, eval: held }), dataSha256({ train, val: held, eval: held })]).size,
  ).toBe(2);
  expect(dataSha256({ train, val: null, eval: other })).not.toBe(dataSha256({ train, val: null, eval: held }));
  expect(dataSha256({ train, val: null, eval: { ...held, path: 'moved.jsonl' } })).toBe(one.dataSha256);
});

test('what comes after a run belongs to its lineage when that run does, in whatever order they were recorded', () => {
  expect(pilotsOf([three, two, one], one).map(({ run }) => run)).toEqual(['c', 'b', 'a']);
  expect(pilotsOf([three, two], one)).toEqual([]);
  expect(pilotsOf([pilot('x', { parent: 'y' }), pilot('y', { parent: 'x' })], one)).toEqual([]);
});

test('lineages, the newest first', () => {
  const qa = pilot('q', { role: 'qa' });
  const list = lineagesOf([one, qa, two, pilot('d', { model: 'large-1' })]);
  expect(list.map(({ role, model }) => `${role} ${model}`)).toEqual(['ba large-1', 'ba small-1', 'qa small-1']);
  expect(lineagesOf([one, qa], 'qa')).toHaveLength(1);
});
