// The one table of what a comment can ask for: the parser, the permissions, `/help` and the documentation are made of it.

import type { Permission } from './facts.ts';

/** A word after the verb. */
export interface Slot {
  name: string;
  accepts: RegExp;
  /** What it is, for whoever wrote something else. */
  takes: string;
  required?: true;
}

export interface CommandEntry {
  /** One sentence. */
  does: string;
  /** The least that a person needs; on a public repository everybody can read. Bots are never heard. */
  permission: Permission;
  slots: readonly Slot[];
  /** Of the options, how they are told; `null` when there are none. */
  options: string | null;
}

const role: Slot = { name: 'ROLE', accepts: /^[A-Za-z][\w-]{0,63}$/, takes: 'the name of a role, such as ba' };
const sha: Slot = { name: 'SHA', accepts: /^[0-9a-f]{40}$/, takes: 'the 40 hex digits of the head' };

export const verbs = ['help', 'check', 'tune', 'report', 'cancel'] as const;
export type Verb = (typeof verbs)[number];

export const commandTable: Readonly<Record<Verb, CommandEntry>> = {
  help: { does: 'lists these commands', permission: 'read', slots: [], options: null },
  check: {
    does: 'evaluates the review of this pull request anew and says where it stands',
    permission: 'read',
    slots: [],
    options: null,
  },
  tune: {
    does: 'tunes the role’s program on the data at the head of this pull request; a fork’s head is named by a maintainer, with its SHA',
    permission: 'write',
    slots: [{ ...role, required: true }, sha],
    options: '--candidates 8 --trials 8 --seed 0 …',
  },
  report: {
    does: 'writes the report of the newest finished tuning of this pull request again',
    permission: 'read',
    slots: [role],
    options: null,
  },
  cancel: {
    does: 'cancels the tunings of this pull request that are running',
    permission: 'write',
    slots: [role],
    options: null,
  },
};

/** `/tune ROLE [SHA] --candidates 8 …`. */
export function usageOf(verb: Verb): string {
  const { slots, options } = commandTable[verb];
  const words = slots.map(({ name, required }) => (required ? name : `[${name}]`));
  return [`/${verb}`, ...words, ...(options === null ? [] : [options])].join(' ');
}

/** A Markdown table, for `/help` and the documentation. No line of it is a command. */
export function renderCommandTable(): string {
  const rows = verbs.map((verb) => {
    const { does, permission } = commandTable[verb];
    return `| \`${usageOf(verb)}\` | ${does} | ${permission} |`;
  });
  return ['| Command | What it does | Needs |', '| :-- | :-- | :-- |', ...rows].join('\n');
}
