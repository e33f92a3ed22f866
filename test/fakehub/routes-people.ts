// Accounts, teams and collaborators.

import { type Call, list, notFound, numberOf, ok, type Routes, repositoryOf } from './api.ts';
import type { Team, User } from './model.ts';
import { showPermissions, showRepository } from './shape-repository.ts';
import { showFullTeam } from './shape-team.ts';
import { showPublicUser, showUser } from './shape-user.ts';

function teamOf({ world, params }: Call): Team {
  const team = world.findTeam(`${params.org}/${params.team_slug}`);
  if (!team) throw notFound();
  return team;
}

function userOf({ world, params }: Call): User {
  const user = world.findUser(params.username ?? '');
  if (!user) throw notFound();
  return user;
}

export const peopleRoutes: Routes = {
  'GET /users/{username}': (call) => ok(showPublicUser(call.world, userOf(call))),
  'GET /user/{account_id}': (call) => {
    const user = call.world.userById(numberOf(call, 'account_id'));
    if (!user) throw notFound();
    return ok(showPublicUser(call.world, user));
  },
  'GET /orgs/{org}/teams/{team_slug}': (call) => ok(showFullTeam(call.world, teamOf(call))),
  'GET /orgs/{org}/teams/{team_slug}/members': (call) =>
    list(call, call.world.teamMembers(teamOf(call)), (user) => showUser(call.world, user)),
  'GET /orgs/{org}/teams/{team_slug}/memberships/{username}': (call) => {
    const team = teamOf(call);
    const user = userOf(call);
    const active = call.world.teamMembers(team).includes(user);
    if (!active && !team.pending.has(user)) throw notFound();
    const url = `${call.world.url}/organizations/${team.organization.id}/team/${team.id}/memberships/${user.login}`;
    return ok({ url, role: 'member', state: active ? 'active' : 'pending' });
  },
  'GET /repos/{owner}/{repo}/collaborators': (call) => {
    const repository = repositoryOf(call);
    const people = [...repository.permissions.keys()].filter(({ type }) => type !== 'Organization');
    return list(call, people, (user) => {
      const permission = repository.permissionOf(user);
      return { ...showUser(call.world, user), permissions: showPermissions(permission), role_name: permission };
    });
  },
  'GET /repos/{owner}/{repo}/collaborators/{username}/permission': (call) => {
    const repository = repositoryOf(call);
    const user = userOf(call);
    const role = repository.permissionOf(user);
    // The older field knows four values alone; `role_name` tells them apart.
    const permission = role === 'maintain' ? 'write' : role === 'triage' ? 'read' : role;
    const shown = { ...showUser(call.world, user), permissions: showPermissions(role), role_name: role };
    return ok({ permission, role_name: role, user: shown });
  },
  'GET /repos/{owner}/{repo}': (call) => {
    const repository = repositoryOf(call);
    return ok({
      ...showRepository(repository),
      network_count: repository.forks.length,
      subscribers_count: 0,
      ...(repository.parent
        ? { parent: showRepository(repository.parent), source: showRepository(repository.parent) }
        : {}),
    });
  },
};
