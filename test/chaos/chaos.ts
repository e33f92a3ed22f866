// Random lives of pull requests while everything goes wrong that can: deliveries lost, doubled and late, answers lost after
// the deed, limits, lists that lag, and the app killed between any two of its steps. Then all is well again, the app starts
// once more, and after its one sweep everything must be right.

import { type Random, random } from '../../src/optimize/random.ts';
import { SteppingClock } from '../fakehub/clock.ts';
import { FakeHub } from '../fakehub/fakehub.ts';
import { type Fault, seededDeliveries } from '../fakehub/faults.ts';
import type { CheckRun, Run } from '../fakehub/model.ts';
import type { Repository } from '../fakehub/repository.ts';
import { KillableApp } from './killable-app.ts';
import { expectedOf } from './oracle.ts';
import { type Life, life } from './schedule.ts';

export interface ChaosOptions {
  /** Of the first schedule; the next ones follow. */
  seed: number;
  schedules: number;
  /** Lives at a time, which share what goes wrong. */
  batch?: number;
  /** What a finished run of this tuning leaves. */
  artifact: Buffer;
  progress?: (done: number) => void;
}

export interface Tally {
  schedules: number;
  deeds: number;
  kills: number;
  faults: number;
  deliveries: number;
  requests: number;
  successes: number;
  runs: number;
  reports: number;
  /** Green where the content is right and GitHub alone cannot prove it: these need the app's own records. */
  recorded: number;
  /** Each with its seed and its diary. */
  wrongs: string[];
}

const people = ['ada', 'bea', 'cyn', 'dan', 'eve'];
const checkName = 'goldgate/double-review';

export async function chaos({ seed, schedules, batch = 20, artifact, progress }: ChaosOptions): Promise<Tally> {
  const tally: Tally = {
    ...{ schedules: 0, deeds: 0, kills: 0, faults: 0, deliveries: 0, requests: 0 },
    ...{ successes: 0, runs: 0, reports: 0, recorded: 0, wrongs: [] },
  };
  const clock = new SteppingClock();
  await using hub = await FakeHub.start({ clock: clock.next });
  for (const login of people) hub.world.addUser(login);
  await using app = new KillableApp(hub);
  await app.start();
  for (let first = seed; first < seed + schedules; first += batch) {
    const seeds = Array.from({ length: Math.min(batch, seed + schedules - first) }, (_, index) => first + index);
    clock.wind();
    await liveThrough(hub, app, seeds, artifact, tally);
    progress?.(tally.schedules);
  }
  tally.deliveries = hub.deliveries.length;
  tally.requests = hub.requests.length;
  tally.wrongs.push(...hub.violations.map((violation) => `GitHub would not allow: ${violation}`));
  return tally;
}

async function liveThrough(hub: FakeHub, app: KillableApp, seeds: number[], artifact: Buffer, tally: Tally) {
  const die = random(seeds[0] as number, 'what goes wrong');
  const make = (name: string, files: Record<string, string>) =>
    hub.world.createRepository({ owner: 'acme', name, files });
  const lives = seeds.map((seed) => ({ seed, witness: new Witness(), ...life(seed, make, { write: people }) }));
  const runner = new Runner(hub, artifact, die);
  hub.faults.request = ({ path }) => {
    // Who the app is and its token: without them nothing is done at all, and nothing can go wrong.
    if (path.startsWith('/app') || die.uniform() > 0.08) return null;
    tally.faults += 1;
    return die.choice(faults);
  };
  hub.faults.delivery = seededDeliveries(seeds[0] as number, 0.3, 60);
  hub.faults.lagMs = die.choice([0, 0, 15]);

  const open = [...lives];
  while (open.length > 0) {
    const one = die.choice(open);
    if (!one.step()) open.splice(open.indexOf(one), 1);
    tally.deeds += 1;
    for (const each of lives) each.witness.look(each, tally);
    if (die.uniform() < 0.012) {
      tally.kills += 1;
      await app.kill();
      await pause(die.integer(60));
      await app.start();
    }
    runner.step();
    await pause(die.integer(12));
  }
  await hub.idle();

  Object.assign(hub.faults, { request: null, delivery: null, lagMs: 0 });
  runner.finish();
  await app.kill();
  tally.kills += 1;
  await app.start();
  await quiet(hub);
  for (const each of lives) {
    each.witness.look(each, tally);
    tally.wrongs.push(...wrongsOf(hub, each, runner, tally).map((wrong) => tell(each, wrong)));
    hub.world.repositories.delete(each.repository.fullName.toLowerCase());
  }
  tally.schedules += lives.length;
  tally.runs += runner.spent.size;
}

const faults: readonly Fault[] = [
  { kind: 'status', status: 502 },
  { kind: 'status', status: 500 },
  { kind: 'rate-limit', status: 429, retryAfter: 1 },
  { kind: 'rate-limit', retryAfter: 1 },
  { kind: 'hang-up', when: 'before' },
  { kind: 'hang-up', when: 'after' },
  { kind: 'lost-answer' },
  { kind: 'delay', ms: 40 },
];

/** Has seen every state, so that a success can be held against what was once true of its commit. */
class Witness {
  readonly #true = new Set<string>();
  readonly #seen = new Set<string>();
  readonly wrongs: string[] = [];

