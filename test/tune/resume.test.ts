// A run that is cut off goes on where it was: nothing that was answered is asked again, and it ends with the same bytes.

import { appendFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { random } from '../../src/optimize/random.ts';
import { Endpoint } from './endpoint.ts';
import { repeatedCalls, small, Team } from './team.ts';

let endpoint: Endpoint;
beforeAll(async () => {
  endpoint = await Endpoint.open();
});
afterAll(() => endpoint[Symbol.asyncDispose]());
beforeEach(() => endpoint.reset());

const tuneCold = (role: string) => ['tune', role, '--model', 'scripted', ...small, '--no-cache'];
const only = (team: Team, role: string) => `artifacts/dspy/optimizer/${role}/${team.runs(role)[0]}`;
/** A report without what times and the run's own name change. */
const timeless = (report: string) =>
  report
    .replace(/\b[\d.]+ (?:of \d+ minutes|s\b|ms\b|minutes)/g, 'T')
    .replace(/^.*(?:Latency|whole run took).*$/gm, '');

describe.each(['ba', 'writer'])('%s', (role) => {
  test('interrupted at random calls, again and again', async () => {
    using undisturbed = new Team(endpoint);
    expect([0, 1]).toContain((await undisturbed.run(...tuneCold(role))).code);
    const reference = only(undisturbed, role);
    const all = endpoint.asked;

    using team = new Team(endpoint);
    endpoint.reset();
    endpoint.latency = () => 5;
    const draws = random(7, role);
    let cuts = 0;
    let command = tuneCold(role);
    for (;;) {
      const until = endpoint.asked + 1 + draws.integer(all / 3);
      const { code, err } = await team.interrupted(command, () => endpoint.asked >= until);
      if (code !== 130) {
        expect([0, 1], err).toContain(code);
        break;
      }
      cuts++;
      // What ends like this ends in good order: the best so far is there, or nothing was scored yet.
      expect(existsSync(join(team.path, only(team, role), 'journal.lock'))).toBe(false);
      expect(JSON.parse(team.read(`${only(team, role)}/program.json`))).toHaveProperty('metadata');
      command = ['tune', role, '--resume', 'latest'];
    }
    expect(cuts).toBeGreaterThan(2);
    const run = only(team, role);
    expect(team.essence(run)).toBe(undisturbed.essence(reference));
    expect(repeatedCalls(team, run)).toEqual({ answered: 0 });
    expect(endpoint.asked).toBeLessThanOrEqual(all + cuts * 8);
    expect(timeless(team.read(`${run}/report.md`))).toBe(timeless(undisturbed.read(`${reference}/report.md`)));
  });
});

test('a resumed run keeps its flags, its seed and its configuration, whatever they have become', async () => {
  using undisturbed = new Team(endpoint);
  await undisturbed.run(...tuneCold('ba'));
  using team = new Team(endpoint);
  const asked = endpoint.asked;
  await team.interrupted(tuneCold('ba'), () => endpoint.asked - asked >= 20);
  team.configure('roles: { ba: { target: { metric: exact, minimum: 1 }, instructions: Nothing. } }\n');
  const { code, err } = await team.run('tune', '--resume', team.runs('ba')[0] as string);
  expect([0, 1], err).toContain(code);
  expect(team.essence(only(team, 'ba'))).toBe(undisturbed.essence(only(undisturbed, 'ba')));
  expect(team.snapshot(only(team, 'ba')).target).toEqual({ metric: 'ba-quality', minimum: 0.5 });
});

test('a run that is finished is told again, without a call or a changed byte', async () => {
  using team = new Team(endpoint);
  const first = await team.tune('ba');
  const before = team.everything('artifacts');
  const asked = endpoint.asked;
  const { code, out } = await team.run('tune', '--resume', 'latest');
  expect([code, endpoint.asked - asked]).toEqual([first.code, 0]);
  expect(out).toBe(first.out);
  expect(team.everything('artifacts')).toEqual(before);
});

test.each([
  [['--seed', '5'], 'leave out --seed'],
  [['--budget-usd', '5'], 'leave out --budget-usd'],
  [['--no-cache'], 'leave out --no-cache'],
  [['qa', '--resume', 'artifacts/dspy/optimizer/ba/20260304T101112Z-seed0'], 'is a run of ba, not of qa'],
])('--resume with %j: exit code 2', async (flags, message) => {
  using team = new Team(endpoint);
  await team.interrupted(tuneCold('ba'), () => endpoint.asked >= 5);
  const asked = endpoint.asked;
  const { code, err } = await team.run('tune', '--resume', 'latest', ...flags);
  expect([code, endpoint.asked - asked, err]).toEqual([2, 0, expect.stringContaining(message)]);
});

test('data that has changed since: exit code 2, and not a call', async () => {
  using team = new Team(endpoint);
  await team.interrupted(tuneCold('ba'), () => endpoint.asked >= 20);
  const asked = endpoint.asked;
  appendFileSync(join(team.path, 'data/production/ba_train.jsonl'), '\n');
  const { code, err } = await team.run('tune', '--resume', 'latest');
  expect([code, endpoint.asked - asked]).toEqual([2, 0]);
  expect(err).toContain('data/production/ba_train.jsonl has changed since the run began');
});

test('another endpoint, whose answers would mix with those of the first: exit code 2, and not a call', async () => {
  await using other = await Endpoint.open();
  using team = new Team(endpoint);
  await team.interrupted(tuneCold('ba'), () => endpoint.asked >= 20);
  team.env = { ...team.env, OPENAI_BASE_URL: other.url };
  const { code, err } = await team.run('tune', '--resume', 'latest');
  const [was, is] = [endpoint, other].map(({ url }) => new URL(url).host);
  expect([code, other.asked]).toEqual([2, 0]);
  expect(err).toContain(`the run asks ${was}, not ${is}`);
});

test('a second process on the same run is kept out', async () => {
  using team = new Team(endpoint);
  endpoint.latency = () => 200;
  const first = team.run(...tuneCold('ba'));
  await expect.poll(() => endpoint.asked).toBeGreaterThan(0);
  const { code, err } = await team.run('tune', '--resume', 'latest');
  expect([code, err]).toEqual([2, expect.stringContaining('is in use by this process')]);
  const other = await team.spawn(['tune', '--resume', 'latest']).ended;
  expect([other.code, other.err]).toEqual([2, expect.stringContaining(`is in use by process ${process.pid}`)]);
  endpoint.latency = () => 0;
  expect([0, 1]).toContain((await first).code);
});

describe('Ctrl-C', () => {
  test('exit code 130, the best so far is kept, and --resume goes on', async () => {
    using undisturbed = new Team(endpoint);
    await undisturbed.run(...tuneCold('ba'));
    endpoint.reset();
    using team = new Team(endpoint);
    endpoint.latency = () => 10;
    const { child, ended, said } = team.spawn(tuneCold('ba'));
    await expect.poll(() => said.err, { timeout: 20_000 }).toContain('trial 3');
    child.kill('SIGINT');
    const { code, err } = await ended;
    expect(code, err).toBe(130);
    expect(err).not.toContain('bug');
    const run = only(team, 'ba');
    const name = team.runs('ba')[0];
    expect(err.trimEnd().split('\n').at(-1)).toMatch(
      new RegExp(`^${name} is interrupted; the best so far scores 0\\.\\d{3}\\. \`goldgate tune ba --resume ${name}\``),
    );
    expect(team.files(run)).toEqual(expect.arrayContaining(['journal.jsonl', 'program.json', 'trials.jsonl']));
    expect(team.files(run)).not.toContain('snapshot.json');
    expect(team.trials(run).length).toBeGreaterThanOrEqual(3);
    const asked = endpoint.asked;
    const resumed = await team.spawn(['tune', 'ba', '--resume', 'latest']).ended;
    expect([0, 1], resumed.err).toContain(resumed.code);
    expect(endpoint.asked).toBeGreaterThan(asked);
    expect(team.essence(run)).toBe(undisturbed.essence(only(undisturbed, 'ba')));
    expect(repeatedCalls(team, run)).toEqual({ answered: 0 });
  });

  test.each([1, 2])('%d of them end it soon, though answers hang', async (times) => {
    using team = new Team(endpoint);
    endpoint.refuse = () => 'hang';
    const { child, ended, said } = team.spawn(tuneCold('ba'));
    await expect.poll(() => endpoint.asked || said.err, { timeout: 20_000 }).toBeTypeOf('number');
    const began = performance.now();
    for (let time = 0; time < times; time++) child.kill('SIGINT');
    expect((await ended).code).toBe(130);
    expect(performance.now() - began).toBeLessThan(2000);
  });
});
