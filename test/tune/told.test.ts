// What the commands tell of programs and runs: evaluate, compare, report, snapshot verify.

import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Endpoint } from './endpoint.ts';
import { small, Team } from './team.ts';

let endpoint: Endpoint;
beforeAll(async () => {
  endpoint = await Endpoint.open();
});
afterAll(() => endpoint[Symbol.asyncDispose]());
beforeEach(() => endpoint.reset());

const asking = ['--model', 'scripted'];

describe('evaluate', () => {
  test('the untuned program and a tuned one, example by example, as text and as JSON', async () => {
    using team = new Team(endpoint);
    const { run } = await team.tune('ba');
    const { baseline, optimized } = JSON.parse(team.read(`${run}/eval.json`));
    for (const [side, program] of [
      [baseline, []],
      [optimized, ['--program', `${run}/program.json`]],
    ]) {
      const asked = endpoint.asked;
      const text = await team.run('evaluate', 'ba', ...asking, ...program);
      const json = await team.run('evaluate', 'ba', ...asking, ...program, '--format', 'json');
      expect(endpoint.asked).toBe(asked);
      const told = JSON.parse(json.out);
      expect(told).toMatchObject({ role: 'ba', failed: 0, usd: 0 });
      expect(told.means).toEqual([{ metric: 'ba-quality', mean: expect.closeTo(side.score, 9), minimum: 0.5 }]);
      expect(told.examples.map(({ judged }: never) => judged['ba-quality'])).toMatchObject(
        side.examples.map(({ score }: never) => ({ score })),
      );
      expect([text.code, json.code]).toEqual(side.score >= 0.5 ? [0, 0] : [1, 1]);
      expect(text.out).toContain(`(target 50 %: ${side.score >= 0.5 ? 'met' : 'missed'})`);
      expect(text.out.match(/concept1\d\d/g)?.length).toBeGreaterThanOrEqual(10);
    }
    expect(optimized.score).toBeGreaterThan(baseline.score);
  });

  test('a program that stands outside the repository', async () => {
    using team = new Team(endpoint);
    using elsewhere = new Team(endpoint);
    const { run } = await team.tune('ba');
    elsewhere.write('program.json', team.read(`${run}/program.json`));
    const path = join(elsewhere.path, 'program.json');
    const { code, out, err } = await team.run('evaluate', 'ba', ...asking, '--program', path);
    expect([0, 1], err).toContain(code);
    expect(out).toContain(`the program of ${path}`);
  });

  test('a target that is missed: exit code 1, and the built-in ones hold', async () => {
    using team = new Team(endpoint, { roles: '  ba: {}\n' });
    const { code, out } = await team.run('evaluate', 'ba', ...asking);
    expect([code, out]).toEqual([1, expect.stringMatching(/completeness [\d.]+ % \(target 98 %: missed\)/)]);
  });

  test('an example that fails is no score of 0: it is told, and the exit code is 1', async () => {
    using team = new Team(endpoint);
    const hard = 'unconcept105';
    endpoint.refuse = (_, body) => (body.includes(hard) ? { status: 200, body: '{"choices":[]}' } : null);
    const { code, out } = await team.run('evaluate', 'ba', ...asking, '--format', 'json');
    const { failed, examples, means } = JSON.parse(out);
    expect([code, failed]).toEqual([1, 1]);
    const scores = examples.flatMap(({ judged }: never) => judged['ba-quality'] ?? []).map(({ score }: never) => score);
    expect(scores).toHaveLength(9);
    const mean = scores.reduce((sum: number, score: number) => sum + score, 0) / 9;
    expect(means[0].mean).toBeCloseTo(mean, 9);
  });

  test('at its budget it stops, says so, and tells what it has', async () => {
    using team = new Team(endpoint, { config: 'model: { prices: { scripted: { input: 1, output: 4 } } }\n' });
    const { code, out, err } = await team.run('evaluate', 'ba', ...asking, '--budget-usd', '0.022', '--format', 'json');
    const { usd, failed, examples } = JSON.parse(out);
    expect([code, err]).toEqual([1, expect.stringMatching(/^the budget of \$0\.022\d* is reached: /)]);
    expect([usd > 0, usd <= 0.022, failed > 0, failed < 10, examples.length]).toEqual([true, true, true, true, 10]);
  });

  test('a metric that cannot be is told before anything is asked', async () => {
    using team = new Team(endpoint, { roles: '  ba: { metric: { regex: { field: title, pattern: "(?=x)" } } }\n' });
    for (const command of ['evaluate', 'tune']) {
      const { code, err } = await team.run(command, 'ba', ...asking);
      expect([code, err, endpoint.asked]).toEqual([2, expect.stringContaining('"(?=x)"'), 0]);
    }
  });

  test.each([
    [['--program', 'none.json'], 'none.json does not exist'],
    [['--program', 'data/production/ba_eval.jsonl'], 'ba_eval.jsonl'],
    [['--format', 'xml'], '--format is json, text, not xml'],
    [['--metric', 'nothing'], 'there is no metric "nothing"'],
  ])('%j: exit code 2', async (flags, message) => {
    using team = new Team(endpoint);
    const { code, err } = await team.run('evaluate', 'ba', ...asking, ...flags);
    expect([code, err, endpoint.asked]).toEqual([2, expect.stringContaining(message), 0]);
  });

  test('a program of another role does not load', async () => {
    using team = new Team(endpoint);
    const { run } = await team.tune('qa');
    const { code, err } = await team.run('evaluate', 'ba', ...asking, '--program', `${run}/program.json`);
    expect([code, err]).toEqual([2, expect.stringContaining('program.json')]);
  });
});

