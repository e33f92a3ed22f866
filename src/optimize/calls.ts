// The model as a run asks it: behind one budget, journal, cache and queue. The model behind it makes one try and knows
// nothing of this.

import type { Model } from '../program/model.ts';
import type { Budget, Clock } from './budget.ts';
import type { Journal } from './calls-journal.ts';
import type { CallCache } from './calls-memory.ts';
import { Exchange } from './exchange.ts';
import type { Price } from './price.ts';

/** A model with where it is asked and what it costs. */
export interface Asked {
  model: Model;
  /** The base URL, or the command. */
  endpoint: string;
  price: Price;
}

export interface CallParts {
  budget: Budget;
  journal: Journal;
  /** `null` when earlier runs are not to be believed. */
  cache: CallCache | null;
  clock: Clock;
  /** The most calls in flight at once. */
  concurrency: number;
  /** Of the jitter. */
  seed: number;
  /** An example that failed in an earlier session of the run fails again, unasked: the same run has the same trials. */
  replayFailures: boolean;
}

/** For the live view; earlier sessions of the run are in it. */
export interface Tally {
  /** Tries made. */
  calls: number;
  /** Answers that cost nothing, because they were known. */
  remembered: number;
  /** Tries that brought no answer. */
  failed: number;
  tokens: { input: number; output: number };
  usd: number;
  inFlight: number;
  /** How many may be in flight at the moment. */
  concurrency: number;
}

export interface Calls extends Model {
  tally(): Tally;
  /** Begins nothing more and resolves when no call is under way: what was paid for is in the journal then. */
  drain(): Promise<void>;
  /** Another model under the same budget, journal, cache, turns and tally. */
  beside(asked: Asked): Calls;
}

/**
 * `complete` throws BudgetReached at a cap, the ModelError of the last try when no further one is due, and after a failure
 * that does not pass that failure for every later call, unasked.
 */
export function openCalls(asked: Asked, parts: CallParts): Calls {
  const exchange = new Exchange(parts);
  const open = (asked: Asked): Calls => ({
    name: asked.model.name,
    complete: (call, signal) => exchange.complete(asked, call, signal),
    tally: () => exchange.tally(),
    drain: () => exchange.drain(),
    beside: open,
  });
  return open(asked);
}
