// What ends a tuning early or keeps it from beginning: money, time, keys, endpoints, flags, forks.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Endpoint } from './endpoint.ts';
import { repeatedCalls, small, Team } from './team.ts';

let endpoint: Endpoint;
beforeAll(async () => {
  endpoint = await Endpoint.open();
});
afterAll(() => endpoint[Symbol.asyncDispose]());
beforeEach(() => endpoint.reset());

const prices = { input: 1, output: 4 };
const priced = `model: { prices: { scripted: ${JSON.stringify(prices)} } }\n`;
interface Line {
  reserved?: number;
  usd?: number;
  reply?: { usd: number; cached: boolean };
}

describe('the cap in dollars', () => {
  test.each([
    [0.03, 1],
    [0.03, 16],
    [0.045, 16],
    [0.06, 16],
  ])('$%d at concurrency %d is never passed; what was set aside pays for the evaluation', async (cap, concurrency) => {
    using team = new Team(endpoint, { config: priced });
    endpoint.latency = () => Math.random() * 10;
    const flags = ['--budget-usd', `${cap}`, '--concurrency', `${concurrency}`];
    const { code, out, err, run } = await team.tune('ba', ...small, ...flags);
    expect(code, err).toBe(1);
    let [spent, reserved] = [0, 0];
    const open = new Map<string, number>();
    for (const line of team.lines(`${run}/journal.jsonl`) as (Line & { call: string })[]) {
      if (line.reserved !== undefined) {
        open.set(line.call, line.reserved);
        reserved += line.reserved;
      } else {
        reserved -= open.get(line.call) ?? 0;
        open.delete(line.call);
        spent += line.reply?.cached ? 0 : (line.reply?.usd ?? line.usd ?? 0);
      }
      expect(spent + reserved).toBeLessThanOrEqual(cap + 1e-9);
    }
    const snapshot = team.snapshot(run);
    expect(snapshot.spent.usd).toBeCloseTo(spent, 9);
    expect(snapshot.spent.usd).toBeGreaterThan(0);
    const finished = snapshot.conditions.find(({ id }) => id === 'finished');
    expect(finished).toMatchObject({ met: false });
    expect(finished?.text).toMatch(new RegExp(`the budget of \\$${cap}0* is reached`));
    expect(out).toContain('No-Go');
    expect(out).toContain(finished?.text);
    expect(team.read(`${run}/report.md`)).toContain('is reached');
    const { baseline, optimized } = JSON.parse(team.read(`${run}/eval.json`));
    const answered = [...baseline.examples, ...optimized.examples].filter(({ failed }) => failed === null);
    expect(answered.length, out).toBeGreaterThan(0);
    expect(await team.run('snapshot', 'verify')).toMatchObject({ code: 0 });
  });

  test('a search that stops leaves enough for the whole evaluation', async () => {
    using team = new Team(endpoint, { config: priced });
    const { run } = await team.tune('ba', ...small, '--budget-usd', '0.1');
    const { conditions } = team.snapshot(run);
    expect(conditions.filter(({ met }) => !met).map(({ id }) => id)).toContain('finished');
    const { baseline, optimized, repeated } = JSON.parse(team.read(`${run}/eval.json`));
    for (const side of [baseline, optimized, repeated]) {
      expect(side.examples.filter(({ failed }: { failed: string | null }) => failed !== null)).toEqual([]);
    }
  });

  test('nothing at all may be spent: no call, a report that says so', async () => {
    using team = new Team(endpoint, { config: priced });
    const { code, out, run } = await team.tune('ba', ...small, '--budget-usd', '0');
    expect([code, endpoint.asked]).toEqual([1, 0]);
    expect(out).toContain('the budget of $0.00 is reached');
    expect(team.read(`${run}/program.json`)).toBe(team.read(`${run}/baseline.json`));
  });
});

