// The clock that calls of a model are timed by.

import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../optimize/budget.ts';

const longest = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => performance.now() / 1000,
  sleep: async (seconds, signal) => {
    await wait(Math.min(longest, seconds * 1000), undefined, { signal }).catch((error) => {
      signal.throwIfAborted();
      throw error;
    });
  },
};
