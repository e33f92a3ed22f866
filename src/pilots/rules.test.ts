import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { OptionValues, Rule } from '../core/rule.ts';
import { pairedDifference, pairsOf, sideScore } from './difference.ts';
import type { PilotFacts } from './facts.ts';
import { type Pilot, parseLedger, pilotOf } from './ledger.ts';
import { rule as dataCurrent } from './rules/pilots-data-current.ts';
import { rule as matchSnapshot } from './rules/pilots-match-snapshot.ts';
import { rule as readable } from './rules/pilots-readable.ts';
import { rule as proven } from './rules/rollout-proven.ts';
import type { Snapshot } from './run-files.ts';
import { sampleEval, sampleFiles, snapshotOf, untuned } from './sample.ts';
import { renderRunFile, type Standing, sha256, signatureSha256 } from './snapshot.ts';

const ledgerPath = 'artifacts/dspy/optimizer/pilots.jsonl';

interface Recorded {
  snapshot?: Partial<Snapshot>;
  line?: Partial<Pilot>;
  standing?: Standing;
}

const trainOf = (of: string) => ({ ...snapshotOf().train, sha256: sha256(of) });

/** Pilots as they are after `pilots record`, but for what is changed, and a rollout of the last one. */
function factsOf(pilots: Record<string, Recorded>, rollout = Object.keys(pilots).at(-1) ?? 'none'): PilotFacts {
  const recorded = Object.entries(pilots).map(([run, { snapshot: changes = {}, line = {}, standing = {} }]) => {
    const snapshot = snapshotOf({ run, train: trainOf(run), ...changes });
    const text = renderRunFile(snapshot);
    const datasets = new Map([snapshot.train, snapshot.eval].map(({ path, sha256 }) => [path, sha256]));
    const { program, baseline, eval: held } = sampleFiles;
    return {
      pilot: { ...pilotOf(snapshot, text, sampleEval, '2026-09-02T08:00:00.000Z'), ...line },
      committed: {
        ...{ run, path: `artifacts/dspy/optimizer/pilots/${run}/snapshot.json`, snapshot, problem: null },
        snapshotSha256: sha256(text),
        standing: { program, baseline, eval: held, datasets, ...standing },
      },
    };
  });
  return {
    ledger: parseLedger(recorded.map(({ pilot }) => JSON.stringify(pilot)).join('\n'), ledgerPath),
    committed: recorded.map(({ committed }) => committed),
    rollout: [{ role: 'ba', run: rollout, path: '.github/goldgate.yml', line: 7 }],
    today: {
      model: null,
      roles: new Map([['ba', { signatureSha256: signatureSha256(untuned) }]]),
      margins: new Map(),
    },
  };
}

function found<R extends Rule<PilotFacts>>(
  rule: R,
  facts: PilotFacts,
  options: Partial<OptionValues<R['options']>> = {},
) {
  const defaults = Object.fromEntries(Object.entries(rule.options).map(([name, { default: value }]) => [name, value]));
  return [...rule.check(facts, { ...defaults, ...options })].map(
    ({ path, line, message }) => `${path}:${line} ${message}`,
  );
}

const three = { a: {}, b: { snapshot: { parent: 'a' } }, c: {} };
const rules: Rule<PilotFacts>[] = [readable, matchSnapshot, dataCurrent, proven];

test('every rule of the folder, named as its file', () => {
  const files = readdirSync(new URL('rules', import.meta.url)).map((file) => file.replace(/\.ts$/, ''));
  expect(rules.map(({ id }) => id).sort()).toEqual(files.sort());
});

test('three Go pilots that stand as they were recorded: nothing is wrong', () => {
  for (const rule of rules) expect(found(rule, factsOf(three))).toEqual([]);
  for (const rule of rules) expect(found(rule, { ...factsOf({}), rollout: [] })).toEqual([]);
});