test('--budget-minutes ends a run in time, with a report', async () => {
  using team = new Team(endpoint);
  endpoint.latency = () => 300;
  const began = performance.now();
  const { code, out, run } = await team.tune('ba', '--candidates', '8', '--trials', '40', '--budget-minutes', '0.02');
  const seconds = (performance.now() - began) / 1000;
  expect(code).toBe(1);
  expect(seconds).toBeLessThan(3);
  expect(out).toContain('the budget of 1 s is reached');
  expect(team.snapshot(run).spent.minutes).toBeLessThanOrEqual(0.03);
  expect(team.read(`${run}/report.md`)).toContain('is reached');
});

test('no minute at all: no call, a report that says so', async () => {
  using team = new Team(endpoint);
  const { code, out, run } = await team.tune('ba', ...small, '--budget-minutes', '0');
  expect([code, endpoint.asked]).toEqual([1, 0]);
  expect(out).toContain('the budget of 0 s is reached');
  expect(team.files(run)).toContain('report.html');
});

test('an unknown price: exit code 2, the key to write, and not a call', async () => {
  using team = new Team(endpoint);
  team.env = { ...team.env, OPENAI_BASE_URL: 'https://models.example/v1' };
  const { code, err, run } = await team.tune('ba');
  expect([code, endpoint.asked, run]).toEqual([2, 0, '']);
  for (const word of ['the price of "scripted" is unknown', 'model:\n  prices:\n    "scripted": {input:']) {
    expect(err).toContain(word);
  }
});

const answers = (status: number, message: string) => () => ({ status, body: JSON.stringify({ error: { message } }) });

test.each([
  ['a revoked key', answers(401, 'Incorrect API key provided'), ['OPENAI_API_KEY', '401']],
  ['no such model', answers(404, 'The model does not exist'), ['"scripted"', '404']],
  [
    'no quota',
    () => ({ status: 429, body: '{"error":{"code":"insufficient_quota","message":"x"}}' }),
    ['quota', '429'],
  ],
  ['a redirect', () => ({ status: 302, body: '', headers: { location: 'http://127.0.0.1:1/' } }), ['redirect']],
  ['a refused request', answers(422, 'the prompt is refused'), ['422', 'the prompt is refused']],
])('%s: exit code 2, said once, and the run can be resumed', async (_, refuse, words) => {
  using team = new Team(endpoint);
  endpoint.refuse = refuse;
  const { code, err, run } = await team.tune('ba');
  expect(code, err).toBe(2);
  for (const word of words) expect(err).toContain(word);
  expect(err.match(/^goldgate: /gm)).toHaveLength(1);
  expect(endpoint.asked).toBeLessThanOrEqual(8);
  endpoint.reset();
  const resumed = await team.run('tune', 'ba', '--resume', 'latest');
  expect([0, 1], resumed.err).toContain(resumed.code);
  expect(team.files(run)).toContain('report.html');
});

test('a key that is revoked half-way: exit code 2, and what was answered is not asked again', async () => {
  using team = new Team(endpoint);
  const undisturbed = await team.tune('ba', ...small, '--no-cache');
  const all = endpoint.asked;
  endpoint.reset();
  endpoint.refuse = (nth) => (nth > 40 ? answers(401, 'revoked')() : null);
  const { code, err, run } = await team.tune('ba', ...small, '--no-cache');
  expect(code, err).toBe(2);
  const refused = endpoint.asked - 40;
  endpoint.refuse = () => null;
  const resumed = await team.run('tune', '--resume', 'latest');
  expect([0, 1], resumed.err).toContain(resumed.code);
  // Calls in flight beside the first refusal are cut off, and asked again.
  expect(endpoint.asked - refused).toBeLessThanOrEqual(all + 7);
  expect(repeatedCalls(team, run)).toEqual({ answered: 0 });
  expect(team.essence(run)).toBe(team.essence(undisturbed.run));
});

test('a dead endpoint: exit code 2 that names it, soon', async () => {
  const dead = await Endpoint.open();
  using team = new Team(dead);
  await dead[Symbol.asyncDispose]();
  const { code, err } = await team.tune('ba');
  expect([code, err]).toEqual([2, expect.stringContaining(`${new URL(dead.url).host} cannot be reached`)]);
  expect(err.match(/^goldgate: /gm)).toHaveLength(1);
});

