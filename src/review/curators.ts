// From the names in a policy to people: who may approve under it, as far as GitHub could be asked.

import { type PeopleFacts, type Person, permissions } from './facts.ts';
import type { Curators } from './policy.ts';
import { cannotSee, type Problem } from './problem.ts';

export interface KnownCurators {
  people: ReadonlyMap<number, Person>;
  /** Why it is not known who they all are. */
  problems: readonly Problem[];
  /** Users whom GitHub does not know. */
  nobody: readonly string[];
}

export function knownCurators({ users = [], teams = [], permission }: Curators, facts: PeopleFacts): KnownCurators {
  const people = new Map<number, Person>();
  const [problems, nobody]: [Problem[], string[]] = [[], []];
  const add = (more: readonly Person[]) => {
    for (const person of more) people.set(person.id, person);
  };
  for (const login of users) {
    const person = own(facts.users, login.toLowerCase());
    if (person === undefined) problems.push(cannotSee(`who ${login} is`, 'was not looked up'));
    else if (person === null) nobody.push(login);
    else add([person]);
  }
  for (const team of teams) {
    const members = own(facts.teams, team.toLowerCase()) ?? { unreadable: 'was not looked up' };
    if ('unreadable' in members) problems.push(cannotSee(`who is in the team ${team}`, members.unreadable));
    else add(members);
  }
  if (permission) {
    const all = facts.collaborators ?? { unreadable: 'was not looked up' };
    const rank = (has: (typeof permissions)[number]) => permissions.indexOf(has);
    if ('unreadable' in all) problems.push(cannotSee(`who has ${permission} access`, all.unreadable));
    else add(all.filter((one) => rank(one.permission) >= rank(permission)));
  }
  return { people, problems, nobody };
}

const own = <Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;