  look({ repository, numbers, told }: Life, tally: Tally): void {
    const byHead = new Map<string, boolean>();
    for (const number of numbers) {
      const { head, issue } = repository.pull(number);
      if (issue.state !== 'open') continue;
      const { may } = expectedOf(repository, number, told);
      byHead.set(head.sha, may && (byHead.get(head.sha) ?? true));
    }
    for (const [sha, may] of byHead) if (may) this.#true.add(sha);
    for (const { id, sha, conclusion } of repository.checks.values()) {
      const key = `${id} ${sha}`;
      if (conclusion !== 'success' || this.#seen.has(key)) continue;
      this.#seen.add(key);
      tally.successes += 1;
      if (!this.#true.has(sha)) this.wrongs.push(`success on ${sha.slice(0, 7)}, for which the policy never held`);
    }
  }
}

/** Actions: a run that finds an older one of its comment ends before it spends. */
class Runner {
  readonly spent = new Map<number, Run>();
  readonly #hub: FakeHub;
  readonly #artifact: Buffer;
  readonly #die: Random;
  readonly #twice: string[] = [];

  constructor(hub: FakeHub, artifact: Buffer, die: Random) {
    this.#hub = hub;
    this.#artifact = artifact;
    this.#die = die;
  }

  /** Comments that more than one run has spent for. */
  get twice(): readonly string[] {
    return this.#twice;
  }

  step(): void {
    for (const { repository, run } of this.#runs()) {
      if (run.status === 'completed') continue;
      if (run.status === 'queued') this.#begin(repository, run);
      else if (this.#die.uniform() < 0.3) this.#end(repository, run);
    }
  }

  finish(): void {
    for (let round = 0; round < 2; round += 1) {
      for (const { repository, run } of this.#runs()) {
        if (run.status === 'queued') this.#begin(repository, run);
        if (run.status === 'in_progress') this.#end(repository, run);
      }
    }
  }

  #begin(repository: Repository, run: Run): void {
    const comment = commentOf(run);
    const older = [...repository.runs.values()].some(
      (other) => other.id < run.id && commentOf(other) === comment && other.conclusion !== 'cancelled',
    );
    if (older) {
      repository.completeRun(run, 'failure');
      return;
    }
    const before = [...this.spent.values()].find(
      (other) => commentOf(other) === comment && repository.runs.get(other.id) === other,
    );
    if (before) this.#twice.push(`${repository.fullName}: runs ${before.id} and ${run.id} of comment ${comment}`);
    this.spent.set(run.id, run);
    run.status = 'in_progress';
  }

  #end(repository: Repository, run: Run): void {
    const failed = this.#die.uniform() < 0.2;
    const artifacts = failed ? {} : { [`tune-${run.inputs.role}`]: this.#artifact };
    repository.completeRun(run, failed ? 'failure' : 'success', { artifacts });
  }

  *#runs() {
    for (const repository of this.#hub.world.repositories.values()) {
      for (const run of repository.runs.values()) yield { repository, run };
    }
  }
}

const commentOf = ({ title }: Run) => /· comment (\d+)$/.exec(title)?.[1];

/** What is not right after the sweep. */
function wrongsOf(
  { world }: FakeHub,
  { repository, numbers, told, witness }: Life & { witness: Witness },
  runner: Runner,
  tally: Tally,
): string[] {
  const wrongs = [...witness.wrongs];
  const ours = (check: CheckRun) => check.name === checkName && check.appId === world.appId;
  const pulls = numbers.map((number) => repository.pull(number)).filter(({ issue }) => issue.state === 'open');
  for (const { head, issue } of pulls) {
    const same = pulls.filter((pull) => pull.head.sha === head.sha);
    const expected = same.map((pull) => expectedOf(repository, pull.issue.number, told));
    const checks = [...repository.checks.values()].filter((check) => ours(check) && check.sha === head.sha);
    const [check] = checks;
    if (checks.length !== 1) wrongs.push(`#${issue.number} has ${checks.length} checks on its head`);
    const green = check?.conclusion === 'success';
    const [must, may] = [expected.every((each) => each.must), expected.every((each) => each.may)];
    if (green && !may) wrongs.push(`#${issue.number} is green and must not be: ${check.output.title}`);
    if (!green && must)
      wrongs.push(`#${issue.number} is not green and must be: ${check?.status} ${check?.output.title}`);
    if (green && may && !must) tally.recorded += 1;
    const stickies = issue.comments.filter(
      ({ author, body }) => author === world.appUser && body.startsWith('<!-- goldgate:report:'),
    );
    tally.reports += stickies.length;
    if (stickies.length > 1) wrongs.push(`#${issue.number} has ${stickies.length} sticky comments`);
    for (const { id, body, reactions } of issue.comments) {
      if (!body.startsWith('/')) continue;
      const closing = reactions.filter(({ user, content }) => user === world.appUser && /^[+-]1$/.test(content));
      if (closing.length !== 1) wrongs.push(`the comment ${id}, ${body}, has ${closing.length} closing reactions`);
      const marker = `<!-- goldgate:reply:${id} `;
      const replies = issue.comments.filter(
        ({ author, body: text }) => author === world.appUser && text.startsWith(marker),
      );
      if (replies.length > 1) wrongs.push(`the comment ${id}, ${body}, has ${replies.length} replies`);
    }
  }
  wrongs.push(...runner.twice.filter((line) => line.startsWith(`${repository.fullName}:`)));
  return wrongs;
}

const tell = ({ seed, diary, repository }: Life & { seed: number }, wrong: string): string =>
  [
    `seed ${seed}: ${wrong}`,
    ...diary,
    ...[...repository.checks.values()].map(
      (check) => `  check ${check.sha.slice(0, 7)} ${check.conclusion} ${check.output.title}`,
    ),
  ].join('\n  ');

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