test('an endpoint that is down all the time is no failure of examples: the run goes on when it is up', async () => {
  using undisturbed = new Team(endpoint);
  const reference = await undisturbed.tune('ba');
  using team = new Team(endpoint);
  endpoint.refuse = () => ({ status: 503, body: '{}', headers: { 'retry-after-ms': '1' } });
  const { code, err, run } = await team.tune('ba');
  expect([code, err]).toEqual([2, expect.stringContaining('fails (503)')]);
  endpoint.reset();
  expect((await team.run('tune', '--resume', 'latest')).code).toBe(reference.code);
  expect(team.essence(run)).toBe(undisturbed.essence(reference.run));
});

describe('exit code 2, with what to do, and not a call', () => {
  test.each<[string, string[], string]>([
    ['no role', [], 'name the role to tune'],
    ['an unknown role', ['nobody'], 'there is no role `nobody`'],
    ['an unknown flag', ['ba', '--fast'], "unknown option '--fast'"],
    ['an unknown preset', ['ba', '--auto', 'huge'], '--auto huge is unknown'],
    ['a preset and numbers', ['ba', '--auto', 'light', '--trials', '3'], 'give --auto, or --candidates and --trials'],
    ['candidates alone', ['ba', '--candidates', '8'], '--trials is missing'],
    ['trials alone', ['ba', '--max-iters', '8'], '--candidates is missing'],
    ['no candidate', ['ba', '--candidates', '0', '--trials', '1'], 'It takes a whole number from 1 to 100.'],
    ['a seed that is none', ['ba', '--seed', 'x'], "argument 'x' is invalid"],
    ['a budget that is none', ['ba', '--budget-usd', '-1'], '--budget-usd'],
    ['no concurrency', ['ba', '--concurrency', '0'], 'It takes a whole number from 1 to 256.'],
    ['an unknown optimizer', ['ba', '--optimizer', 'gepa'], '--optimizer is mipro or bootstrap, not gepa'],
    ['an unknown sampler', ['ba', '--sampler', 'random'], '--sampler is best or tpe, not random'],
    ['an unknown metric', ['ba', '--metric', 'quality'], 'there is no metric "quality"'],
    ['a missing trainset', ['ba', '--trainset', 'none.jsonl'], 'none.jsonl'],
    ['a trainset that leads out', ['ba', '--trainset', '../x.jsonl'], 'leads out of the repository'],
    ['a trainset of another role', ['ba', '--trainset', 'data/production/qa_train.jsonl'], 'is an example of ba'],
    ['a missing evalset', ['ba', '--evalset', 'none.jsonl'], 'none.jsonl'],
    ['no run to resume', ['ba', '--resume', 'latest'], 'there is no run of ba'],
    ['an unknown run', ['ba', '--resume', 'x'], 'x is no run'],
    ['a config that is not there', ['ba', '--config', 'x.yml'], 'x.yml'],
  ])('%s', async (_, args, message) => {
    using team = new Team(endpoint);
    const model = args.includes('--resume') ? [] : ['--model', 'scripted'];
    const { code, err } = await team.run('tune', ...args, ...model);
    expect([code, endpoint.asked], err).toEqual([2, 0]);
    expect(err).toContain(message);
    expect(team.runs('ba')).toEqual([]);
  });

  test('no model', async () => {
    using team = new Team(endpoint);
    expect((await team.run('tune', 'ba')).err).toContain('no model is named');
    team.env = { XDG_CACHE_HOME: team.env.XDG_CACHE_HOME };
    const { code, err } = await team.run('tune', 'ba');
    expect([code, err]).toEqual([2, expect.stringContaining('no model to ask; set `model.base-url`')]);
  });

  test.each(['pull_request', 'pull_request_target', 'merge_group'])(
    'on %s no endpoint comes out of the configuration, neither to tune nor to evaluate nor to run',
    async (event) => {
      using team = new Team(endpoint, {
        config: `model: { base-url: ${endpoint.url}, name: scripted, allow-hosts: ['127.0.0.1'] }\n`,
      });
      team.env = { OPENAI_API_KEY: team.env.OPENAI_API_KEY, XDG_CACHE_HOME: team.env.XDG_CACHE_HOME };
      team.stdin = '{"concept":"x"}';
      const commands = [
        ['tune', 'ba', ...small],
        ['evaluate', 'ba'],
        ['run', 'ba'],
      ];
      for (const command of commands) {
        expect((await team.run(...command)).code).not.toBe(2);
      }
      expect(endpoint.asked).toBeGreaterThan(0);
      endpoint.reset();
      team.env = { ...team.env, GITHUB_EVENT_NAME: event };
      for (const command of commands) {
        const { code, err } = await team.run(...command);
        expect([code, endpoint.asked], err).toEqual([2, 0]);
        expect(err).not.toContain('canary');
      }
    },
  );
});

