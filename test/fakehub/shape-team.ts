// A team and its organization as the API shows them.

import type { Team, User } from './model.ts';
import type { World } from './world.ts';

/** What webhooks tell. */
export const showTeam = ({ url }: World, { id, organization, slug }: Team) => ({
  id,
  node_id: `T_${id}`,
  url: `${url}/organizations/${organization.id}/team/${id}`,
  html_url: `${url}/html/orgs/${organization.login}/teams/${slug}`,
  name: slug,
  slug,
  description: null,
  privacy: 'closed',
  notification_setting: 'notifications_enabled',
  permission: 'pull',
  members_url: `${url}/organizations/${organization.id}/team/${id}/members{/member}`,
  repositories_url: `${url}/organizations/${organization.id}/team/${id}/repos`,
  type: 'organization',
  organization_id: organization.id,
  parent: null,
});

export const showFullTeam = (world: World, team: Team) => ({
  ...showTeam(world, team),
  members_count: team.members.size,
  repos_count: 0,
  created_at: '2020-01-01T00:00:00Z',
  updated_at: '2020-01-01T00:00:00Z',
  organization: showOrganization(world, team.organization),
});

export const showOrganization = ({ url }: World, { id, login }: User) => ({
  login,
  id,
  node_id: `O_${id}`,
  url: `${url}/orgs/${login}`,
  repos_url: `${url}/orgs/${login}/repos`,
  events_url: `${url}/orgs/${login}/events`,
  hooks_url: `${url}/orgs/${login}/hooks`,
  issues_url: `${url}/orgs/${login}/issues`,
  members_url: `${url}/orgs/${login}/members{/member}`,
  public_members_url: `${url}/orgs/${login}/public_members{/member}`,
  avatar_url: `${url}/html/avatars/${id}`,
  description: null,
  has_organization_projects: true,
  has_repository_projects: true,
  public_repos: 0,
  public_gists: 0,
  followers: 0,
  following: 0,
  html_url: `${url}/html/${login}`,
  type: 'Organization',
  created_at: '2020-01-01T00:00:00Z',
  updated_at: '2020-01-01T00:00:00Z',
  archived_at: null,
});
