// Apps and installations as the API shows them: the one under test, and GitHub Actions.

import { nodeId, showUser } from './shape-user.ts';
import type { World } from './world.ts';

export const actionsApp = 15_368;

export function showApp(world: World, id: number) {
  const { appUser } = world;
  const slug =
    id === world.appId ? appUser.login.replace('[bot]', '') : id === actionsApp ? 'github-actions' : `app-${id}`;
  return {
    id,
    slug,
    node_id: nodeId('Integration', id),
    client_id: `Iv1.${id}`,
    owner: showUser(world, world.ghost),
    name: slug,
    description: null,
    external_url: world.url,
    html_url: `${world.url}/html/apps/${slug}`,
    created_at: '2020-01-01T00:00:00Z',
    updated_at: '2020-01-01T00:00:00Z',
    permissions: id === world.appId ? world.permissions : {},
    events: [],
  };
}

export function showInstallation(world: World) {
  const account = [...world.repositories.values()][0]?.owner ?? world.ghost;
  const slug = world.appUser.login.replace('[bot]', '');
  return {
    id: world.installation,
    account: showUser(world, account),
    repository_selection: 'all',
    access_tokens_url: `${world.url}/app/installations/${world.installation}/access_tokens`,
    repositories_url: `${world.url}/installation/repositories`,
    html_url: `${world.url}/html/installations/${world.installation}`,
    app_id: world.appId,
    client_id: `Iv1.${world.appId}`,
    app_slug: slug,
    target_id: account.id,
    target_type: account.type,
    permissions: world.permissions,
    events: [],
    single_file_name: null,
    created_at: '2020-01-01T00:00:00Z',
    updated_at: '2020-01-01T00:00:00Z',
    suspended_by: null,
    suspended_at: null,
  };
}
