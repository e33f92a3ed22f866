import { expect, test } from 'vitest';
import { baselineKey } from './config/baseline.ts';
import { type Config, completeConfig, defaultConfig } from './config/config.ts';
import type { DatasetFile, Pair } from './dataset/facts.ts';
import { type Facts, gate } from './gate.ts';
import { rules } from './registry.ts';

const nothing: Facts = { datasets: null, manifest: null, testcases: null, planning: null, change: null, pilots: null };
const file = (path: string, more: Partial<DatasetFile> = {}): DatasetFile => ({
  ...{ path, role: 'ba', split: 'train', variant: '', bytes: 100, sha256: 'ab', lines: 30, records: 30, faults: [] },
  ...{ tally: { domain: {}, tier: {}, language: {} }, fields: { required: 180, complete: 180 } },
  ...more,
});
const fault = (line: number, content = `c${line}`) => ({ kind: 'schema' as const, line, message: 'wrong', content });
const facts = (...files: DatasetFile[]): Facts => ({ ...nothing, datasets: { files, pairs: [] } });
const configure = (rules: Config['rules'], more = {}) => completeConfig({ rules, ...more });
const places = (report: ReturnType<typeof gate>) =>
  report.findings.map(({ level, rule, path, line }) => `${level} ${rule} ${path}:${line}`);

test('nothing looked at is a pass that says it measured nothing', () => {
  expect(gate(defaultConfig, nothing)).toEqual({
    ...{ version: 1, verdict: 'pass', files: 0, records: 0, counts: { error: 0, warning: 0, notice: 0 } },
    ...{ metrics: {}, findings: [], notes: [] },
  });
});

test('counts files and records, and measures completeness over all of them', () => {
  const half = { fields: { required: 60, complete: 30 }, records: 10 };
  const report = gate(defaultConfig, facts(file('a_train.jsonl'), file('b_train.jsonl', half)));
  expect(report).toMatchObject({ files: 2, records: 40, metrics: { completeness: 210 / 240 } });
  const none = gate(defaultConfig, facts(file('a_train.jsonl', { fields: { required: 0, complete: 0 } })));
  expect(none.metrics).toEqual({ completeness: null });
});

test('findings stand in one order: level, path, line', () => {
  const report = gate(
    configure({ 'record-schema': { level: 'notice', paths: [{ match: ['b_*'], level: 'error' }] } }),
    facts(file('b_train.jsonl', { faults: [fault(9), fault(10)] }), file('a_train.jsonl', { faults: [fault(2)] })),
  );
  expect(places(report)).toEqual([
    'error record-schema b_train.jsonl:9',
    'error record-schema b_train.jsonl:10',
    'notice record-schema a_train.jsonl:2',
  ]);
});

test('of several overrides that match a path, the last counts; each keeps what it does not set', () => {
  const config = configure({
    'minimum-examples': {
      ...{ level: 'error', train: 100 },
      paths: [
        { match: ['**/*'], train: 50 },
        { match: ['x/**'], level: 'notice' },
        { match: ['x/off_*'], level: 'off' },
      ],
    },
  });
  const report = gate(
    config,
    facts(
      file('y/a_train.jsonl', { role: 'a' }),
      file('x/b_train.jsonl', { role: 'b' }),
      file('x/off_train.jsonl', { role: 'c' }),
    ),
  );
  expect(places(report)).toEqual([
    'error minimum-examples y/a_train.jsonl:1',
    'notice minimum-examples x/b_train.jsonl:1',
  ]);
  expect(report.findings.map(({ message }) => message)).toEqual([
    expect.stringContaining('at least 50'),
    expect.stringContaining('at least 100'),
  ]);
});

test('off, and on for a path, is on there alone', () => {
  const config = configure({ 'record-schema': { level: 'off', paths: [{ match: ['.hidden/**'], level: 'warning' }] } });
  const report = gate(
    config,
    facts(file('a_train.jsonl', { faults: [fault(1)] }), file('.hidden/a_train.jsonl', { faults: [fault(1)] })),
  );
  expect(places(report)).toEqual(['warning record-schema .hidden/a_train.jsonl:1']);
});

test('the verdict hangs on `fail-on` alone', () => {
  const warned = facts(file('a_train.jsonl', { records: 1 }));
  for (const [failOn, verdict] of Object.entries({ error: 'pass', warning: 'fail', notice: 'fail' })) {
    expect(gate(configure({}, { 'fail-on': failOn }), warned).verdict).toBe(verdict);
  }
});

test('a scope of touched paths keeps findings that are about one of them, on either side', () => {
  const pair: Pair = {
    ...{ kind: 'exact', similarity: 1, leak: true, content: 'x' },
    earlier: { path: 'a_eval.jsonl', line: 3 },
    later: { path: 'a_train.jsonl', line: 5 },
  };
  const both: Facts = {
    ...nothing,
    datasets: {
      files: [file('a_train.jsonl', { faults: [fault(1)] }), file('a_eval.jsonl', { split: 'eval' })],
      pairs: [pair],
    },
  };
  const about = (touched: string) => places(gate(defaultConfig, both, { touched: (path) => path === touched }));
  expect(about('a_eval.jsonl')).toEqual(['error no-leakage a_train.jsonl:5']);
  expect(about('a_train.jsonl')).toEqual(['error record-schema a_train.jsonl:1', 'error no-leakage a_train.jsonl:5']);
  expect(about('README.md')).toEqual([]);
});

test('a baseline hides what it knows wherever it stands now, and tells what is stale only of the whole', () => {
  const known = { rule: 'record-schema', identity: 'c1  wrong' };
  const entries = new Map([
    [baselineKey(known), { line: 4 }],
    [baselineKey({ ...known, identity: 'gone' }), { line: 5 }],
  ]);
  const moved = facts(file('b_train.jsonl', { faults: [fault(7, 'c1'), fault(8, 'c2')] }));
  const baseline = { entries, path: 'baseline.json' };
  const report = gate(defaultConfig, moved, { baseline });
  expect(places(report)).toEqual(['error record-schema b_train.jsonl:8', 'warning baseline-current baseline.json:5']);
  expect(report.notes).toEqual([expect.stringMatching(/^1 old finding/)]);
  const parts = [{ complete: false }, { rules: ['record-schema'] }, { touched: () => true }];
  for (const part of parts) {
    expect(places(gate(defaultConfig, moved, { baseline, ...part }))).toEqual(['error record-schema b_train.jsonl:8']);
  }
});

test('--rule asks these rules alone', () => {
  const bad = facts(file('a_train.jsonl', { records: 1, faults: [fault(1)] }));
  expect(places(gate(defaultConfig, bad, { rules: ['minimum-examples'] }))).toEqual([
    'warning minimum-examples a_train.jsonl:1',
  ]);
});

test('every rule can be switched off, and then nothing is said', () => {
  const off = configure(Object.fromEntries(rules.map(({ id }) => [id, { level: 'off' }])));
  const everything: Facts = {
    ...facts(file('a.jsonl', { split: null, records: 1, faults: [fault(1)], fields: { required: 6, complete: 0 } })),
    change: {
      loosened: [{ path: 'c.yml', line: 1, message: 'm', identity: 'i' }],
      removed: [],
      dropped: [],
      unplanned: null,
    },
  };
  expect(gate(defaultConfig, everything).findings.length).toBeGreaterThan(2);
  expect(gate(off, everything).findings).toEqual([]);
});
