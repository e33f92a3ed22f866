// What was lost on the way is found again: at the start, every five minutes, and at once when people or repositories change.

import { faultFields } from './fault.ts';
import type { Installations } from './installations.ts';
import type { Log } from './jobs.ts';
import type { Clock, Queue } from './queue.ts';
import {
  failedSince,
  listDeliveries,
  lostDeliveries,
  readDelivery,
  recentReviews,
  redeliver,
} from './sent-deliveries.ts';

/** Milliseconds. */
const every = 300_000;
/** After a change, for such events come in heaps. */
const soon = 2_000;

export class Sweeps {
  readonly #installations: Installations;
  readonly #queue: Queue;
  readonly #log: Log;
  readonly #clock: Clock;
  #timer = () => {};
  #soon: { installations: Set<number>; forget: () => void } | null = null;
  #deliveriesSeen: number | null = null;
  #stopped = false;
  /** Whether the key has worked, so that the first one is under way at least. */
  begun = false;

  constructor(installations: Installations, queue: Queue, log: Log, clock: Clock) {
    this.#installations = installations;
    this.#queue = queue;
    this.#log = log;
    this.#clock = clock;
  }

  /** Resolves when the first one is queued, and goes on by itself. Never rejects: what fails is in the log. */
  async start(): Promise<void> {
    const began = this.#clock.now();
    await this.#part('who the App is', async () => {
      await this.#installations.self();
      this.begun = true;
    });
    if (this.begun) {
      let lost: number[] = [];
      // Heads first, so that the work on their pull requests knows them.
      await this.#part('deliveries', async () => {
        lost = await this.#deliveries();
      });
      await this.#part('installations', () => this.#all());
      for (const delivery of lost) {
        if (this.#stopped) return;
        await this.#part('a redelivery', () => redeliver(this.#installations, delivery));
      }
    }
    if (this.#stopped) return;
    const rest = this.begun ? every : every / 20;
    this.#timer = this.#clock.after(Math.max(0, rest - (this.#clock.now() - began)), () => void this.start());
  }

  /** Of one installation alone, in a moment. */
  soon(installation: number): void {
    if (this.#stopped) return;
    this.#soon ??= {
      installations: new Set(),
      forget: this.#clock.after(soon, async () => {
        const { installations } = this.#soon ?? { installations: [] };
        this.#soon = null;
        for (const each of installations) await this.#part('repositories', () => this.#repositories(each));
      }),
    };
    this.#soon.installations.add(installation);
  }

  stop(): void {
    this.#stopped = true;
    this.#timer();
    this.#soon?.forget();
  }

  async #all(): Promise<void> {
    for (const installation of await this.#installations.list()) {
      if (this.#stopped) return;
      await this.#part('repositories', () => this.#repositories(installation));
    }
  }

  async #repositories(installation: number): Promise<void> {
    for (const repository of await this.#installations.repositories(installation)) {
      if (this.#stopped) return;
      await this.#queue.add({ installation, repository, work: { kind: 'repository' }, background: true });
    }
  }

  /** Reads at the start what was answered shortly before; gives what never arrived. */
  async #deliveries(): Promise<number[]> {
    const now = this.#clock.now();
    const first = this.#deliveriesSeen === null;
    const sent = await listDeliveries(this.#installations, failedSince(now, this.#deliveriesSeen));
    for (const delivery of first ? recentReviews(sent, now) : []) {
      if (this.#stopped) return [];
      await this.#part('a review', async () => {
        for (const task of await readDelivery(this.#installations, delivery)) await this.#queue.add(task);
      });
    }
    this.#deliveriesSeen = now;
    return lostDeliveries(sent);
  }

  /** One part that cannot be swept does not keep the others from it; the next sweep sees to it. */
  async #part(what: string, sweep: () => Promise<void>): Promise<void> {
    try {
      await sweep();
    } catch (error) {
      if (!this.#stopped) this.#log.warn({ sweep: what, ...faultFields(error) }, 'sweep');
    }
  }
}
