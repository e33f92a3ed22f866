// When to ask again after a failure: exponential back-off with full jitter, and what the endpoint asks for goes first.

import { createHash } from 'node:crypto';
import { type Model, ModelError, type ModelFailure } from '../program/model.ts';
import type { Clock } from './budget.ts';

const tries: Partial<Record<ModelFailure, number>> = { rate: 8, server: 5, network: 5, 'time-out': 3, reply: 2 };
const longestBackOff = 30;
/** An endpoint that asks for more has a quota that is used up. */
const longestWait = 120;

/** Counts the failures of one call, each kind by itself: five refusals leave the right to another try after an empty answer. */
export class Patience {
  readonly #failed = new Map<ModelFailure, number>();
  readonly #name: string;
  readonly #seed: number;

  /** `name` and `seed` decide the jitter, so that the same run waits the same. */
  constructor(name: string, seed: number) {
    this.#name = name;
    this.#seed = seed;
  }

  /** Seconds to wait before the next try; `null` to give up. */
  after({ failure, retryAfter }: ModelError): number | null {
    const failed = (this.#failed.get(failure) ?? 0) + 1;
    this.#failed.set(failure, failed);
    if (failed >= (tries[failure] ?? 1)) return null;
    const hash = createHash('sha256').update(`${this.#seed} ${this.#name} ${failure} ${failed}`).digest();
    const backOff = (hash.readUInt32BE() / 2 ** 32) * Math.min(longestBackOff, 2 ** (failed - 1));
    // Those that were told the same moment do not all come back at it.
    const wait = retryAfter === undefined ? backOff : retryAfter + Math.min(1, backOff);
    return wait > longestWait ? null : wait;
  }
}

/** A model that is asked again after failures that pass. */
export function persistent(model: Model, clock: Clock): Model {
  let calls = 0;
  return {
    name: model.name,
    async complete(call, signal) {
      const patience = new Patience(`${calls++}`, 0);
      for (;;) {
        try {
          return await model.complete(call, signal);
        } catch (error) {
          const wait = error instanceof ModelError ? patience.after(error) : null;
          if (wait === null) throw error;
          await clock.sleep(wait, signal);
        }
      }
    },
  };
}
