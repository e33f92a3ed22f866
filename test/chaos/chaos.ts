// Random lives of pull requests while everything goes wrong that can: deliveries lost, doubled and late, answers lost after
// the deed, limits, lists that lag, and the app killed between any two of its steps. Then all is well again, the app starts
// once more, and after its one sweep everything must be right.

import { type Random, random } from '../../src/optimize/random.ts';
import type { Tuned } from '../app/tuning-scene.ts';
import { SteppingClock } from '../fakehub/clock.ts';
import { FakeHub } from '../fakehub/fakehub.ts';
import { type Fault, seededDeliveries } from '../fakehub/faults.ts';
import { type Asked, askedOf, type Counts, type Finding, findingsOf, lateWrites } from './findings.ts';
import { KillableApp } from './killable-app.ts';
import { Runner } from './runner.ts';
import { type Life, life, people } from './schedule.ts';
import { Witness } from './witness.ts';

export interface ChaosOptions {
  /** Of the first schedule; the next ones follow. */
  seed: number;
  schedules: number;
  /** What the tunings of these lives leave. */
  tuned: Tuned;
  /** Lives at a time, which share what goes wrong. */
  batch?: number;
  /** Half of what happens is of one second with what happened before. */
  clockStands?: boolean;
  /** GitHub binds reviews to each new head. */
  rebinds?: boolean;
  progress?: (done: number) => void;
}

export interface Wrong extends Finding {
  seed: number;
  /** What people did, and what stands on GitHub at the end. */
  diary: string;
}

export interface Tally extends Counts {
  schedules: number;
  deeds: number;
  kills: number;
  faults: number;
  deliveries: number;
  requests: number;
  successes: number;
  wrongs: Wrong[];
}

export async function chaos(options: ChaosOptions): Promise<Tally> {
  const { seed, schedules, batch = 20, progress } = options;
  const tally: Tally = {
    ...{ schedules: 0, deeds: 0, kills: 0, faults: 0, deliveries: 0, requests: 0, successes: 0 },
    ...{ commands: 0, runs: 0, spared: 0, reports: 0, replaced: 0, recorded: 0, wrongs: [] },
  };
  for (let first = seed; first < seed + schedules; first += batch) {
    const length = Math.min(batch, seed + schedules - first);
    await liveThrough(
      Array.from({ length }, (_, index) => first + index),
      options,
      tally,
    );
    progress?.(tally.schedules);
  }
  return tally;
}

