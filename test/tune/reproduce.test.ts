// Whether a run can be made again: everything is asked anew, and a model that has changed is noticed.

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Endpoint } from './endpoint.ts';
import { small, Team } from './team.ts';

let endpoint: Endpoint;
beforeAll(async () => {
  endpoint = await Endpoint.open();
});
afterAll(() => endpoint[Symbol.asyncDispose]());
beforeEach(() => endpoint.reset());

test.each(['ba', 'writer'])('%s comes out the same, byte for byte, and every call is asked again', async (role) => {
  using team = new Team(endpoint);
  const first = await team.tune(role);
  const asked = endpoint.asked;
  const { code, out, err } = await team.run('reproduce', 'latest');
  expect(code, out + err).toBe(0);
  expect(endpoint.asked).toBe(2 * asked);
  expect([...endpoint.bodies.slice(asked)].sort()).toEqual(endpoint.bodies.slice(0, asked).sort());
  const [, again = ''] = team.runs(role);
  expect(out).toContain(`is reproduced by ${again}; the programs are the same, byte for byte.`);
  const run = `artifacts/dspy/optimizer/${role}/${again}`;
  expect(team.essence(run)).toBe(team.essence(first.run));
  expect(JSON.parse(team.read(`${run}/run.json`))).toMatchObject({ cache: false, reproduces: team.runs(role)[0] });
});

test('a model that has changed: exit code 1, with then and now', async () => {
  using team = new Team(endpoint);
  const { run } = await team.tune('ba');
  endpoint.prefix = '/flat/9';
  const { code, out } = await team.run('reproduce', run);
  expect(code, out).toBe(1);
  expect(out).toMatch(/ba-quality +baseline +[\d.]+ % +[\d.]+ % +no/);
  expect(out).toContain('is not reproduced by');
  expect(out).toContain('not the same.');
});

test('a second run that was stopped is no reproduction', async () => {
  using team = new Team(endpoint);
  const { run } = await team.tune('ba', ...small, '--budget-minutes', '0.05');
  endpoint.latency = () => 600;
  const { code, out } = await team.run('reproduce', run);
  expect([code, out]).toEqual([1, expect.stringContaining('The run ended early: ')]);
  expect(out).toContain('is not reproduced by');
});

test('commit and the pilot before it are those of today', async () => {
  using team = new Team(endpoint);
  const { run, code } = await team.tune('ba');
  expect(code).toBe(0);
  expect((await team.run('pilots', 'record', run)).code).toBe(0);
  const commit = team.commit();
  expect((await team.run('reproduce', run)).code).toBe(0);
  const [first = '', again = ''] = team.runs('ba');
  const plan = JSON.parse(team.read(`artifacts/dspy/optimizer/ba/${again}/run.json`));
  expect(plan).toMatchObject({ parent: first, reproduces: first, commit });
  expect(team.snapshot(`artifacts/dspy/optimizer/ba/${again}`)).toMatchObject({ reproduces: first, commit });
  expect((await team.run('pilots', 'record', again)).out).toContain(
    `ba has 1 of 3 Go pilots.\nThis one does not count: it only makes ${first} again.\n`,
  );
});

test('the run is made again by its own configuration', async () => {
  using team = new Team(endpoint);
  await team.tune('ba');
  team.configure('roles: { ba: { instructions: Nothing., target: { metric: exact, minimum: 1 } } }\n');
  expect((await team.run('reproduce', 'latest')).code).toBe(0);
});

test('a run that is not finished, data that has changed, no run: exit code 2', async () => {
  using team = new Team(endpoint);
  expect(await team.run('reproduce', 'latest')).toMatchObject({ code: 2 });
  await team.interrupted(['tune', 'ba', '--model', 'scripted'], () => endpoint.asked >= 5);
  const unfinished = await team.run('reproduce', 'latest');
  expect([unfinished.code, unfinished.err]).toEqual([2, expect.stringContaining('--resume')]);
  await team.run('tune', '--resume', 'latest');
  const path = 'data/production/ba_eval.jsonl';
  team.write(path, `${team.read(path)}\n`);
  const changed = await team.run('reproduce', 'latest');
  expect([changed.code, changed.err]).toEqual([2, expect.stringContaining(`${path} has changed`)]);
});
