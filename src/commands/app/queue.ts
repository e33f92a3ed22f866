// Work waits here between a delivery's answer and its doing. Nothing in it outlives the process: GitHub holds the state,
// and a sweep finds what was lost.

import { mergeWork, workKey } from '../../review/merge-work.ts';
import type { RepositoryName, Work } from '../../review/work.ts';

/** Plain JSON. */
export interface Task {
  installation: number;
  repository: RepositoryName;
  work: Work;
  /** A sweep's: it waits for everything that an event asked for. */
  background: boolean;
}

/** In memory here; a store that several processes share can stand behind the same calls. */
export interface Queue {
  /** One task per key runs at a time; a waiting one takes up what comes for its key. Rejects when it is not accepted. */
  add(task: Task): Promise<void>;
  /** Ends what events have asked for, starts nothing else, and resolves when nothing runs or the time is over. */
  drain(milliseconds: number): Promise<void>;
  readonly size: { waiting: number; running: number };
}

/** After a failure: how long to wait, and whether every task of the installation has to. */
export interface Pause {
  milliseconds: number;
  everybody: boolean;
}

export interface QueueOptions {
  run(task: Task): Promise<void>;
  /** Called before the next try, or instead of it when `final`. Gives what is left of the task to do. Must not throw. */
  failed(task: Task, error: unknown, final: boolean): Promise<Task>;
  pauseAfter(error: unknown, tries: number): Pause;
  clock: Clock;
  /** Tasks at a time; half of them at most are background. */
  concurrency?: number;
  /** Until a task is given up. */
  tries?: number;
}

/** Milliseconds. `after` gives a function that forgets the call. */
export interface Clock {
  now(): number;
  after(milliseconds: number, call: () => void): () => void;
}

/** What is given up is kept for the next work on the same thing, for it may know what nobody else does. */
const keptAtMost = 1000;

interface Entry {
  key: string;
  task: Task;
  /** Came while the task was running. */
  next: Task | null;
  tries: number;
  state: 'ready' | 'running' | 'paused' | 'given-up';
  wake: () => void;
}

export class MemoryQueue implements Queue {
  readonly #options: QueueOptions;
  readonly #limit: number;
  readonly #entries = new Map<string, Entry>();
  readonly #ready = { events: new Set<Entry>(), background: new Set<Entry>() };
  readonly #givenUp = new Set<Entry>();
  /** Until when nothing of an installation is started. */
  readonly #held = new Map<number, number>();
  readonly #running = { events: 0, background: 0 };
  #drained: (() => void) | null = null;

  constructor(options: QueueOptions) {
    this.#options = options;
    this.#limit = options.concurrency ?? 8;
  }

  get size(): Queue['size'] {
    const running = this.#running.events + this.#running.background;
    return { waiting: this.#entries.size - this.#givenUp.size - running, running };
  }

  async add(task: Task): Promise<void> {
    if (this.#drained) throw new Error('the queue takes nothing more');
    const key = workKey(task.repository, task.work);
    const entry = this.#entries.get(key);
    if (entry === undefined) {
      this.#makeReady(this.#enter({ key, task, next: null, tries: 0, state: 'ready', wake: () => {} }));
    } else if (entry.state === 'running') {
      entry.next = merge(entry.next, task);
    } else if (entry.state !== 'paused' || !task.background) {
      if (entry.state === 'given-up') entry.tries = 0;
      this.#makeReady(entry, merge(entry.task, task));
    } else {
      // A sweep does not shorten the pause after a failure.
      entry.task = merge(entry.task, task);
    }
    this.#startMore();
  }

  drain(milliseconds: number): Promise<void> {
    for (const entry of this.#entries.values()) entry.wake();
    return new Promise((resolve) => {
      const forget = this.#options.clock.after(milliseconds, resolve);
      this.#drained = () => {
        forget();
        resolve();
      };
      this.#startMore();
    });
  }

  #enter(entry: Entry): Entry {
    this.#entries.set(entry.key, entry);
    return entry;
  }

  #makeReady(entry: Entry, task = entry.task): void {
    entry.wake();
    entry.task = task;
    entry.state = 'ready';
    this.#givenUp.delete(entry);
    this.#ready.background.delete(entry);
    this.#ready.events.delete(entry);
    this.#ready[laneOf(task)].add(entry);
  }

  #startMore(): void {
    for (let entry = this.#take(); entry !== undefined; entry = this.#take()) void this.#run(entry);
    const left = this.size.running + this.#ready.events.size;
    if (this.#drained && left === 0) this.#drained();
  }

  /** The next that may start, which is then no longer ready. */
  #take(): Entry | undefined {
    const { events, background } = this.#ready;
    while (this.size.running < this.#limit) {
      const spare = !this.#drained && this.#running.background < this.#limit / 2;
      const [entry] = events.size > 0 || !spare ? events : background;
      if (entry === undefined) return undefined;
      this.#ready[laneOf(entry.task)].delete(entry);
      const held = (this.#held.get(entry.task.installation) ?? 0) - this.#options.clock.now();
      if (held <= 0) return entry;
      this.#pause(entry, held);
    }
    return undefined;
  }

  #pause(entry: Entry, milliseconds: number): void {
    entry.state = 'paused';
    if (this.#drained) return;
    entry.wake = this.#options.clock.after(milliseconds, () => {
      this.#makeReady(entry);
      this.#startMore();
    });
  }

  async #run(entry: Entry): Promise<void> {
    const { task } = entry;
    const lane = laneOf(task);
    entry.state = 'running';
    this.#running[lane]++;
    try {
      await this.#options.run(task);
      entry.tries = 0;
      if (entry.next) this.#again(entry, entry.next);
      else this.#entries.delete(entry.key);
    } catch (error) {
      await this.#fail(entry, error);
    } finally {
      this.#running[lane]--;
      this.#startMore();
    }
  }

  async #fail(entry: Entry, error: unknown): Promise<void> {
    const { clock, failed, pauseAfter, tries = 8 } = this.#options;
    entry.tries++;
    const final = entry.tries >= tries;
    const { milliseconds, everybody } = pauseAfter(error, entry.tries);
    const { installation } = entry.task;
    if (everybody)
      this.#held.set(installation, Math.max(this.#held.get(installation) ?? 0, clock.now() + milliseconds));
    const left = await failed(entry.task, error, final);
    entry.task = left;
    if (entry.next) {
      if (final) entry.tries = 0;
      this.#again(entry, merge(left, entry.next));
    } else if (final) this.#giveUp(entry);
    else this.#pause(entry, milliseconds);
  }

  #again(entry: Entry, task: Task): void {
    entry.next = null;
    this.#makeReady(entry, task);
  }

  #giveUp(entry: Entry): void {
    entry.state = 'given-up';
    this.#givenUp.add(entry);
    const [oldest] = this.#givenUp;
    if (oldest === undefined || this.#givenUp.size <= keptAtMost) return;
    this.#givenUp.delete(oldest);
    this.#entries.delete(oldest.key);
  }
}

const laneOf = ({ background }: Task) => (background ? 'background' : 'events');

function merge(earlier: Task | null, later: Task): Task {
  if (earlier === null) return later;
  const background = earlier.background && later.background;
  return { ...later, background, work: mergeWork(earlier.work, later.work) };
}
