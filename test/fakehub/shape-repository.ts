// A repository as the API shows it.

import type { RepositoryPermission } from './model.ts';
import type { Repository } from './repository.ts';
import { nodeId, showUser } from './shape-user.ts';

const links = [
  ['archive', '{archive_format}{/ref}'],
  ['assignees', '{/user}'],
  ['blobs', '/git/blobs{/sha}'],
  ['branches', '{/branch}'],
  ['collaborators', '{/collaborator}'],
  ['comments', '{/number}'],
  ['commits', '{/sha}'],
  ['compare', '/{base}...{head}'],
  ['contents', '/{+path}'],
  ['contributors', ''],
  ['deployments', ''],
  ['downloads', ''],
  ['events', ''],
  ['forks', ''],
  ['git_commits', '{/sha}'],
  ['git_refs', '{/sha}'],
  ['git_tags', '{/sha}'],
  ['hooks', ''],
  ['issue_comment', '{/number}'],
  ['issue_events', '{/number}'],
  ['issues', '{/number}'],
  ['keys', '{/key_id}'],
  ['labels', '{/name}'],
  ['languages', ''],
  ['merges', ''],
  ['milestones', '{/number}'],
  ['notifications', '{?since,all,participating}'],
  ['pulls', '{/number}'],
  ['releases', '{/id}'],
  ['stargazers', ''],
  ['statuses', '{/sha}'],
  ['subscribers', ''],
  ['subscription', ''],
  ['tags', ''],
  ['teams', ''],
  ['trees', '{/sha}'],
] as const;

/** What lists and other things hold. */
export function showMinimal(repository: Repository) {
  const { world, apiUrl } = repository;
  return {
    id: repository.id,
    node_id: nodeId('Repository', repository.id),
    name: repository.name,
    full_name: repository.fullName,
    private: repository.hidden,
    owner: showUser(world, repository.owner),
    html_url: repository.htmlUrl,
    description: null,
    fork: repository.parent !== null,
    url: apiUrl,
    ...Object.fromEntries(links.map(([name, rest]) => [`${name}_url`, `${apiUrl}/${name}${rest}`])),
  };
}

export function showRepository(repository: Repository) {
  return {
    ...showMinimal(repository),
    git_url: `${repository.htmlUrl}.git`,
    ssh_url: `${repository.htmlUrl}.git`,
    clone_url: `${repository.htmlUrl}.git`,
    svn_url: repository.htmlUrl,
    mirror_url: null,
    homepage: null,
    language: null,
    forks_count: repository.forks.length,
    stargazers_count: 0,
    watchers_count: 0,
    size: 1,
    default_branch: repository.defaultBranch,
    open_issues_count: 0,
    is_template: false,
    topics: [],
    has_issues: true,
    has_projects: false,
    has_wiki: false,
    has_pages: false,
    has_downloads: true,
    has_discussions: false,
    archived: false,
    disabled: false,
    visibility: repository.hidden ? 'private' : 'public',
    pushed_at: repository.createdAt,
    created_at: repository.createdAt,
    updated_at: repository.createdAt,
    allow_forking: true,
    web_commit_signoff_required: false,
    custom_properties: {},
    forks: repository.forks.length,
    open_issues: 0,
    watchers: 0,
    license: null,
  };
}

const order = ['none', 'read', 'triage', 'write', 'maintain', 'admin'];

export function showPermissions(permission: RepositoryPermission) {
  const has = (wanted: string) => order.indexOf(permission) >= order.indexOf(wanted);
  return {
    pull: has('read'),
    triage: has('triage'),
    push: has('write'),
    maintain: has('maintain'),
    admin: has('admin'),
  };
}
