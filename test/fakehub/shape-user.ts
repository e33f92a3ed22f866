// Accounts as the API shows them.

import type { User } from './model.ts';
import type { World } from './world.ts';

export const nodeId = (kind: string, id: number): string => Buffer.from(`0:${kind}${id}`).toString('base64');

export function showUser({ url }: World, user: User) {
  const api = `${url}/users/${encodeURIComponent(user.login)}`;
  return {
    login: user.login,
    id: user.id,
    node_id: nodeId(user.type, user.id),
    avatar_url: `${url}/html/avatars/${user.id}`,
    gravatar_id: '',
    url: api,
    html_url: `${url}/html/${encodeURIComponent(user.login)}`,
    followers_url: `${api}/followers`,
    following_url: `${api}/following{/other_user}`,
    gists_url: `${api}/gists{/gist_id}`,
    starred_url: `${api}/starred{/owner}{/repo}`,
    subscriptions_url: `${api}/subscriptions`,
    organizations_url: `${api}/orgs`,
    repos_url: `${api}/repos`,
    events_url: `${api}/events{/privacy}`,
    received_events_url: `${api}/received_events`,
    type: user.type,
    user_view_type: 'public',
    site_admin: false,
  };
}

/** Where GitHub shows no user for an account that is no more. */
export function showUserOrNull(world: World, user: User | null) {
  return user && !user.removed ? showUser(world, user) : null;
}

/** Where GitHub shows the account `ghost` for one that is no more. */
export function showUserOrGhost(world: World, user: User) {
  return showUser(world, user.removed ? world.ghost : user);
}

export function showPublicUser(world: World, user: User) {
  return {
    ...showUser(world, user),
    name: user.login,
    company: null,
    blog: '',
    location: null,
    email: null,
    hireable: null,
    bio: null,
    twitter_username: null,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: '2020-01-01T00:00:00Z',
    updated_at: '2020-01-01T00:00:00Z',
  };
}
