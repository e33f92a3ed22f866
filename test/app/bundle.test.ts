// What is shipped: the built server starts in a folder that holds nothing else, and does its work.

import { cpSync, globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { FakeHub } from '../fakehub/fakehub.ts';
import { startApp } from './child.ts';

test('dist/app.js needs no package beside it', async () => {
  await using stack = new AsyncDisposableStack();
  const folder = mkdtempSync(join(tmpdir(), 'goldgate-app-'));
  stack.defer(() => rmSync(folder, { recursive: true }));
  for (const file of globSync('dist/*.{js,json}')) cpSync(file, join(folder, basename(file)));
  const hub = stack.use(await FakeHub.start());
  for (const login of ['ann', 'bob', 'cat']) hub.world.addUser(login);
  const review = 'review:\n  curators:\n    users: [bob, cat]\n';
  const files = { '.github/goldgate.yml': review, 'data/production/ba_eval.jsonl': '{"a":1}\n' };
  const repository = hub.world.createRepository({ owner: 'acme', name: 'prompts', files });
  for (const login of ['ann', 'bob', 'cat']) repository.setPermission(login, 'write');
  repository.commit('change', { 'data/production/ba_eval.jsonl': '{"a":2}\n' }, { author: 'ann' });
  const number = repository.openPullRequest({ author: 'ann', head: 'change' });
  repository.comment(number, 'ann', '/help');

  const { id: appId, privateKey, webhookSecret: secret } = hub.app;
  const app = stack.use(await startApp({ appId, privateKey, secret, api: hub.url, door: join(folder, 'app.js') }));
  const seen = () => [...repository.checks.values()].map(({ conclusion, output }) => `${conclusion} ${output.title}`);
  await expect.poll(seen, { timeout: 10_000 }).toEqual([expect.stringMatching(/^failure 0 of 2/)]);
  await expect.poll(() => repository.comments.size, { timeout: 10_000 }).toBe(2);
  expect((await fetch(`${app.url}/readyz`)).status).toBe(200);
  expect(await app.end('SIGTERM')).toBe(0);
  expect(app.written()).not.toContain('"level":"warn"');
  expect(hub.violations).toEqual([]);
});
