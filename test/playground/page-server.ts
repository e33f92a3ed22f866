// Serves the page, takes what people do, and tells every open page what has changed.

import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('page', import.meta.url));
const kinds: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};
const names = ['index.html', 'icon.svg'].concat(
  ['style', 'pull', 'behind', 'markdown'].map((name) => `${name}.css`),
  ['page', 'offers', 'dom', 'pull', 'behind', 'tour', 'markdown', 'chart'].map((name) => `${name}.mjs`),
);
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'";

export interface PageOptions {
  port: number;
  /** JSON of what the page shows. */
  view(): string;
  /** Takes a parsed body; answers with status and JSON. */
  act(body: unknown): { status: number; body: object };
}

export interface PageServer {
  url: string;
  close(): Promise<void>;
}

/** Listens on loopback alone. */
export async function servePage({ port, view, act }: PageOptions): Promise<PageServer> {
  const open = new Set<ServerResponse>();
  let shown = '';
  const tell = () => {
    if (open.size === 0) return;
    const now = view();
    if (now === shown) return;
    shown = now;
    for (const reply of open) reply.write(`data: ${now}\n\n`);
  };
  const telling = setInterval(tell, 120);

  const server = createServer(async (request, reply) => {
    const send = (status: number, type: string, body: string | Buffer) =>
      reply
        .writeHead(status, { 'content-type': type, 'content-security-policy': policy, 'cache-control': 'no-store' })
        .end(body);
    const { pathname } = new URL(request.url ?? '/', 'http://loopback');
    // Another site's page may reach loopback by a name of its own, or post a form to it; neither looks like this.
    if (!/^(127\.0\.0\.1|localhost):\d+$/.test(request.headers.host ?? ''))
      return send(403, 'text/plain', 'Not for you.');
    if (pathname === '/events') return listen(reply);
    if (pathname === '/view') return send(200, 'application/json', view());
    if (pathname === '/act') return send(...(await take(request)));
    const name = pathname === '/' ? 'index.html' : pathname.slice(1);
    if (request.method !== 'GET' || !names.includes(name)) return send(404, 'text/plain', 'There is no such page.');
    send(200, kinds[extname(name)] as string, readFileSync(join(folder, name)));
  });

  function listen(reply: ServerResponse): void {
    reply.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    reply.write(`data: ${view()}\n\n`);
    open.add(reply);
    reply.once('close', () => open.delete(reply));
  }

  async function take(request: IncomingMessage): Promise<[number, string, string]> {
    const json = 'application/json';
    if (request.method !== 'POST' || request.headers['content-type'] !== json) {
      return [405, json, JSON.stringify({ error: 'POST what to do as JSON.' })];
    }
    const given = await text(request);
    const { status, body } = act(parseJson(given));
    tell();
    return [status, json, JSON.stringify(body)];
  }

  await new Promise<void>((done, fail) => server.once('error', fail).listen(port, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      clearInterval(telling);
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

function parseJson(given: string): unknown {
  try {
    return JSON.parse(given);
  } catch {
    return null;
  }
}
