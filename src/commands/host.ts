// What a command may know of the world it runs in; made by a door, so that a test can make another.

export interface Host {
  /** The folder that relative paths and the search for the root start from. */
  cwd: string;
  env: Readonly<Record<string, string | undefined>>;
  now(): Date;
  /** Standard output: the command's result, exactly as given; text from data must be escaped for the format. */
  print(text: string): void;
  /** Standard error: progress, notices, errors. */
  note(text: string): void;
  /** Whether ANSI colours may be used. */
  color: boolean;
  /** Whether a person is looking at a terminal. */
  interactive: boolean;
  signal: AbortSignal;
}
