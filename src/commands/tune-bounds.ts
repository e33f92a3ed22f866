// How much of each number may be asked for: on the command line, in a comment and in the Action's input alike.

export interface Bounds {
  least: number;
  most: number;
  /** The most that a comment or the Action's input may ask for, where that is less. */
  outside?: number;
}

/** Under the names of the flags; dollars and minutes may be fractions. */
export const bounds = {
  candidates: { least: 1, most: 100 },
  trials: { least: 1, most: 1000 },
  seed: { least: 0, most: 2 ** 31 - 1 },
  concurrency: { least: 1, most: 256 },
  budgetUsd: { least: 0, most: 10_000, outside: 100 },
  // A week; on GitHub, what a job of six hours leaves to the tuning.
  budgetMinutes: { least: 0, most: 10_080, outside: 330 },
} as const satisfies Record<string, Bounds>;
