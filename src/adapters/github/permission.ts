// What somebody may do in the repository, asked at the moment it matters.

import { type Permission, permissions } from '../../review/facts.ts';
import { answeredOrNull, type GitHub } from './client.ts';

/**
 * A custom role counts as what it is based on. What GitHub refuses to tell is `none`; a fault or a limit of GitHub's is
 * thrown (Unanswered), so that it is asked again before anybody is refused.
 */
export async function readPermission({ api, repository }: GitHub, login: string): Promise<Permission> {
  const asked = api.repos.getCollaboratorPermissionLevel({ ...repository, username: login });
  const told = await answeredOrNull(`the permission of ${login}`, asked, [400, 401, 403, 404, 422]);
  const named = (name: string | undefined) => permissions.find((permission) => permission === name);
  return named(told?.role_name) ?? named(told?.permission) ?? 'none';
}

export const atLeast = (held: Permission, needed: Permission): boolean =>
  permissions.indexOf(held) >= permissions.indexOf(needed);
