// What a missed delivery may have left undone, found by reading.

import type { AppContext } from './app-context.ts';

/** Comments since then that hold a command without our closing reaction, and ended runs that are not told yet. */
export async function openCommands(
  _context: AppContext,
  _since: Date,
): Promise<{ comments: number[]; runs: number[] }> {
  throw new Error('not built yet');
}
