// What `init` does to one file: written, extended, kept. Nothing that somebody else wrote or edited is lost.

import type { Layout } from './layout.ts';
import { type Marks, readSection, writeSection } from './section.ts';
import type { TuneModelName } from './tune-models.ts';

export const appModes = ['workflow', 'server'] as const;
/** With no server, by two workflows; or as a server, by a GitHub App of the team's own. */
export type AppMode = (typeof appModes)[number];

export interface Situation {
  layout: Layout;
  /** Texts of the consulted files and of every workflow, by path. */
  texts: ReadonlyMap<string, string>;
  /** Paths where no regular file can be written, and what stands there: "is a symbolic link". */
  blocked: ReadonlyMap<string, string>;
  /** Where the nightly's records go. */
  record: string;
  /** Where tuning runs go. */
  optimizer: string;
  /** The tuning workflows that are wanted, and the roles that they tune. */
  tune: { model: TuneModelName; roles: readonly string[] } | null;
  /** The way the app runs, when it is wanted. */
  app: AppMode | null;
  branch: string;
  /** The account of the remote, for the placeholder. */
  account: string | null;
  owners: readonly string[];
  /** Our Action as the workflows should name it; as they do already when `null`. */
  action: string | null;
  force: boolean;
}

export interface Step {
  path: string;
  outcome: 'written' | 'extended' | 'rewritten' | 'kept' | 'current' | 'left out';
  reason: string;
  /** What the file holds afterwards; absent when it stays as it is. */
  text?: string;
}

/** `superseded`: what an earlier run wrote, and nobody has edited since. */
export function planFile(
  { texts, force }: Situation,
  path: string,
  text: string,
  reason: string,
  superseded?: string,
): Step {
  const there = texts.get(path);
  if (there === undefined) return { path, outcome: 'written', reason, text };
  if (there === text) return { path, outcome: 'current', reason };
  if (force || there === superseded) return { path, outcome: 'rewritten', reason, text };
  return { path, outcome: 'kept', reason: 'it is there already, and differs; --force overwrites it' };
}

/** `superseded`: parts that an earlier run wrote, and nobody has edited since. */
export function planSection(
  { texts, force }: Situation,
  path: string,
  body: string,
  { marks, reason, superseded = [] }: { marks: Marks; reason: string; superseded?: string[] },
): Step {
  const there = texts.get(path);
  const section = there === undefined ? null : readSection(there, marks);
  if (section === body) return { path, outcome: 'current', reason };
  if (section !== null && !force && !superseded.includes(section)) {
    return { path, outcome: 'kept', reason: 'its part for Goldgate was edited; --force rewrites that part' };
  }
  const outcome = there === undefined ? 'written' : section === null ? 'extended' : 'rewritten';
  return { path, outcome, reason, text: writeSection(there ?? '', body, marks) };
}
