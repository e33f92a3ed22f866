// How a reply goes out: with the headers of GitHub's, and what stands in its place when a test asks for a fault.

import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Reply } from './api.ts';
import type { Fault } from './faults.ts';

export interface LoggedRequest {
  method: string;
  path: string;
  /** `GET /repos/{owner}/{repo}`; empty for what GitHub does not have. */
  route: string;
  /** 0: the connection was cut. */
  status: number;
  /** Asked with `If-None-Match` and answered 304: GitHub does not count it. */
  conditional: boolean;
  as: string;
}

/** What is answered in place of doing the work; `null` when it is done first. */
export function faultyReply(fault: Fault): Reply | null {
  if (fault.kind === 'status') {
    return {
      status: fault.status,
      body: { message: fault.message ?? 'Server Error' },
      ...(fault.headers ? { headers: fault.headers } : {}),
    };
  }
  if (fault.kind !== 'rate-limit') return null;
  const reset = String(Math.floor(Date.now() / 1000) + (fault.retryAfter ?? 60));
  return {
    status: fault.status ?? 403,
    body: {
      message: fault.retryAfter
        ? 'You have exceeded a secondary rate limit'
        : 'API rate limit exceeded for installation',
    },
    headers: fault.retryAfter
      ? { 'retry-after': String(fault.retryAfter) }
      : { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset },
  };
}

/** With GitHub's headers; an answer that the caller has already is a 304. */
export function send(request: IncomingMessage, response: ServerResponse, reply: Reply, entry: LoggedRequest): void {
  const data = reply.raw ?? (reply.body === undefined ? null : Buffer.from(JSON.stringify(reply.body)));
  const headers: Record<string, string> = {
    'x-github-request-id': randomBytes(8).toString('hex').toUpperCase(),
    'x-github-media-type': 'github.v3; format=json',
    'x-ratelimit-limit': '15000',
    'x-ratelimit-remaining': '14999',
    'x-ratelimit-reset': String(Math.floor(Date.now() / 1000) + 3600),
    'x-ratelimit-used': '1',
    'x-ratelimit-resource': 'core',
    ...(data ? { 'content-type': 'application/json; charset=utf-8' } : {}),
    ...reply.headers,
  };
  if (request.method === 'GET' && reply.status === 200 && data) {
    const etag = `W/"${createHash('sha1').update(data).digest('hex')}"`;
    headers.etag = etag;
    headers['cache-control'] = 'private, max-age=60, s-maxage=60';
    if (request.headers['if-none-match'] === etag) {
      delete headers['content-type'];
      Object.assign(entry, { status: 304, conditional: true });
      response.writeHead(304, headers).end();
      return;
    }
  }
  entry.status = reply.status;
  response.writeHead(reply.status, headers).end(data ?? undefined);
}
