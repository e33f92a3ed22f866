// A tuning that is killed at fifty random moments, and resumed each time, ends with the bytes of one that nobody disturbed.

import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { random } from '../../src/optimize/random.ts';
import { Endpoint } from '../tune/endpoint.ts';
import { repeatedCalls, runFiles, Team } from '../tune/team.ts';

const kills = 50;
const concurrency = 4;
const flags = [
  '--model',
  'scripted',
  '--candidates',
  '5',
  '--trials',
  '6',
  '--concurrency',
  `${concurrency}`,
  '--budget-usd',
  '20',
];
const config = 'model: { prices: { scripted: { input: 1, output: 4 } } }\n';
/** One whose calls go to the cache, too, and one of two predictors. */
const kinds = [
  ['ba', '--seed', '0'],
  ['writer', '--seed', '3', '--no-cache'],
] as const;

let endpoint: Endpoint;
beforeAll(async () => {
  endpoint = await Endpoint.open();
  endpoint.latency = () => 8;
});
afterAll(() => endpoint[Symbol.asyncDispose]());

const folderOf = (team: Team, role: string) => {
  const runs = team
    .runs(role)
    .filter((run) => existsSync(join(team.path, `artifacts/dspy/optimizer/${role}/${run}/run.json`)));
  expect(runs.length).toBeLessThanOrEqual(1);
  return runs[0] === undefined ? null : `artifacts/dspy/optimizer/${role}/${runs[0]}`;
};

interface Undisturbed {
  essence: string;
  usd: number;
  asked: number;
  code: number;
}

async function undisturbed([role, ...more]: (typeof kinds)[number]): Promise<Undisturbed> {
  using team = new Team(endpoint, { config });
  const asked = endpoint.asked;
  const { code, err } = await team.spawn(['tune', role, ...flags, ...more]).ended;
  expect([0, 1], err).toContain(code);
  const run = folderOf(team, role) ?? '';
  const { usd } = team.snapshot(run).spent;
  return { essence: team.essence(run), usd, asked: endpoint.asked - asked, code };
}

/** The last line may be cut off. */
const wholeLines = (text: string): Line[] =>
  text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));

/** How many calls a run has still to make. */
function left(team: Team, run: string | null, { asked }: Undisturbed): number {
  const lines =
    run !== null && team.files(run).includes('journal.jsonl') ? wholeLines(team.read(`${run}/journal.jsonl`)) : [];
  return asked - lines.filter(({ reply }) => reply?.cached === false).length;
}

/** Once the endpoint has been asked so often, and so many milliseconds have gone by; a kill may come too late. */
async function killAt(child: ChildProcess, asked: number, milliseconds: number): Promise<void> {
  while (endpoint.asked <= asked && child.exitCode === null) await wait(1);
  await wait(milliseconds);
  child.kill('SIGKILL');
}

/** Kills and resumes one run until it is done, at most so often; how often it was killed. */
async function disturb(kind: (typeof kinds)[number], reference: Undisturbed, draw: () => number, most: number) {
  const [role, ...more] = kind;
  using team = new Team(endpoint, { config });
  const before = endpoint.asked;
  let killed = 0;
  for (;;) {
    const run = folderOf(team, role);
    const { child, ended } = team.spawn(run ? ['tune', role, '--resume', 'latest'] : ['tune', role, ...flags, ...more]);
    if (killed < most)
      void killAt(child, endpoint.asked + Math.floor(draw() * left(team, run, reference)), draw() * 40);
    const { code, err } = await ended;
    if (code !== -9) {
      expect(code, err).toBe(reference.code);
      break;
    }
    killed++;
    expectWhole(team, role);
  }
  const run = folderOf(team, role) ?? '';
  expect(team.essence(run)).toBe(reference.essence);
  // A kill before a rename leaves the temporary file behind.
  expect(team.files(run).filter((file) => !/\.tmp$|\.lock\./.test(file))).toEqual(runFiles);
  expect(team.snapshot(run).spent.usd).toBeCloseTo(reference.usd + lostReservations(team, run), 9);
  expect(repeatedCalls(team, run)).toEqual({ answered: 0 });
  const repeated = endpoint.asked - before - reference.asked;
  expect(repeated).toBeLessThanOrEqual(killed * concurrency);
  expect(await team.run('snapshot', 'verify')).toMatchObject({ code: 0 });
  return { killed, repeated };
}

/** Of calls that were in flight at a kill: they may have been paid for, so they count as spent. US dollars. */
function lostReservations(team: Team, run: string): number {
  const open = new Map<string, number>();
  let lost = 0;
  for (const { call, reserved, reply } of wholeLines(team.read(`${run}/journal.jsonl`))) {
    if (reserved !== undefined) {
      lost += open.get(call) ?? 0;
      open.set(call, reserved);
    } else if (!reply?.cached) open.delete(call);
  }
  return [...open.values()].reduce((sum, reserved) => sum + reserved, lost);
}

interface Line {
  call: string;
  reserved?: number;
  reply?: { cached: boolean };
}

/** What stands in the folder at that moment is whole, but for the journal's last line. */
function expectWhole(team: Team, role: string): void {
  const run = folderOf(team, role);
  if (run === null) return;
  for (const file of team.files(run)) {
    if (file.endsWith('.json')) expect(() => JSON.parse(team.read(`${run}/${file}`)), file).not.toThrow();
  }
  if (team.files(run).includes('trials.jsonl')) expect(() => team.trials(run)).not.toThrow();
}

test(`killed ${kills} times at random moments, resumed each time`, { timeout: 290_000 }, async () => {
  const references = [await undisturbed(kinds[0]), await undisturbed(kinds[1])];
  const draws = random(1, 'kill');
  const total = { killed: 0, repeated: 0, runs: 0 };
  while (total.killed < kills) {
    const at = total.runs % kinds.length;
    const kind = kinds[at] as (typeof kinds)[number];
    const { killed, repeated } = await disturb(
      kind,
      references[at] as Undisturbed,
      draws.uniform,
      kills - total.killed,
    );
    total.killed += killed;
    total.repeated += repeated;
    total.runs++;
  }
  console.log(`${total.killed} kills in ${total.runs} runs; ${total.repeated} calls in flight were asked again`);
  expect(total.killed).toBe(kills);
});
