// The people whom a policy speaks of, as they are now: whoever has left a team no longer counts.

import type { PeopleFacts, Permission, Person, Unreadable } from '../../review/facts.ts';
import { permissions } from '../../review/facts.ts';
import { answeredOrNull, type GitHub, Unanswered } from './client.ts';
import { perPage, readPages } from './pages.ts';

export interface Wanted {
  /** Logins. */
  users: readonly string[];
  /** `org/slug`. */
  teams: readonly string[];
  /** Whether everybody's access is wanted. */
  permission: boolean;
}

/** An account as GitHub's answers show it. */
export interface Account {
  id?: number;
  login?: string;
  type?: string;
}

/** Null for what is no account: GitHub shows `null` and `{}` where there is none any more. */
export function personOf(account: Account | null | undefined): Person | null {
  const { id, login, type } = account ?? {};
  return typeof id === 'number' && login ? { id, login, type: type ?? 'User' } : null;
}

/** `reviewers`: whose permission is told too, as far as GitHub tells it. Throws Unanswered. */
export async function readPeople(github: GitHub, wanted: Wanted, reviewers: readonly Person[]): Promise<PeopleFacts> {
  const [users, teams, collaborators] = await Promise.all([
    byName(wanted.users, (login) => readUser(github, login)),
    byName(wanted.teams, (team) => readTeam(github, team)),
    wanted.permission ? readCollaborators(github) : null,
  ]);
  const listed = new Map(
    Array.isArray(collaborators) ? collaborators.map(({ id, permission }) => [id, permission]) : [],
  );
  const told = await Promise.all(
    reviewers.map(
      async (person): Promise<[number, Permission | null]> => [
        person.id,
        listed.get(person.id) ?? (await readPermission(github, person)),
      ],
    ),
  );
  const known = told.filter((pair): pair is [number, Permission] => pair[1] !== null);
  return { users, teams, collaborators, permissions: Object.fromEntries(known) };
}

async function byName<Found>(names: readonly string[], read: (name: string) => Promise<Found>) {
  const lower = [...new Set(names.map((name) => name.toLowerCase()))];
  return Object.fromEntries(await Promise.all(lower.map(async (name) => [name, await read(name)] as const)));
}

async function readUser({ api }: GitHub, username: string): Promise<Person | null> {
  return personOf(await answeredOrNull(`the account ${username}`, api.users.getByUsername({ username })));
}

/** Active members; GitHub lists those of child teams among them. */
async function readTeam({ api }: GitHub, team: string): Promise<Person[] | Unreadable> {
  const [org = '', team_slug = ''] = team.split('/');
  return unlessRefused(`the team ${team} cannot be seen`, async () => {
    const members = await readPages({
      what: `the members of the team ${team}`,
      read: (page) => api.teams.listMembersInOrg({ org, team_slug, per_page: perPage, page }),
      key: ({ id }) => id,
    });
    return members.flatMap((member) => personOf(member) ?? []);
  });
}

async function readCollaborators({
  api,
  repository,
}: GitHub): Promise<(Person & { permission: Permission })[] | Unreadable> {
  return unlessRefused('who has access to the repository cannot be seen', async () => {
    const all = await readPages({
      what: 'the collaborators of the repository',
      read: (page) => api.repos.listCollaborators({ ...repository, per_page: perPage, page }),
      key: ({ id }) => id,
    });
    return all.flatMap((account) => {
      const person = personOf(account);
      return person ? { ...person, permission: highest(account.permissions) } : [];
    });
  });
}

/** A custom role is told by what it includes. */
function highest(granted: Partial<Record<string, boolean>> | undefined): Permission {
  const names: Record<string, Permission> = { pull: 'read', triage: 'triage', push: 'write' };
  const held = Object.entries(granted ?? {}).flatMap(([name, yes]) => (yes ? (names[name] ?? name) : []));
  return permissions.findLast((permission) => held.includes(permission)) ?? 'none';
}

/** Null where GitHub does not tell: it is worth a note, and decides nothing. */
async function readPermission({ api, repository }: GitHub, { id, login }: Person): Promise<Permission | null> {
  const asked = api.repos.getCollaboratorPermissionLevel({ ...repository, username: login });
  const answer = await answeredOrNull(`the permission of ${login}`, asked, [403, 404]);
  // A login may have gone to somebody else.
  if (answer === null || answer.user?.id !== id) return null;
  return (
    permissions.find((permission) => permission === answer.role_name) ??
    permissions.find((permission) => permission === answer.permission) ??
    null
  );
}

/** What GitHub refuses to show is a fact of its own; a limit or a fault of GitHub's is thrown. */
async function unlessRefused<Found>(what: string, read: () => Promise<Found>): Promise<Found | Unreadable> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof Unanswered) || (error.refusal !== 403 && error.refusal !== 404)) throw error;
    const why = error.refusal === 404 ? 'there is none, or this app may not see it' : 'this app may not see it';
    return { unreadable: `${what}: ${why} (status ${error.refusal})` };
  }
}
