// What docs/deploy.md tells somebody to type and to click is what the App needs.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { parseAppSettings } from '../src/commands/app/settings.ts';
import { webhookPath } from '../src/commands/app/webhook-door.ts';
import { renderReviewWorkflow } from '../src/init/review-workflows.ts';

const document = readFileSync('docs/deploy.md', 'utf8');
const manifest = parse(readFileSync('app.yml', 'utf8')) as {
  hook_attributes: { url: string };
  default_permissions: Record<string, string>;
  default_events: string[];
};
const [address = ''] = /^https:\/\/github\.com\/organizations\/ORG\/settings\/apps\/new\?\S+$/m.exec(document) ?? [];
const fence = (language: string) =>
  new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'm').exec(document)?.[1] ?? '';

test('the link that registers the App asks for what the manifest asks for, and nothing else', () => {
  const { searchParams } = new URL(address);
  const rest = new Set(['name', 'url', 'public', 'webhook_active', 'webhook_url', 'events[]']);
  const permissions = Object.fromEntries([...searchParams].filter(([key]) => !rest.has(key)));
  expect(permissions).toEqual(manifest.default_permissions);
  expect(searchParams.getAll('events[]')).toEqual(manifest.default_events);
  expect(searchParams.get('webhook_url')).toBe(manifest.hook_attributes.url);
  expect(manifest.hook_attributes.url).toBe(`https://HOST${webhookPath}`);
});

test('the table of permissions is the manifest’s', () => {
  const rows = [...document.matchAll(/^\| ([A-Z][\w ]+?)(?: \(organization\))? \| (read|write) \| .* \|$/gm)];
  const told = Object.fromEntries(
    rows.map(([, name = '', access]) => [name.toLowerCase().replaceAll(' ', '_'), access]),
  );
  expect(told).toEqual(manifest.default_permissions);
});

test('a workflow has the App’s rights, but for what no token of its has', () => {
  const { permissions } = parse(renderReviewWorkflow('./', { after: [], branch: 'main' })).jobs.review as {
    permissions: Record<string, string>;
  };
  const { metadata, merge_queues, members, ...rest } = manifest.default_permissions;
  expect([metadata, merge_queues, members]).toEqual(['read', 'read', 'read']);
  expect(Object.fromEntries(Object.entries(permissions).map(([key, value]) => [key.replace('-', '_'), value]))).toEqual(
    rest,
  );
});

test('every variable of the server is told, and no other', () => {
  const read = new Set<string>();
  const env = new Proxy({}, { get: (_, name: string) => void read.add(name) });
  expect(() => parseAppSettings(env)).toThrow('APP_ID');
  const told = [...document.matchAll(/^\| ((?:`[A-Z_]+`(?:, (?:or )?)?)+) \|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`(\w+)`/g)].map(([, name = '']) => name),
  );
  expect(new Set(told)).toEqual(read);
});

test('proxy, unit and container lead to the door', () => {
  expect(fence('nginx')).toContain(`location = ${webhookPath} `);
  expect(fence('nginx')).toContain('client_max_body_size 25m');
  expect(fence('ini')).toMatch(/^ExecStart=\S+ \S+\/dist\/app\.js$/m);
  expect(fence('dockerfile')).toContain("fetch('http://127.0.0.1:3000/healthz')");
});
