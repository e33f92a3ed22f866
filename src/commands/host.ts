// What a command may know of the world it runs in; made by a door, so that a test can make another.

export interface Host {
  /** The folder that relative paths and the search for the root start from. */
  cwd: string;
  env: Readonly<Record<string, string | undefined>>;
  now(): Date;
  /** Standard input, to its end. */
  input(): Promise<string>;
  /** Standard output: the command's result, exactly as given; text from data must be escaped for the format. */
  print(text: string): void;
  /** Standard error: progress, notices, errors. */
  note(text: string): void;
  /** Whether ANSI colours may be used. */
  color: boolean;
  /** Whether a person is looking at a terminal. */
  interactive: boolean;
  /** Aborted by Ctrl-C. The process ends at once then, unless the command asked for time. */
  signal: AbortSignal;
  /** A command that has something to save sets how many seconds it may take after an interrupt. */
  grace: { seconds: number };
}