test.each<[string, PilotFacts, string]>([
  ['two of three', factsOf({ a: {}, b: {} }), 'ba has 2 of 3 Go pilots'],
  ['a run that nobody recorded', factsOf(three, 'z'), `z is no recorded pilot: it does not stand in ${ledgerPath}`],
  ['a No-Go', factsOf({ ...three, d: { snapshot: { verdict: 'no-go' } } }), 'd is a No-Go'],
  ['another role', factsOf({ ...three, d: { snapshot: { role: 'qa' } } }), 'd is a pilot of the role qa, not of ba'],
  ['another model', factsOf({ ...three, d: { snapshot: { model: 'large-1' } } }), 'ba has 1 of 3 Go pilots'],
  [
    'a parent that nobody recorded',
    factsOf({ ...three, d: { snapshot: { parent: 'x' } } }),
    'd comes after x, which is no',
  ],
  [
    'the same seed and data twice',
    factsOf({ ...three, c: { snapshot: { train: trainOf('b') } } }),
    'ba has 2 of 3 Go pilots',
  ],
  ['one that makes another again', factsOf({ ...three, c: { snapshot: { reproduces: 'a' } } }), 'ba has 2 of 3'],
  [
    'one that was only a No-Go among three',
    factsOf({ ...three, b: { snapshot: { verdict: 'no-go' } } }),
    'ba has 2 of 3',
  ],
])('rollout-proven: %s', (_, facts, message) => {
  const drafts = found(proven, facts);
  expect(drafts).toHaveLength(1);
  expect(drafts[0]).toContain(`.github/goldgate.yml:7 ${message}`);
});

test('rollout-proven: the role and the model must be those of today', () => {
  const facts = factsOf(three);
  const roles = (ba?: { signatureSha256: string } | { problem: string }) => new Map(ba ? [['ba', ba]] : []);
  const say = (today: Partial<PilotFacts['today']>) => found(proven, { ...facts, today: { ...facts.today, ...today } });
  expect(say({ model: 'small-1' })).toEqual([]);
  expect(say({ model: 'large-1' })).toEqual([
    expect.stringContaining('c was tuned for small-1, and `model.name` is large-1; tune it again'),
  ]);
  expect(say({ roles: roles({ signatureSha256: 'e'.repeat(64) }) })).toEqual([
    expect.stringContaining('ba has changed since c: its instruction or fields are others'),
  ]);
  expect(say({ roles: roles({ problem: 'its metric is none' }) })).toEqual([
    expect.stringContaining('ba is no role of today: its metric is none'),
  ]);
  expect(say({ roles: roles() })).toEqual([expect.stringContaining('ba is no role of today: nobody declares it')]);
});

test('pilots-match-snapshot: a role’s own margin counts, and no more of it', () => {
  const facts = factsOf({ a: lowered });
  const by = (margin: number) =>
    found(matchSnapshot, { ...facts, today: { ...facts.today, margins: new Map([['ba', margin]]) } });
  expect(by(0.03)).toEqual([]);
  expect(by(0.01)).toEqual([expect.stringContaining('is claimed: no-worse')]);
});

test('rollout-proven: an earlier one of the three may be used, and how many are needed can be set', () => {
  expect(found(proven, factsOf(three, 'a'))).toEqual([]);
  expect(found(proven, factsOf({ a: {} }), { pilots: 1 })).toEqual([]);
  expect(found(proven, factsOf(three), { pilots: 4 })).toHaveLength(1);
});

