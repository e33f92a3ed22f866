// For the tests alone: a GitHub of a few routes on loopback, which keeps what it was asked.

import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Octokit } from '@octokit/rest';
import { connect, type GitHub, inRepository } from './client.ts';
import type { Memory } from './conditional.ts';

export interface Reply {
  status?: number;
  headers?: Record<string, string>;
  /** Sent as JSON; a string or bytes as they are. */
  body?: unknown;
}

export interface Asked {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
}

export interface Loopback extends AsyncDisposable {
  url: string;
  asked: Asked[];
  client(token?: string, memory?: Memory): Octokit;
  github(token?: string): GitHub;
}

/** Answers until it is disposed of. */
export async function loopback(reply: (asked: Asked) => Reply | Promise<Reply>): Promise<Loopback> {
  const asked: Asked[] = [];
  const server = createServer(async ({ method = '', url: path = '', headers }, response) => {
    const question = { method, path, headers };
    asked.push(question);
    const { status = 200, headers: told = {}, body = null } = await reply(question);
    const raw = typeof body === 'string' || Buffer.isBuffer(body);
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...told });
    response.end(status === 304 ? undefined : raw ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = (token = 'a-token', memory?: Memory) => connect({ authentication: { token }, baseUrl: url, memory });
  return {
    url,
    asked,
    client,
    github: (token) => inRepository(client(token), { owner: 'acme', repo: 'prompts' }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
