// The whole app against an independent emulator of GitHub: what fakehub, which we wrote ourselves, may have got wrong. Its
// pull requests do not follow their branches, and its comments do not say that they are on a pull request, so that pushes
// and commands have no second opinion.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp } from '../app/child.ts';
import { part } from './bundle.ts';

interface Emulator {
  url: string;
  generatedSecrets: { kind: string; value: string }[];
  close(): Promise<void>;
}

const secret = 'a-secret-of-forty-bytes-for-these-tests!';
const people = ['ada', 'bea', 'cyn'];
const stack = new AsyncDisposableStack();
let github: Emulator;
const accounts = new Map<string, object>();
/** What the emulator has not: answered in its place, from its own lists. */
let api: string;

const call = async (as: string, method: string, path: string, body?: object) => {
  const reply = await fetch(github.url + path, {
    method,
    headers: { authorization: `Bearer token-${as}`, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${await reply.text()}`);
  return reply.json();
};
const repository = '/repos/acme/golden';
const write = async (path: string, text: string, branch: string, message = `Write ${path}`) => {
  const at = `${repository}/contents/${path}`;
  const there = await fetch(`${github.url}${at}?ref=${branch}`, { headers: { authorization: 'Bearer token-ada' } });
  const old = there.ok ? { sha: ((await there.json()) as { sha: string }).sha } : {};
  return call('ada', 'PUT', at, { message, content: Buffer.from(text).toString('base64'), branch, ...old });
};

beforeAll(async () => {
  const { createEmulator } = (await import(part('emulate/dist/api.js'))) as {
    createEmulator(options: object): Promise<Emulator>;
  };
  const app = {
    app_id: 1,
    slug: 'goldgate',
    name: 'Goldgate',
    permissions: {
      ...{ actions: 'write', checks: 'write', contents: 'read', issues: 'write' },
      ...{ members: 'read', merge_queues: 'read', metadata: 'read', pull_requests: 'read' },
    },
    events: ['pull_request', 'pull_request_review', 'issue_comment', 'push'],
    installations: [{ installation_id: 100, account: 'acme' }],
  };
  const port = await freePort();
  github = await createEmulator({
    service: 'github',
    port: 0,
    seed: {
      tokens: Object.fromEntries(people.map((login) => [`token-${login}`, { login, scopes: ['repo', 'user'] }])),
      github: {
        users: people.map((login) => ({ login, email: `${login}@example.com` })),
        orgs: [
          { login: 'acme', members: people.map((login) => ({ login, role: login === 'ada' ? 'admin' : 'member' })) },
        ],
        repos: [{ owner: 'acme', name: 'golden', auto_init: true }],
        apps: [{ ...app, webhook_url: `http://127.0.0.1:${port}/api/github/webhooks`, webhook_secret: secret }],
      },
    },
  });
  stack.defer(() => github.close());
  for (const login of people) {
    accounts.set(`${login}@example.com`, (await call('ada', 'GET', `/users/${login}`)) as object);
  }
  api = await between();
  await write('.github/goldgate.yml', 'review:\n  curators:\n    users: [bea, cyn]\n', 'main');
  await write('data/production/ba_eval.jsonl', '{}\n', 'main');
  const privateKey = github.generatedSecrets.find(({ kind }) => kind === 'github.app_private_key')?.value ?? '';
  stack.use(await startApp({ appId: 1, privateKey, secret, api, port }));
});
afterAll(() => stack.disposeAsync());

test('two approvals turn the check green; a request for changes and a dismissal turn it red', async () => {
  const { object } = (await call('ada', 'GET', `${repository}/git/ref/heads/main`)) as { object: { sha: string } };
  await call('ada', 'POST', `${repository}/git/refs`, { ref: 'refs/heads/change', sha: object.sha });
  await write('data/production/ba_eval.jsonl', '{"concept": "A shop"}\n', 'change');
  const opened = { title: 'A better example', head: 'change', base: 'main' };
  const { number } = (await call('ada', 'POST', `${repository}/pulls`, opened)) as { number: number };
  await expectCheck(number, 'failure', /0 of 2/);
  // Nobody can have read what was made in the second of the approval; the emulator does not say whose its checks are, so
  // that nothing is recorded there which would tell.
  await new Promise((done) => setTimeout(done, 1100));
  const review = (login: string, event: string) =>
    call(login, 'POST', `${repository}/pulls/${number}/reviews`, { event, body: 'I have read it.' });
  const first = (await review('bea', 'APPROVE')) as { id: number };
  await expectCheck(number, 'failure', /1 of 2/);
  await review('cyn', 'APPROVE');
  await expectCheck(number, 'success', /2 of 2/);
  await review('cyn', 'REQUEST_CHANGES');
  await expectCheck(number, 'failure', /changes requested by cyn/);
  await review('cyn', 'APPROVE');
  await expectCheck(number, 'success', /2 of 2/);
  await call('ada', 'PUT', `${repository}/pulls/${number}/reviews/${first.id}/dismissals`, { message: 'It changed.' });
  await expectCheck(number, 'failure', /1 of 2/);
});

/** Of the head that the pull request has now. */
async function expectCheck(number: number, conclusion: string, title: RegExp): Promise<void> {
  await eventually(async () => {
    const { head } = (await call('ada', 'GET', `${repository}/pulls/${number}`)) as { head: { sha: string } };
    const { check_runs } = (await call('ada', 'GET', `${repository}/commits/${head.sha}/check-runs`)) as {
      check_runs: { name: string; conclusion: string; output: { title: string } }[];
    };
    const ours = check_runs.filter(({ name }) => name === 'goldgate/double-review');
    expect(ours).toHaveLength(1);
    expect(ours[0]?.output.title).toMatch(title);
    expect(ours[0]?.conclusion).toBe(conclusion);
  });
}

async function eventually(check: () => Promise<void>): Promise<void> {
  const end = Date.now() + 20_000;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((done) => setTimeout(done, 100));
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

interface Listed {
  commit: { author: { email: string } };
}

function withAccounts(listed: Listed): object {
  const person = accounts.get(listed.commit.author.email);
  return { ...listed, author: person, committer: person };
}

/**
 * A door before the emulator, for what it does not know: the pull requests of a commit, reactions, deliveries, and whose
 * account a commit's address belongs to.
 */
async function between(): Promise<string> {
  const server = createServer(async (request, reply) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const path = request.url ?? '/';
    const [, sha] = /\/commits\/([0-9a-f]{40})\/pulls/.exec(path) ?? [];
    const json = (status: number, body: unknown) =>
      reply.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (sha) {
      const pulls = (await call('ada', 'GET', `${repository}/pulls?state=open`)) as { head: { sha: string } }[];
      return json(
        200,
        pulls.filter(({ head }) => head.sha === sha),
      );
    }
    if (path.includes('/reactions'))
      return json(request.method === 'GET' ? 200 : 201, request.method === 'GET' ? [] : { id: 1 });
    if (path.startsWith('/app/hook/deliveries')) return json(200, []);
    const { host: _, connection: __, 'content-length': ___, ...headers } = request.headers;
    const answer = await fetch(github.url + path, {
      method: request.method ?? 'GET',
      headers: headers as Record<string, string>,
      ...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}),
    });
    const text = await answer.text();
    if (/\/pulls\/\d+\/commits/.test(path)) return json(answer.status, JSON.parse(text).map(withAccounts));
    const kept = ['content-type', 'link', 'etag'].flatMap((name) => {
      const value = answer.headers.get(name);
      return value ? [[name, value] as const] : [];
    });
    reply.writeHead(answer.status, Object.fromEntries(kept)).end(text);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  stack.defer(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
