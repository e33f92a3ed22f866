// Tuning from start to report: three roles, the files they leave, and that the same comes out again.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { runLine } from '../../src/commands/line.ts';
import { baRecord, held, jsonl, train } from '../../src/commands/scratch.ts';
import { Endpoint } from './endpoint.ts';
import { runFiles, small, Team } from './team.ts';

let endpoint: Endpoint;
beforeAll(async () => {
  endpoint = await Endpoint.open();
});
afterAll(() => endpoint[Symbol.asyncDispose]());
beforeEach(() => endpoint.reset());

const between = (value: number | null) => value === null || (value >= 0 && value <= 1);

test.each(['ba', 'qa', 'writer'])('%s, from start to report', async (role) => {
  using team = new Team(endpoint);
  const { code, out, err, run } = await team.tune(role);
  expect([0, 1], err).toContain(code);
  expect(team.files(run)).toEqual(runFiles);
  const snapshot = team.snapshot(run);
  expect(code).toBe(snapshot.verdict === 'go' ? 0 : 1);
  expect(snapshot).toMatchObject({ role, seed: 0, model: 'scripted', commit: null, val: null, parent: null });
  expect(out).toContain(snapshot.verdict === 'go' ? '✓ Go' : '✗ No-Go');
  expect(out).toContain(`${run}/report.html`);

  const trials = team.trials(run);
  const numbers = trials.map(({ trial }) => trial);
  expect([...new Set(numbers)]).toEqual(Array.from({ length: Math.max(...numbers) }, (_, index) => index + 1));
  expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  expect(trials[0]).toMatchObject({ kind: 'baseline', examples: 6, failed: 0 });
  expect(trials.some(({ kind }) => kind === 'full' || kind === 'minibatch')).toBe(true);
  expect(trials.every(({ score }) => between(score))).toBe(true);
  const evaluation = JSON.parse(team.read(`${run}/eval.json`));
  for (const side of ['baseline', 'optimized', 'repeated']) {
    expect(evaluation[side].examples).toHaveLength(10);
    expect(between(evaluation[side].score)).toBe(true);
    for (const { score } of evaluation[side].examples) expect(between(score)).toBe(true);
  }
  const { wins, ties, losses } = evaluation.difference;
  expect(wins + ties + losses).toBe(10);

  const [program, baseline] = ['program', 'baseline'].map((name) => team.read(`${run}/${name}.json`));
  expect(program).not.toBe(baseline);

  // What was asked is what the report and the journal say was asked.
  expect(snapshot.spent).toMatchObject({ calls: endpoint.asked, usd: 0 });
  const journal = team.lines(`${run}/journal.jsonl`) as Record<string, unknown>[];
  expect(journal.filter((line) => 'reserved' in line)).toHaveLength(endpoint.asked);
  expect(endpoint.peak).toBeLessThanOrEqual(8);
  expect(endpoint.headers.every(({ authorization }) => authorization === `Bearer ${team.env.OPENAI_API_KEY}`)).toBe(
    true,
  );

  const report = team.read(`${run}/report.md`);
  expect(report).toMatch(/^# /);
  expect(team.read(`${run}/report.html`)).toMatch(/^<!doctype html>/i);
  expect(team.read('artifacts/dspy/optimizer/report.md')).toContain(`${role}/`);
  expect(await team.run('snapshot', 'verify')).toMatchObject({ code: 0, err: '' });
});

test('a program of two predictors has choices for both, and loads with both', async () => {
  using team = new Team(endpoint);
  const { run } = await team.tune('writer');
  const keys = ['outline.demos', 'outline.instruction', 'write.predict.demos', 'write.predict.instruction'];
  expect(Object.keys(team.trials(run)[0]?.choice ?? {}).sort()).toEqual(keys);
  expect(Object.keys(JSON.parse(team.read(`${run}/program.json`)))).toEqual(
    expect.arrayContaining(['outline', 'write.predict', 'metadata']),
  );
});

describe('the same again', () => {
  const shuffled = () => Math.random() * 25;
  test.each([
    ['once more', [...small], () => 0],
    ['one call at a time', [...small, '--concurrency', '1'], () => 0],
    ['sixteen at a time, answers in any order', [...small, '--concurrency', '16'], shuffled],
    ['with --num-candidates and --num-trials', '--num-candidates 4 --num-trials 5 --seed 0'.split(' '), () => 0],
    ['with --max-iters', '--num-candidates 4 --max-iters 5'.split(' '), shuffled],
  ])('%s: the same program bytes and trials', async (_, flags, latency) => {
    using team = new Team(endpoint);
    const first = await team.tune('ba', ...small, '--no-cache');
    endpoint.latency = latency;
    const again = await team.tune('ba', ...flags, '--no-cache');
    expect(team.essence(again.run)).toBe(team.essence(first.run));
    expect(again.code).toBe(first.code);
  });

  test('a second run of two predictors, sixteen at a time', async () => {
    using team = new Team(endpoint);
    const first = await team.tune('writer', ...small, '--no-cache', '--concurrency', '1');
    endpoint.latency = shuffled;
    const again = await team.tune('writer', ...small, '--no-cache', '--concurrency', '16');
    expect(team.essence(again.run)).toBe(team.essence(first.run));
  });

  test('the calls of a run before are remembered, and its second evaluation is asked all the same', async () => {
    using team = new Team(endpoint);
    const first = await team.tune('ba');
    const asked = endpoint.asked;
    const again = await team.tune('ba');
    const repeated = 10;
    expect(endpoint.asked - asked).toBe(repeated);
    expect(team.read(`${again.run}/program.json`)).toBe(team.read(`${first.run}/program.json`));
    expect(team.trials(again.run).map(({ score }) => score)).toEqual(team.trials(first.run).map(({ score }) => score));
    expect(team.snapshot(again.run).spent.calls).toBe(repeated);
  });

  test('another seed searches otherwise', async () => {
    using team = new Team(endpoint);
    const first = await team.tune('ba');
    const other = await team.tune('ba', '--candidates', '4', '--trials', '5', '--seed', '1');
    expect(team.snapshot(other.run).seed).toBe(1);
    expect(team.essence(other.run)).not.toBe(team.essence(first.run));
  });

  test.each(['--sampler tpe', '--optimizer bootstrap'])('%s is as steady', async (flags) => {
    using team = new Team(endpoint);
    const first = await team.tune('ba', ...small, ...flags.split(' '), '--no-cache');
    endpoint.latency = shuffled;
    const again = await team.tune('ba', ...small, ...flags.split(' '), '--no-cache', '--concurrency', '16');
    expect(team.essence(again.run)).toBe(team.essence(first.run));
  });
});

test('--concurrency goes before the configuration, which goes before the default', async () => {
  using team = new Team(endpoint, { config: 'model: { concurrency: 2 }\n' });
  const { run } = await team.tune('ba');
  expect([endpoint.peak, JSON.parse(team.read(`${run}/run.json`)).concurrency]).toEqual([2, 2]);
  endpoint.latency = () => 20;
  const wide = await team.tune('ba', ...small, '--concurrency', '8', '--no-cache');
  expect([endpoint.peak, JSON.parse(team.read(`${wide.run}/run.json`)).concurrency]).toEqual([8, 8]);
});

test('--dry-run tells calls, tokens, dollars and minutes, and asks nothing', async () => {
  using team = new Team(endpoint, { config: 'model: { prices: { scripted: { input: 1, output: 4 } } }\n' });
  const { code, out, err, run } = await team.tune('ba', ...small, '--dry-run');
  expect([code, endpoint.asked, run, err]).toEqual([0, 0, '', '']);
  for (const word of ['calls', 'tokens', 'dollars', 'minutes', 'total', 'Nothing has been asked yet.']) {
    expect(out).toContain(word);
  }
  const [, low, high] = /total.*?(\d+) – (\d+)/.exec(out) ?? [];
  const { run: real } = await team.tune('ba', ...small, '--budget-usd', '5');
  const { calls } = team.snapshot(real).spent;
  expect([calls >= Number(low), calls <= Number(high)], out).toEqual([true, true]);
});

test('files and a metric that are named: kept in the snapshot, resumed with, made again with', async () => {
  using team = new Team(endpoint);
  const sets = { train: 'elsewhere/a.jsonl', val: 'elsewhere/b.jsonl', eval: 'elsewhere/c.jsonl' };
  team.write(sets.train, team.read(train));
  team.write(sets.val, jsonl([baRecord(201), baRecord(202), baRecord(203), baRecord(204)]));
  team.write(sets.eval, team.read(held));
  const commit = team.commit();
  const flags = ['--trainset', 'a.jsonl', '--valset', 'b.jsonl', '--evalset', 'c.jsonl', '--metric', 'completeness'];
  const { code, err } = await team.runIn('elsewhere', 'tune', 'ba', '--model', 'scripted', ...small, ...flags);
  expect([0, 1], err).toContain(code);
  const run = `artifacts/dspy/optimizer/ba/${team.runs('ba')[0]}`;
  expect(team.snapshot(run)).toMatchObject({
    ...{ commit, metric: 'completeness', train: { path: sets.train, examples: 8 } },
    ...{ val: { path: sets.val, examples: 4 }, eval: { path: sets.eval, examples: 10 } },
  });
  expect(team.trials(run)[0]).toMatchObject({ kind: 'baseline', examples: 4 });
  expect(JSON.parse(team.read(`${run}/eval.json`)).metric).toBe('completeness');
  expect((await team.run('snapshot', 'verify', run)).code).toBe(0);
  expect((await team.run('reproduce', run)).code).toBe(0);
});

test('--output puts the runs elsewhere, where they are found again', async () => {
  using team = new Team(endpoint);
  const { code, out } = await team.run('tune', 'ba', '--model', 'scripted', ...small, '--output', 'runs');
  const [name = ''] = team.files('runs/ba');
  expect([team.runs('ba'), out.includes(`runs/ba/${name}/report.html`)]).toEqual([[], true]);
  expect(team.files(`runs/ba/${name}`)).toEqual(runFiles);
  expect((await team.run('report', 'ba', '--runs', 'runs')).code).toBe(code);
  expect((await team.run('reproduce', 'latest', '--output', 'runs')).code).toBe(0);
  expect(team.files('runs/ba')).toHaveLength(2);
  expect((await team.run('tune', '--resume', 'latest', '--output', 'runs')).code).toBe(code);
});

test('on a terminal a picture is drawn, and taken away before the verdict', async () => {
  using team = new Team(endpoint);
  endpoint.latency = () => 10;
  const { host, err, out } = team.host();
  const code = await runLine(['tune', 'ba', '--model', 'scripted', ...small], { ...host, interactive: true });
  expect([0, 1]).toContain(code);
  const drawn = err.join('');
  for (const part of ['looking for demos', 'searching', 'best ', 'of $0.20', ' of 6:00']) expect(drawn).toContain(part);
  // It is taken away in the end.
  expect(drawn.split('\u001b[2K').at(-1)).not.toContain('held-out');
  expect(out.join('')).toContain('The report: ');
});

describe('a Go that would mean nothing is none', () => {
  const unmet = (team: Team, run: string) =>
    team
      .snapshot(run)
      .conditions.filter(({ met }) => !met)
      .map(({ id, text }) => `${id}: ${text}`);

  test('data that changes while the run goes on', async () => {
    using team = new Team(endpoint);
    const path = 'data/production/ba_eval.jsonl';
    endpoint.refuse = (nth) => {
      if (nth === 30) team.write(path, `${team.read(path)}\n`);
      return null;
    };
    const { run, code } = await team.tune('ba');
    expect([code, unmet(team, run)]).toEqual([1, [`data-current: ${path} has changed since the run began`]]);
  });

  test('examples to learn from that are nearly those of the eval set', async () => {
    using team = new Team(endpoint);
    const record = baRecord(104);
    const alike = { ...record, requirements: { ...record.requirements, title: 'another title' } };
    team.write(train, team.read(train) + jsonl([{ ...alike, concept: `${record.concept} again` }]));
    const { run, code } = await team.tune('ba');
    expect([code, unmet(team, run)]).toEqual([
      1,
      [expect.stringMatching(/^no-leakage: .* in the eval set: trainset 9 is .*\(near\)/)],
    ]);
  });

  test('examples to learn from or to search on that are those of the eval set are refused before a call', async () => {
    using team = new Team(endpoint);
    team.write(train, team.read(train) + team.read(held));
    const learnt = await team.tune('ba');
    expect(learnt).toMatchObject({
      code: 2,
      run: '',
      err: expect.stringContaining(`${train}:9 stands in ${held}:1, too`),
    });
    const searched = await team.tune('qa', '--valset', 'data/production/qa_eval.jsonl');
    expect(searched).toMatchObject({ code: 2, run: '', err: expect.stringContaining('is no exam') });
    expect(endpoint.bodies).toEqual([]);
  });

  test('nine eval examples', async () => {
    using team = new Team(endpoint, { evals: 9 });
    const { run, code } = await team.tune('ba');
    expect([code, unmet(team, run)]).toEqual([1, [expect.stringMatching(/^enough-examples: Too few/)]]);
  });

  test('a second evaluation that comes out otherwise', async () => {
    using team = new Team(endpoint);
    const answered = new Map<string, number>();
    endpoint.refuse = (_, body) => {
      const times = (answered.get(body) ?? 0) + 1;
      answered.set(body, times);
      const content = '[[ ## title ## ]]\nx\n\n[[ ## description ## ]]\nx';
      return times > 1 ? { status: 200, body: JSON.stringify({ choices: [{ message: { content } }] }) } : null;
    };
    const { run, code } = await team.tune('ba');
    expect([code, unmet(team, run)]).toEqual([1, [expect.stringMatching(/^repeatable: .* not within ± 5 %/)]]);
  });
});
