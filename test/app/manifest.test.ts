// The App asks for what it uses and nothing else: its manifest, the docs and what fakehub grants say the same.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { webhookPath } from '../../src/commands/app/webhook-door.ts';
import { installationOf, workOf } from '../../src/review/events.ts';
import { appPermissions } from '../fakehub/permissions.ts';

interface Manifest {
  name: string;
  url: string;
  description: string;
  public: boolean;
  hook_attributes: { url: string; active: boolean };
  default_permissions: Record<string, string>;
  default_events: string[];
}

const manifest = parse(readFileSync('app.yml', 'utf8')) as Manifest;
const deploy = readFileSync('docs/deploy.md', 'utf8');

test('the permissions are these, ever', () => {
  expect(manifest.default_permissions).toEqual({
    metadata: 'read',
    contents: 'read',
    pull_requests: 'read',
    issues: 'write',
    checks: 'write',
    actions: 'write',
    merge_queues: 'read',
    members: 'read',
  });
  // Every call that a test makes through fakehub is held against these.
  expect(appPermissions).toEqual(manifest.default_permissions);
});

test('the App is private, and its webhook is the door', () => {
  expect(manifest.public).toBe(false);
  expect(manifest.hook_attributes).toEqual({ url: `https://HOST${webhookPath}`, active: true });
  expect(manifest.description).toMatch(/goldgate\/double-review/);
});

test('the link in the docs registers the same App', () => {
  const [link = ''] = deploy.match(/https:\/\/github\.com\/organizations\/\S+/) ?? [];
  const asked = new URL(link).searchParams;
  expect(asked.getAll('events[]').sort()).toEqual([...manifest.default_events].sort());
  expect(Object.fromEntries(Object.keys(manifest.default_permissions).map((name) => [name, asked.get(name)]))).toEqual(
    manifest.default_permissions,
  );
  const others = ['name', 'url', 'public', 'webhook_active', 'webhook_url', 'events[]'];
  expect([...asked.keys()].filter((name) => !others.includes(name) && !(name in manifest.default_permissions))).toEqual(
    [],
  );
  expect([asked.get('public'), asked.get('webhook_url')]).toEqual(['false', manifest.hook_attributes.url]);
});

test('every event that is asked for leads to something, and none that does is missing', () => {
  const sha = 'a'.repeat(40);
  const change = { pull_request: { number: 1, head: { sha } }, review: { id: 1 } };
  const payload = {
    installation: { id: 1 },
    repository: { id: 1, name: 'data', owner: { login: 'acme' }, default_branch: 'main' },
    ...change,
    issue: { number: 1, pull_request: {} },
    comment: { id: 1, body: '/help', user: { type: 'User' } },
    check_run: { head_sha: sha },
    check_suite: { head_sha: sha },
    merge_group: { head_ref: 'refs/heads/x', head_sha: sha, base_sha: sha },
    workflow_run: { id: 1, head_sha: sha, path: 'tune.yml', display_title: 'tune ba · #1' },
    ref: 'refs/heads/main',
    commits: [{ modified: ['.github/goldgate.yml'] }],
  };
  const actions = [
    'opened',
    'submitted',
    'created',
    'rerequested',
    'checks_requested',
    'completed',
    'added',
    'member_added',
  ];
  const asks = (event: string) =>
    actions.some(
      (action) =>
        workOf(event, { ...payload, action }) !== null || installationOf(event, { ...payload, action }) !== null,
    );
  expect(manifest.default_events.filter((event) => !asks(event))).toEqual([]);
  const told = ['installation', 'installation_repositories'];
  const others = ['issues', 'status', 'create', 'release', 'pull_request_review_comment', 'repository', 'workflow_job'];
  expect(told.every(asks)).toBe(true);
  expect(others.some(asks)).toBe(false);
});
