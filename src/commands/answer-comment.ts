// What a comment asks for is done once, by the comment's id, and answered where it was asked.

import type { AppContext } from './app-context.ts';

/** Idempotent: reads the comment; nothing happens when it holds no command, or when it is closed already. */
export async function answerComment(_context: AppContext, _comment: number): Promise<void> {
  throw new Error('not built yet');
}
