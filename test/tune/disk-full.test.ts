// A disk that is full: said once, with what to do, nothing half-written, and the run goes on when there is room.

import { expect, test } from 'vitest';
import { Endpoint } from './endpoint.ts';
import { expectWhole, repeatedCalls, small, Team } from './team.ts';

const command = ['tune', 'ba', '--model', 'scripted', ...small];
const runOf = (team: Team) => `artifacts/dspy/optimizer/ba/${team.runs('ba')[0]}`;

test.concurrent.each([
  ['before the first trial', 8],
  ['in the search', 48],
  ['in the evaluation', 96],
])('no file may pass a size (%s): exit code 2, said once, and --resume goes on', async (_, kilobytes) => {
  await using endpoint = await Endpoint.open();
  using undisturbed = new Team(endpoint);
  await undisturbed.run(...command, '--no-cache');
  using team = new Team(endpoint);
  const { code, err } = await team.spawn([...command, '--no-cache'], { shell: `ulimit -f ${kilobytes}` }).ended;
  expect(code, err).toBe(2);
  expect(err.match(/^goldgate: /gm)).toHaveLength(1);
  expect(err).toMatch(/goldgate: \S+ cannot be written: /);
  expectWhole(team, runOf(team));
  const resumed = await team.run('tune', 'ba', '--resume', 'latest');
  expect([0, 1], resumed.err).toContain(resumed.code);
  expect(repeatedCalls(team, runOf(team))).toEqual({ answered: 0 });
  expect(team.essence(runOf(team))).toBe(undisturbed.essence(runOf(undisturbed)));
});

test.concurrent('a folder that cannot be made, and a cache that cannot be written: exit code 2 with the path', async () => {
  await using endpoint = await Endpoint.open();
  using team = new Team(endpoint);
  const nowhere = await team.run(...command, '--output', '/dev/null/runs');
  expect([nowhere.code, nowhere.err, endpoint.asked]).toEqual([2, expect.stringContaining('/dev/null/runs/ba'), 0]);
  team.env = { ...team.env, XDG_CACHE_HOME: '/dev/null' };
  const { code, err } = await team.run(...command);
  expect([code, err]).toEqual([2, expect.stringContaining('Name another folder in XDG_CACHE_HOME')]);
  expectWhole(team, runOf(team));
  team.env = { ...team.env, XDG_CACHE_HOME: `${team.path}/.cache` };
  expect([0, 1]).toContain((await team.run('tune', '--resume', 'latest')).code);
  expect(repeatedCalls(team, runOf(team))).toEqual({ answered: 0 });
});

test.concurrent('a report that goes to a full device: exit code 2', async () => {
  await using endpoint = await Endpoint.open();
  using team = new Team(endpoint);
  await team.tune('ba');
  const { code, err } = await team.run('report', 'ba', '--output', '/dev/full');
  expect([code, err]).toEqual([2, expect.stringMatching(/\/dev\/full cannot be written: .*ENOSPC/)]);
});
