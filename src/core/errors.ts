// Two kinds of trouble: a set-up that is broken, which says what to do (exit 2), and everything else, which is a bug (70).

export const exitCode = { clean: 0, findings: 1, setup: 2, bug: 70, interrupted: 130 } as const;

/** A broken configuration, flag or host. `message` says what is wrong and what to do; no stack is shown for it. */
export class SetupError extends Error {
  override readonly name = 'SetupError';
}

/** The text of anything that was thrown, for a message that goes on. */
export function reasonOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** For the import of a package that the bundle keeps in a file of its own, beside the doors. */
export function notLoaded(error: unknown): never {
  throw new SetupError(
    `a part of Goldgate cannot be loaded; keep the files of its dist folder together: ${reasonOf(error)}`,
  );
}
