// A snapshot of a pull request, written by a program or by hand → the facts that the verdict is made from.

import { reasonOf, SetupError } from '../core/errors.ts';
import type { PullRequestFacts } from '../review/facts.ts';
import { factsSchema } from '../review/facts-schema.ts';
import { findMisfits, type Schema } from './misfits.ts';
import { keyLocator } from './parse.ts';

const schemaPath = 'docs/pull-request.schema.json';

/** Throws SetupError with the line of the first thing that is wrong. `path` is only for the message. */
export function parseFacts(text: string, path: string): PullRequestFacts {
  let written: unknown;
  try {
    written = JSON.parse(text);
  } catch (error) {
    throw new SetupError(`${path} is no JSON: ${reasonOf(error)}; ${schemaPath} says what belongs into it`);
  }
  for (const { path: keys, message } of findMisfits(written, factsSchema as Schema)) {
    throw new SetupError(`${path}:${keyLocator(text)(keys)}: ${message}; ${schemaPath} says what belongs into it`);
  }
  const facts = written as PullRequestFacts;
  const { users, teams } = facts.people;
  return { ...facts, people: { ...facts.people, users: byLowerCase(users), teams: byLowerCase(teams) } };
}

const byLowerCase = <Value>(record: Readonly<Record<string, Value>>): Record<string, Value> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key.toLowerCase(), value]));
