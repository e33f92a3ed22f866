import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pullRequestWork } from '../../review/events.ts';
import type { PullRequestWork } from '../../review/work.ts';
import { type Clock, MemoryQueue, type QueueOptions, type Task } from './queue.ts';

/** A clock that stands still until it is told to go on. */
class StillClock implements Clock {
  #now = 0;
  readonly #calls = new Set<{ at: number; call: () => void }>();

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, call: () => void): () => void {
    const waiting = { at: this.#now + milliseconds, call };
    this.#calls.add(waiting);
    return () => void this.#calls.delete(waiting);
  }

  /** Everything due until then, in order, with what it leads to. */
  async pass(milliseconds: number): Promise<void> {
    const until = this.#now + milliseconds;
    for (;;) {
      await settle();
      const [next] = [...this.#calls].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
      if (next === undefined) break;
      this.#calls.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.call();
    }
    this.#now = until;
  }
}

const settle = () => new Promise((resolve) => setImmediate(resolve));
const repository = { owner: 'acme', repo: 'data' };
const task = (number: number, hints: Partial<PullRequestWork> = {}, more: Partial<Task> = {}): Task => ({
  installation: 1,
  repository,
  work: pullRequestWork(number, hints),
  background: false,
  ...more,
});
const asked = ({ work }: Task) => (work.kind === 'pull-request' ? work : pullRequestWork(0));

function queueOf(options: Partial<QueueOptions>) {
  const clock = new StillClock();
  const queue = new MemoryQueue({
    run: async () => {},
    failed: async (failed) => failed,
    pauseAfter: (_, tries) => ({ milliseconds: 1000 * 2 ** tries, everybody: false }),
    clock,
    ...options,
  });
  return { clock, queue };
}

test('random schedules: one at a time a key, never too many at once, nothing lost, and waiting work is merged', async () => {
  const step = fc.oneof(
    { weight: 5, arbitrary: fc.record({ add: fc.integer({ min: 1, max: 6 }), background: fc.boolean() }) },
    { weight: 2, arbitrary: fc.record({ pass: fc.integer({ min: 1, max: 5000 }) }) },
  );
  const outcome = fc.record({ takes: fc.integer({ min: 0, max: 3000 }), fails: fc.boolean(), limit: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 60 }),
      fc.infiniteStream(outcome),
      fc.integer({ min: 1, max: 4 }),
      async (steps, outcomes, concurrency) => {
        const running = new Map<number, boolean>();
        const done = new Set<number>();
        // A queue takes what is thrown in a job for a failure, so nothing is expected there.
        const wrong: string[] = [];
        let runs = 0;
        let failures = 0;
        const { clock, queue } = queueOf({
          concurrency,
          tries: 1000,
          async run(each) {
            const { number, comments } = asked(each);
            if (running.has(number)) wrong.push('twice at once');
            running.set(number, each.background);
            if (running.size > concurrency) wrong.push('too many');
            const sweeps = [...running.values()].filter(Boolean).length;
            if (sweeps > Math.ceil(concurrency / 2)) wrong.push('too many of a sweep');
            runs++;
            const { takes, fails, limit } = outcomes.next().value;
            await new Promise<void>((resolve) => clock.after(takes, resolve));
            running.delete(number);
            if (fails && failures < 30) {
              failures++;
              throw limit ? 'limit' : 'fault';
            }
            for (const comment of comments) done.add(comment);
          },
          pauseAfter: (error, tries) => ({ milliseconds: 100 * tries, everybody: error === 'limit' }),
        });
        let added = 0;
        for (const each of steps) {
          if ('pass' in each) await clock.pass(each.pass);
          else await queue.add(task(each.add, { comments: [++added] }, { background: each.background }));
        }
        await clock.pass(10_000_000);
        expect(wrong).toEqual([]);
        expect([...done].sort((a, b) => a - b)).toEqual(Array.from({ length: added }, (_, index) => index + 1));
        expect(runs).toBeLessThanOrEqual(added + failures);
        expect(queue.size).toEqual({ waiting: 0, running: 0 });
      },
    ),
    { numRuns: 60 },
  );
});

test('what comes for a running pull request is one more run, with all that was told', async () => {
  const seen: Task[] = [];
  const { clock, queue } = queueOf({
    async run(each) {
      seen.push(each);
      await new Promise<void>((resolve) => clock.after(10, resolve));
    },
  });
  const review = { review: 5, head: 'a' };
  await queue.add(task(1));
  await queue.add(task(1, { reviews: [review] }));
  await queue.add(task(1, { heads: ['b'], reviews: [review, { review: 6, head: 'c' }] }));
  await queue.add(task(1, { comments: [4], settled: true }, { repository: { owner: 'Acme', repo: 'Data' } }));
  await clock.pass(100);
  expect(seen.map(asked)).toEqual([
    pullRequestWork(1),
    pullRequestWork(1, { reviews: [review, { review: 6, head: 'c' }], heads: ['b'], comments: [4] }),
  ]);
});

