// A tuning that has ended is told on its pull request.

import type { AppContext } from './app-context.ts';

/** Idempotent: nothing happens for a run that goes on, that is none of ours, or that is told already. */
export async function finishTuning(_context: AppContext, _run: number): Promise<void> {
  throw new Error('not built yet');
}
