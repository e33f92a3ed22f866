// When to ask again after a failure: exponential back-off with full jitter, and what the endpoint asks for goes first.

import { createHash } from 'node:crypto';
import { type Model, ModelError, type ModelFailure } from '../program/model.ts';
import type { Clock } from './budget.ts';

const tries: Partial<Record<ModelFailure, number>> = { rate: 8, server: 5, network: 5, 'time-out': 3, reply: 2 };
const longestBackOff = 30;
/** An endpoint that asks for more has a quota that is used up. */
const longestWait = 120;

/**
 * Seconds to wait before the next try; `null` to give up. `failed` counts the tries so far, from 1. `name` and `seed`
 * decide the jitter, so that the same run waits the same.
 */
export function waitAfter(error: ModelError, failed: number, name: string, seed: number): number | null {
  if (failed >= (tries[error.failure] ?? 1)) return null;
  const jitter = createHash('sha256').update(`${seed} ${name} ${failed}`).digest().readUInt32BE() / 2 ** 32;
  const backOff = jitter * Math.min(longestBackOff, 2 ** (failed - 1));
  // Those that were told the same moment do not all come back at it.
  const wait = error.retryAfter === undefined ? backOff : error.retryAfter + Math.min(1, backOff);
  return wait > longestWait ? null : wait;
}

/** A model that is asked again after failures that pass. */
export function persistent(model: Model, clock: Clock): Model {
  let calls = 0;
  return {
    name: model.name,
    async complete(call, signal) {
      const name = `${calls++}`;
      for (let failed = 1; ; failed++) {
        try {
          return await model.complete(call, signal);
        } catch (error) {
          const wait = error instanceof ModelError ? waitAfter(error, failed, name, 0) : null;
          if (wait === null) throw error;
          await clock.sleep(wait, signal);
        }
      }
    },
  };
}
