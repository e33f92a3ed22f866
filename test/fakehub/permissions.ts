// Which permission each operation needs of an app, after GitHub's documentation; THREATS.md has what ours asks for.

import type { Access, Actor, Grants } from './api.ts';

/** Of the app's installation, when a test says nothing else. */
export const appPermissions: Grants = {
  metadata: 'read',
  contents: 'read',
  pull_requests: 'read',
  issues: 'write',
  checks: 'write',
  actions: 'write',
  merge_queues: 'read',
  members: 'read',
};

/** What the app's webhook is told: `default_events` of its manifest, and the installation's own. */
export const appEvents: ReadonlySet<string> = new Set([
  'check_run',
  'check_suite',
  'installation',
  'installation_repositories',
  'issue_comment',
  'member',
  'membership',
  'merge_group',
  'organization',
  'pull_request',
  'pull_request_review',
  'push',
  'team',
  'workflow_run',
]);

// Below `/repos/{owner}/{repo}`, the longest beginning that fits; any one of the names will do.
const ofRepository: readonly [beginning: string, names: readonly string[]][] = [
  ['', ['metadata']],
  ['/collaborators', ['metadata']],
  ['/contents', ['contents']],
  ['/commits', ['contents']],
  ['/commits/{commit_sha}/pulls', ['pull_requests', 'contents']],
  ['/commits/{ref}/check-runs', ['checks']],
  ['/check-runs', ['checks']],
  ['/compare', ['contents']],
  ['/git', ['contents']],
  ['/branches', ['contents']],
  ['/pulls', ['pull_requests']],
  ['/pulls/{pull_number}/update-branch', ['pull_requests']],
  ['/issues', ['issues', 'pull_requests']],
  ['/actions', ['actions']],
];

const elsewhere: readonly [beginning: string, names: readonly string[]][] = [['/orgs/{org}/teams', ['members']]];

interface Need {
  names: readonly string[];
  access: Access;
}

/** `null` when no permission is needed. `key`: `METHOD /path/{parameter}`. */
function needOf(key: string): Need | null {
  const [method = '', path = ''] = key.split(' ');
  const access = method === 'GET' ? 'read' : 'write';
  const root = '/repos/{owner}/{repo}';
  const inside = path.startsWith(root) && !path.startsWith(`${root}/installation`);
  const [table, rest] = inside ? [ofRepository, path.slice(root.length)] : [elsewhere, path];
  const best = table
    .filter(([beginning]) => rest.startsWith(beginning))
    .sort(([one], [other]) => other.length - one.length)[0];
  return best ? { names: best[1], access } : null;
}

/** What the caller of an operation lacks, in words; `null` when nothing. */
export function lacking(key: string, { grants }: Actor): string | null {
  const need = needOf(key);
  return need && grants ? missing(grants, need) : null;
}

/** The same for a question of GraphQL's, which has no operation of its own. */
export function lackingToRead(names: readonly string[], { grants }: Actor): string | null {
  return grants && missing(grants, { names, access: 'read' });
}

function missing(grants: Grants, { names, access }: Need): string | null {
  // Every installation may read the metadata.
  if (access === 'read' && names.includes('metadata')) return null;
  const has = names.some((name) => grants[name] === 'write' || (access === 'read' && grants[name] === 'read'));
  return has ? null : `${names.join(' or ')}: ${access}`;
}
