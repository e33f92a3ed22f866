// Run folders that lost a file, were edited, or were carried elsewhere: --resume makes them whole or says what to do.

import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Endpoint } from './endpoint.ts';
import { runFiles, Team } from './team.ts';

let endpoint: Endpoint;
let team: Team;
let run: string;
let code: number;
beforeAll(async () => {
  endpoint = await Endpoint.open();
  team = new Team(endpoint);
  ({ run, code } = await team.tune('ba'));
}, 30_000);
afterAll(async () => {
  team[Symbol.dispose]();
  await endpoint[Symbol.asyncDispose]();
});

const results = ['baseline.json', 'eval.json', 'program.json', 'snapshot.json', 'trials.jsonl'];

describe.each(['gone', 'broken'])('a result file that is %s', (how) => {
  test.each(results)('%s is made again from the journal, and nothing is asked', async (file) => {
    const essence = team.essence(run);
    const [evaluation, baseline] = [team.read(`${run}/eval.json`), team.read(`${run}/baseline.json`)];
    const asked = endpoint.asked;
    if (how === 'gone') rmSync(join(team.path, run, file));
    else team.write(`${run}/${file}`, '{"version": 1\n');
    const resumed = await team.run('tune', '--resume', 'latest');
    expect([resumed.code, endpoint.asked - asked], resumed.err).toEqual([code, 0]);
    if (file !== 'snapshot.json' || how === 'broken') expect(resumed.err).toContain('made again from the journal');
    expect(team.files(run)).toEqual(runFiles);
    expect(team.essence(run)).toBe(essence);
    expect([team.read(`${run}/eval.json`), team.read(`${run}/baseline.json`)]).toEqual([evaluation, baseline]);
    expect(await team.run('snapshot', 'verify')).toMatchObject({ code: 0 });
  });
});

describe('run.json', () => {
  const withPlan = async (text: string | null) => {
    using copy = new Team(endpoint);
    cpSync(join(team.path, 'artifacts'), join(copy.path, 'artifacts'), { recursive: true });
    const path = join(copy.path, run, 'run.json');
    if (text === null) rmSync(path);
    else writeFileSync(path, text);
    const { code, err } = await copy.run('tune', '--resume', run);
    expect(code, err).toBe(2);
    return err;
  };
  const edited = (edit: (plan: Record<string, never>) => void) => {
    const plan = JSON.parse(team.read(`${run}/run.json`));
    edit(plan);
    return JSON.stringify(plan, null, 2);
  };

  test('that is gone: exit code 2, and not the advice to resume', async () => {
    const err = await withPlan(null);
    expect(err).toMatch(/run\.json is missing, and it alone says .*: restore it, or start a new run/);
    expect(err).not.toContain('--resume');
  });

  test.each<[string, () => string, RegExp]>([
    ['null', () => 'null', /run\.json:1: this must be an object/],
    ['cut off', () => '{"version": 1,', /run\.json:1: is not JSON/],
    [
      'a setting that is no number',
      () => edited((plan) => Object.assign(plan.settings as object, { trials: '5' })),
      /run\.json:\d+: `settings\.trials` must be a whole number/,
    ],
    [
      'data that is none',
      () => edited((plan) => Object.assign(plan.data as object, { train: 'x' })),
      /run\.json:\d+: `data\.train` must be an object/,
    ],
    [
      'a configuration that is none',
      () => edited((plan) => Object.assign(plan.config as object, { role: { instructions: 7 } })),
      /run\.json: `config`: `roles\.ba/,
    ],
    [
      'a metric that is none',
      () => edited((plan) => Object.assign(plan.config as object, { role: { metric: 7 } })),
      /run\.json: roles\.ba\.metric must be/,
    ],
  ])('with %s: exit code 2, file, line and key', async (_, text, message) => {
    expect(await withPlan(text())).toMatch(message);
  });
});

test('a line of the journal that is none: exit code 2, file and line', async () => {
  using copy = new Team(endpoint);
  cpSync(join(team.path, 'artifacts'), join(copy.path, 'artifacts'), { recursive: true });
  rmSync(join(copy.path, run, 'eval.json'));
  writeFileSync(join(copy.path, run, 'journal.jsonl'), '{"call":"x","at":1,"reply":null}\n');
  const { code, err } = await copy.run('tune', '--resume', 'latest');
  expect([code, err]).toEqual([2, expect.stringContaining('journal.jsonl:1: is damaged')]);
});

test('a run that stands elsewhere is told; a report.md two folders above it is not ours', async () => {
  using copy = new Team(endpoint);
  cpSync(join(team.path, run), join(copy.path, 'kept/old/run'), { recursive: true });
  copy.write('kept/report.md', 'of somebody else\n');
  const { code: again, err } = await copy.run('tune', '--resume', 'kept/old/run');
  expect(again, err).toBe(code);
  expect(copy.read('kept/report.md')).toBe('of somebody else\n');
  expect(copy.files('kept/old/run')).toEqual(runFiles);
});