test('what an event asks for goes first, and a sweep leaves half of the places to it', async () => {
  const order: string[] = [];
  const { clock, queue } = queueOf({
    concurrency: 2,
    async run(each) {
      order.push(`${each.background ? 'sweep' : 'event'} ${asked(each).number}`);
      await new Promise<void>((resolve) => clock.after(10, resolve));
    },
  });
  for (const number of [1, 2, 3]) await queue.add(task(number, {}, { background: true }));
  for (const number of [4, 5]) await queue.add(task(number));
  await queue.add(task(3));
  await clock.pass(5);
  expect(order).toEqual(['sweep 1', 'event 4']);
  await clock.pass(100);
  expect(order).toEqual(['sweep 1', 'event 4', 'event 5', 'event 3', 'sweep 2']);
});

test('only what is left is tried again, after growing pauses, until it is given up and told so', async () => {
  const times: number[] = [];
  const finals: boolean[] = [];
  const seen: PullRequestWork[] = [];
  const { clock, queue } = queueOf({
    tries: 3,
    async run(each) {
      times.push(clock.now());
      seen.push(asked(each));
      throw new Error('502');
    },
    async failed(each, _, final) {
      finals.push(final);
      return { ...each, work: { ...asked(each), comments: [2] } };
    },
  });
  await queue.add(task(1, { comments: [1, 2] }));
  await clock.pass(60_000);
  expect(times).toEqual([0, 2000, 6000]);
  expect(finals).toEqual([false, false, true]);
  expect(seen.map(({ comments }) => comments)).toEqual([[1, 2], [2], [2]]);
  expect(queue.size).toEqual({ waiting: 0, running: 0 });
  // What was given up is taken up again by the next work on the pull request.
  await queue.add(task(1, { comments: [3] }, { background: true }));
  await settle();
  expect(seen.at(-1)?.comments).toEqual([2, 3]);
  expect(finals.at(-1)).toBe(false);
});

test('a limit holds up the whole installation and no other; an event does not hurry it', async () => {
  const started: string[] = [];
  let limited = true;
  const { clock, queue } = queueOf({
    async run(each) {
      started.push(`${clock.now()}: ${each.installation}#${asked(each).number}`);
      if (each.installation === 1 && limited) throw new Error('429');
    },
    pauseAfter: () => ({ milliseconds: 60_000, everybody: true }),
  });
  await queue.add(task(1));
  await settle();
  limited = false;
  await queue.add(task(1));
  await queue.add(task(2));
  await queue.add(task(3, {}, { installation: 2, repository: { owner: 'other', repo: 'data' } }));
  await clock.pass(59_000);
  expect(started).toEqual(['0: 1#1', '0: 2#3']);
  await clock.pass(2_000);
  expect(started.slice(2)).toEqual(['60000: 1#1', '60000: 1#2']);
});

test('an event does not wait for the pause after a failure of other kinds; a sweep does', async () => {
  const times: number[] = [];
  let broken = true;
  const { clock, queue } = queueOf({
    async run() {
      times.push(clock.now());
      if (broken) throw new Error('502');
    },
  });
  await queue.add(task(1));
  await clock.pass(500);
  await queue.add(task(1, {}, { background: true }));
  await clock.pass(500);
  broken = false;
  await queue.add(task(1));
  await clock.pass(10_000);
  expect(times).toEqual([0, 1000]);
});

test('draining ends what events have asked for, starts nothing of a sweep, and takes nothing more', async () => {
  const done: number[] = [];
  const { clock, queue } = queueOf({
    concurrency: 2,
    async run(each) {
      await new Promise<void>((resolve) => clock.after(10, resolve));
      done.push(asked(each).number);
    },
  });
  for (const number of [1, 2]) await queue.add(task(number, {}, { background: true }));
  for (const number of [3, 4]) await queue.add(task(number));
  let over = false;
  const drained = queue.drain(25_000).then(() => (over = true));
  await expect(queue.add(task(5))).rejects.toThrow('takes nothing more');
  await clock.pass(15);
  expect(over).toBe(false);
  await clock.pass(15);
  await drained;
  expect(done.sort()).toEqual([1, 3, 4]);
});

test('draining ends with its time, whatever runs', async () => {
  const { clock, queue } = queueOf({ run: () => new Promise(() => {}) });
  await queue.add(task(1));
  const drained = queue.drain(25_000);
  await clock.pass(25_000);
  await drained;
  expect(queue.size.running).toBe(1);
});

test('draining with nothing to do is over at once', async () => {
  const { queue } = queueOf({});
  await queue.drain(25_000);
  expect(queue.size).toEqual({ waiting: 0, running: 0 });
});