describe('flags that cannot be', () => {
  test.each([
    [
      ['--candidates', '4', '--num-candidates', '5', '--trials', '5'],
      '--candidates 4 and --num-candidates 5 are names of',
    ],
    [['--candidates', '4', '--num-trials', '6', '--max-iters', '5'], '--num-trials 6 and --max-iters 5 are names of'],
    [['--candidates', '101', '--trials', '5'], 'It takes a whole number from 1 to 100.'],
    [['--candidates', '4', '--trials', '1001'], 'It takes a whole number from 1 to 1000.'],
    [['--max-iters', '0'], 'It takes a whole number from 1 to 1000.'],
    [['--concurrency', '257'], 'It takes a whole number from 1 to 256.'],
    [['--seed', '2147483648'], 'It takes a whole number from 0 to 2147483647.'],
    [['--seed', '1.5'], 'It takes a whole number from 0 to 2147483647.'],
    [['--budget-usd', '9'.repeat(400)], 'It takes a number from 0 to 10000.'],
    [['--budget-minutes', '1e3'], 'It takes a number from 0 to 10080.'],
  ])('%j: exit code 2, and not a call', async (flags, message) => {
    using team = new Team(endpoint);
    const { code, err } = await team.tune('ba', ...flags);
    expect([code, endpoint.asked, err]).toEqual([2, 0, expect.stringContaining(message)]);
  });

  test('names of one flag that agree are one', async () => {
    using team = new Team(endpoint);
    const { code, err } = await team.tune('ba', '--candidates', '4', '--trials', '5', '--max-iters', '5', '--dry-run');
    expect(code, err).toBe(0);
  });

  test.skipIf(process.platform !== 'linux')('--output where no folder can be: exit code 2, soon', async () => {
    using team = new Team(endpoint);
    const { code, err } = await team.spawn(['tune', 'ba', '--model', 'scripted', ...small, '--output', '/proc/x'])
      .ended;
    expect([code, err]).toEqual([2, expect.stringContaining('no run folder can be made in /proc/x/ba')]);
  });
});

describe('whoever listened has gone', () => {
  test('a pipe that is closed does not end a run', async () => {
    using team = new Team(endpoint);
    endpoint.latency = () => 5;
    const { child, ended } = team.spawn(['tune', 'ba', '--model', 'scripted', ...small]);
    child.stderr.once('data', () => child.stderr.destroy());
    const { code, out } = await ended;
    expect([0, 1]).toContain(code);
    expect(out).toContain('The report:');
    expect(team.files(`artifacts/dspy/optimizer/ba/${team.runs('ba')[0]}`)).toContain('snapshot.json');
  });

  test('a terminal that hangs up interrupts it as Ctrl-C does', async () => {
    using team = new Team(endpoint);
    endpoint.latency = () => 10;
    const { child, ended, said } = team.spawn(['tune', 'ba', '--model', 'scripted', ...small]);
    await expect.poll(() => said.err, { timeout: 20_000 }).toContain('trial 2');
    child.kill('SIGHUP');
    expect((await ended).code).toBe(130);
    expect(said.err).toContain('goes on with it');
    expect(team.files(`artifacts/dspy/optimizer/ba/${team.runs('ba')[0]}`)).toContain('program.json');
  });
});