const { bar, conditions, baselineSha256 } = snapshotOf();
const evalOf = (text: string): Recorded => ({ snapshot: { evalSha256: sha256(text) }, standing: { eval: text } });
const raised = evalOf(renderRunFile({ ...sampleEval, optimized: { ...sampleEval.optimized, score: 0.99 } }));
const lower = sampleEval.baseline.examples.map((example) => {
  const { score, weight } = example.metrics['ba-quality'] as { score: number; weight: number };
  return { ...example, metrics: { ...example.metrics, 'ba-quality': { score: score - 0.02, weight } } };
});
const worse = { examples: lower, score: sideScore({ score: null, examples: lower }, 'ba-quality') };
const worseEval = {
  ...{ ...sampleEval, optimized: worse, repeated: worse },
  difference: pairedDifference(pairsOf(sampleEval.baseline, worse, 'ba-quality'), 0),
};
const lowered: Recorded = evalOf(renderRunFile(worseEval));
lowered.snapshot = {
  ...lowered.snapshot,
  ...{ bar: { ...bar, margin: 0.5 }, target: { metric: 'ba-quality', minimum: 0.1 } },
};
const { difference } = sampleEval;
const interval = evalOf(renderRunFile({ ...sampleEval, difference: difference && { ...difference, low: 0.2 } }));
const snapshotPath = 'artifacts/dspy/optimizer/pilots/a/snapshot.json:1';
test.each<[string, Recorded, string]>([
  ['an edited program', { standing: { program: '{}' } }, 'program.json is not the file'],
  ['a program that is gone', { standing: { program: null } }, 'program.json is gone'],
  ['an edited untuned program', { standing: { baseline: '{}' } }, 'baseline.json is not the file'],
  ['a line of another seed', { line: { seed: 7 } }, 'otherwise than the snapshot on seed'],
  ['a line of other data', { line: { dataSha256: 'f'.repeat(64) } }, 'otherwise than the snapshot on dataSha256'],
  [
    'a line that hides what it makes again',
    { snapshot: { reproduces: 'z' }, line: { reproduces: null } },
    'otherwise than the snapshot on reproduces',
  ],
  ['an edited evaluation', { standing: { eval: '{}' } }, 'eval.json is not the file'],
  [
    'an edited snapshot',
    { line: { snapshotSha256: 'f'.repeat(64) } },
    'snapshot.json is not the file that was recorded',
  ],
  [
    'a line that says otherwise',
    { snapshot: { verdict: 'no-go' }, line: { verdict: 'go' } },
    'otherwise than the snapshot on verdict',
  ],
  [
    'a Go that is none',
    { snapshot: { conditions: [{ id: 'no-worse', met: false, text: '' }] } },
    'a Go that does not say as met: changed, target-met, enough-examples',
  ],
  [
    'a Go without reasons',
    { snapshot: { conditions: [] } },
    'a Go that does not say as met: changed, target-met, no-worse',
  ],
  [
    'a Go that leaves a condition out',
    { snapshot: { conditions: conditions.slice(1) } },
    'a Go that does not say as met: changed',
  ],
  ['a bar that was lowered', lowered, 'is claimed: no-worse'],
  ['an interval that is not that of the examples', interval, 'is claimed: scores'],
  [
    'a Go by a bar that it does not reach',
    { snapshot: { bar: { ...bar, minimumExamples: 13 } } },
    'not show what is claimed: enough-examples',
  ],
  [
    'a Go of the untuned program',
    { snapshot: { programSha256: baselineSha256 }, standing: { program: sampleFiles.baseline } },
    'is claimed: changed',
  ],
  [
    'a Go that misses the target',
    { snapshot: { target: { metric: 'ba-quality', minimum: 0.9 } } },
    'is claimed: target-met',
  ],
  ['scores that are not those of the examples', raised, 'is claimed: scores'],
  [
    'an evaluation that cannot be read',
    evalOf('{"metric": 1}'),
    'eval.json cannot be read: line 1: `metric` must be a text',
  ],
  ['no versions', { snapshot: { versions: { goldgate: '', node: ' ' } } }, 'no version of goldgate and node'],
])('pilots-match-snapshot: %s', (_, recorded, message) => {
  expect(found(matchSnapshot, factsOf({ a: recorded }))).toEqual([expect.stringContaining(message)]);
  expect(found(matchSnapshot, factsOf({ a: recorded }))[0]).toContain(`${snapshotPath} a: `);
});

test('pilots-readable: a bad line, a snapshot that is gone or broken', () => {
  const facts = factsOf({ a: {}, b: {} });
  const [first, second] = facts.committed as [PilotFacts['committed'][number], PilotFacts['committed'][number]];
  const broken: PilotFacts = {
    ...facts,
    ledger: { ...facts.ledger, problems: [{ line: 3, message: 'is not JSON' }] },
    committed: [
      { ...first, snapshot: null, snapshotSha256: null },
      { ...second, snapshot: null, problem: { line: 5, message: '`seed` must be a whole number' } },
    ],
  };
  expect(found(readable, broken)).toEqual([
    `${ledgerPath}:3 is not JSON`,
    `${ledgerPath}:1 a has no snapshot: artifacts/dspy/optimizer/pilots/a/snapshot.json was not found`,
    'artifacts/dspy/optimizer/pilots/b/snapshot.json:5 `seed` must be a whole number',
  ]);
  expect(found(matchSnapshot, broken)).toEqual([]);
});

test('pilots-data-current: of the newest pilot and of the one in use, not of all that ever were', () => {
  const { train } = snapshotOf();
  const moved = { standing: { datasets: new Map([[train.path, 'f'.repeat(64)]]) } };
  expect(found(dataCurrent, factsOf({ a: moved, b: moved, c: moved }, 'a'))).toEqual([
    `${ledgerPath}:1 a: ${train.path} has changed since the run`,
    `${ledgerPath}:3 c: ${train.path} has changed since the run`,
  ]);
});