async function liveThrough(seeds: readonly number[], options: ChaosOptions, tally: Tally): Promise<void> {
  const [first = 0] = seeds;
  const die = random(first, 'what goes wrong');
  const clock = new SteppingClock();
  await using hub = await FakeHub.start({ clock: clock.next });
  for (const login of people) hub.world.addUser(login);
  await using app = new KillableApp(hub);
  await app.start();
  const make = (name: string, files: Record<string, string>) => {
    const repository = hub.world.createRepository({ owner: 'acme', name, files });
    repository.rebindsReviews = options.rebinds ?? false;
    return repository;
  };
  const lives = seeds.map((seed) => {
    const each = life(seed, make, options.tuned.data);
    return { ...each, seed, witness: new Witness(each.repository, each.numbers, each.told) };
  });
  const asked: Asked[] = [];
  const faulty = faultyRequests(app, die, tally);
  hub.faults.request = (request) => {
    asked.push(askedOf(hub.world, request));
    return faulty(request);
  };
  hub.faults.delivery = seededDeliveries(first, 0.3, 60);
  const lagMs = die.choice([0, 0, 15, 150]);
  hub.faults.lagMs = lagMs;
  const runner = new Runner(options.tuned, die, lagMs);
  const killed = die.choice([0.002, 0.006, 0.012]);

  const open = [...lives];
  while (open.length > 0) {
    const one = die.choice(open);
    clock.stands = options.clockStands === true && die.uniform() < 0.5;
    if (!one.step()) open.splice(open.indexOf(one), 1);
    tally.deeds += 1;
    one.witness.lookAtWorld();
    for (const { witness } of lives) witness.lookAtChecks();
    runner.step(one.repository);
    if (die.uniform() < killed) await app.kill();
    if (!app.isAlive) {
      tally.kills += 1;
      await pause(die.integer(60));
      await app.start();
    }
    await pause(die.integer(20));
  }
  await hub.idle();
  for (const { repository } of lives) runner.finish(repository);

  Object.assign(hub.faults, { request: null, delivery: null, lagMs: 0 });
  clock.stands = false;
  await app.kill();
  tally.kills += 1;
  await app.start();
  await quiet(hub);
  // The sweep may have started a tuning.
  while (lives.map(({ repository }) => runner.finish(repository)).includes(true)) await quiet(hub);
  for (const each of lives) {
    const { seed, repository, witness, told } = each;
    witness.lookAtChecks();
    tally.successes += witness.successes;
    const successes = witness.wrongs.map((what) => ({ kind: 'success', what }) as const);
    // With a head in common, work on one pull request reads the other one, too.
    const shared = each.diary.some((line) => line.endsWith('same head'));
    const wrongs = [
      ...successes,
      ...findingsOf(repository, told, runner, tally),
      ...(shared ? [] : lateWrites(repository, asked)),
    ];
    tally.wrongs.push(...wrongs.map((wrong) => ({ ...wrong, seed, diary: diaryOf(each) })));
  }
  tally.schedules += lives.length;
  tally.deliveries += hub.deliveries.length;
  tally.requests += hub.requests.length;
  for (const what of hub.violations)
    tally.wrongs.push({ kind: 'command', what: `GitHub would not allow: ${what}`, seed: first, diary: '' });
}

function faultyRequests(app: KillableApp, die: Random, tally: Tally): NonNullable<FakeHub['faults']['request']> {
  const rate = die.choice([0.01, 0.03, 0.08]);
  return ({ method, path }) => {
    // Who the app is and its token: without them nothing is done at all, and nothing can go wrong.
    if (path.startsWith('/app')) return null;
    const writes = method !== 'GET';
    if (writes && app.isAlive && die.uniform() < rate) void app.kill();
    if (die.uniform() > (writes ? 4 * rate : rate)) return null;
    tally.faults += 1;
    return die.choice(die.uniform() < 0.03 ? limits : faults);
  };
}

const faults: readonly Fault[] = [
  { kind: 'status', status: 502 },
  { kind: 'status', status: 500 },
  { kind: 'hang-up', when: 'before' },
  { kind: 'hang-up', when: 'after' },
  { kind: 'hang-up', when: 'after' },
  { kind: 'lost-answer' },
  { kind: 'lost-answer' },
  { kind: 'delay', ms: 40 },
];
/** Rare, for the app waits after them, and nothing else can go wrong meanwhile. */
const limits: readonly Fault[] = [
  { kind: 'rate-limit', retryAfter: 1 },
  { kind: 'rate-limit', status: 429, retryAfter: 1 },
];

function diaryOf({ diary, repository }: Life): string {
  const checks = [...repository.checks.values()].map(
    ({ id, sha, conclusion, output }) => `check ${id} on ${sha.slice(0, 7)}: ${conclusion}, ${output.title}`,
  );
  const runs = [...repository.runs.values()].map(({ id, title, conclusion }) => `run ${id}, ${title}: ${conclusion}`);
  const comments = [...repository.comments.values()].map(
    ({ id, author, body, reactions }) =>
      `comment ${id} by ${author.login}: ${body.split('\n', 2).join(' ')} ${reactions.map(({ content }) => content).join(' ')}`,
  );
  return [...diary, ...checks, ...runs, ...comments].map((line) => `  ${line}`).join('\n');
}

/** Until nothing has been asked or sent for a while. */
async function quiet(hub: FakeHub): Promise<void> {
  for (let [asked, since] = [-1, Date.now()]; Date.now() - since < 700; ) {
    await hub.idle();
    await pause(50);
    if (hub.requests.length === asked) continue;
    asked = hub.requests.length;
    since = Date.now();
  }
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