describe('report and compare', () => {
  test('tell a run again: as text, as Markdown and as HTML, on the screen and into a file', async () => {
    using team = new Team(endpoint);
    const { run, code, out } = await team.tune('ba');
    const text = await team.run('report', 'ba');
    expect([text.code, out.startsWith(text.out)]).toEqual([code, true]);
    expect((await team.run('report', 'ba', '--format', 'markdown')).out).toBe(team.read(`${run}/report.md`));
    const html = await team.run('report', 'ba', '--format', 'html', '--output', 'page.html');
    expect([html.out, html.err]).toEqual(['', 'written: page.html\n']);
    expect(team.read('page.html')).toBe(team.read(`${run}/report.html`));
    expect(endpoint.asked).toBe(team.snapshot(run).spent.calls);
  });

  test('all roles on one page', async () => {
    using team = new Team(endpoint);
    const runs = [await team.tune('ba'), await team.tune('qa'), await team.tune('writer')];
    const { code, out } = await team.run('report', '--format', 'markdown');
    expect([code, out]).toEqual([0, team.read('artifacts/dspy/optimizer/report.md')]);
    for (const { run } of runs) expect(out).toContain(`${run.replace('artifacts/dspy/optimizer/', '')}/report.md`);
  });

  test('the newest run is the one that is told, and a broken one is told and left out', async () => {
    using team = new Team(endpoint);
    const first = await team.tune('ba');
    const second = await team.tune('ba', ...small.slice(0, 4), '--seed', '3');
    expect((await team.run('report', 'ba', '--format', 'markdown')).out).toBe(team.read(`${second.run}/report.md`));
    team.write(`${first.run}/eval.json`, '{');
    const { code, err } = await team.run('report');
    expect([code, err]).toEqual([0, expect.stringContaining('left out: ')]);
    expect(err).toContain(first.run);
  });

  test('two runs, and a run against its own untuned program', async () => {
    using team = new Team(endpoint);
    const { run } = await team.tune('ba');
    const name = run.split('/').at(-1) as string;
    const won = await team.run('compare', `${name}:baseline`, name);
    expect(won.code, won.out).toBe(0);
    const lost = await team.run('compare', run, `${run}:baseline`);
    expect(lost.code, lost.out).toBe(1);
    const same = await team.run('compare', name, 'latest', '--format', 'markdown');
    expect(same.code).toBe(0);
    const unknown = await team.run('compare', name, 'x');
    expect([unknown.code, unknown.err]).toEqual([2, expect.stringContaining('x is no run')]);
  });

  test('runs of two roles, or on two eval sets, cannot be told apart: exit code 1, and why', async () => {
    using team = new Team(endpoint);
    const [ba, qa] = [await team.tune('ba'), await team.tune('qa')];
    const roles = await team.run('compare', ba.run, qa.run);
    expect([roles.code, roles.out]).toEqual([1, expect.stringContaining('The roles differ: ba and qa.')]);
    const path = 'data/production/ba_eval.jsonl';
    team.write(path, team.read(path).replaceAll('1', '2'));
    const other = await team.tune('ba');
    const { code, out } = await team.run('compare', ba.run, other.run);
    expect([code, out]).toEqual([1, expect.stringContaining('The eval sets differ')]);
  });

  test('nothing to tell: exit code 2 for a role, an empty page for all', async () => {
    using team = new Team(endpoint);
    expect(await team.run('report', 'ba')).toMatchObject({ code: 2, err: expect.stringContaining('no finished run') });
    expect(await team.run('report')).toMatchObject({ code: 0 });
    expect(await team.run('report', '--format', 'pdf')).toMatchObject({ code: 2 });
  });
});

describe('snapshot verify', () => {
  test.each([
    ['program.json', (run: string) => `${run}/program.json`, /program\.json/],
    ['eval.json', (run: string) => `${run}/eval.json`, /eval\.json/],
    ['the trainset', () => 'data/production/ba_train.jsonl', /ba_train\.jsonl has changed/],
    ['the eval set', () => 'data/production/ba_eval.jsonl', /ba_eval\.jsonl has changed/],
  ])('one byte of %s: exit code 1', async (_, path, message) => {
    using team = new Team(endpoint);
    const { run } = await team.tune('ba');
    const before = await team.run('snapshot', 'verify');
    expect(before).toMatchObject({ code: 0, out: `${run}  current\n` });
    const text = team.read(path(run));
    team.write(path(run), text.replace(/[a-z](?=[^a-z]*$)/, 'X'));
    for (const named of [[], [run], ['latest']]) {
      const { code, out } = await team.run('snapshot', 'verify', ...named);
      expect([code, out]).toEqual([1, expect.stringMatching(message)]);
    }
    team.write(path(run), text);
    expect((await team.run('snapshot', 'verify')).code).toBe(0);
    team.remove(path(run));
    expect((await team.run('snapshot', 'verify')).code).toBe(1);
  });

  test('nothing yet', async () => {
    using team = new Team(endpoint);
    expect(await team.run('snapshot', 'verify')).toMatchObject({ code: 0, out: 'There is no run and no pilot yet.\n' });
  });
});
