// Where GitHub's deliveries come in: nothing is parsed before its signature is found right, and nothing is done before the
// answer. An answer is one short line, whatever went wrong.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { faultFields } from './fault.ts';
import { Deliveries } from './known-deliveries.ts';

export interface Delivery {
  id: string;
  name: string;
  payload: object;
}

export interface DoorOptions {
  /** Whether the signature is that of this text. */
  verify(body: string, signature: string): Promise<boolean>;
  /** Rejects when the delivery cannot be taken; GitHub may then send it again. */
  receive(delivery: Delivery): Promise<void>;
  /** `null`, or why no delivery is welcome. */
  unready(): string | null;
  draining(): boolean;
  /** Of every delivery's answer; no text of it. */
  log(fields: Readonly<Record<string, string | number | boolean | null>>, message: string): void;
  /** Milliseconds for a whole request. */
  slowest?: number;
}

export const webhookPath = '/api/github/webhooks';
/** GitHub sends nothing above it. */
export const bodyLimit = 25 * 1024 * 1024;
/** Of all bodies that are being read, for until its signature is checked anybody may have sent one. */
const bodiesLimit = 8 * bodyLimit;

/** Not listening yet. */
export function webhookDoor(options: DoorOptions): Server {
  const { slowest = 20_000 } = options;
  const webhooks = webhookHandler(options);
  const server = createServer(
    {
      requestTimeout: slowest,
      headersTimeout: Math.min(slowest, 5_000),
      keepAliveTimeout: 5_000,
      connectionsCheckingInterval: Math.min(slowest, 1_000),
      maxHeaderSize: 16_384,
    },
    (request, response) => {
      const [path] = (request.url ?? '').split('?');
      const answer = routes(path ?? '', request.method ?? '');
      if (answer) end(response, answer);
      else
        webhooks(request).then(
          (told) => end(response, told),
          (error) => {
            // The sender is gone, or was too slow and has its answer.
            if (request.destroyed && !request.complete) return response.destroy();
            options.log(faultFields(error), 'a bug');
            return end(response, { status: 500, text: 'this is a bug; the log of the server names it' });
          },
        );
    },
  );
  server.maxHeadersCount = 100;
  server.maxConnections = 1_000;
  return server;

  function routes(path: string, method: string): Answer | null {
    const health = path === '/healthz' || path === '/readyz';
    if (!health && path !== webhookPath) return { status: 404, text: 'nothing is here' };
    const allowed = health ? ['GET', 'HEAD'] : ['POST'];
    if (!allowed.includes(method)) return { status: 405, text: `only ${allowed.join(' and ')}`, allow: allowed };
    if (path === '/healthz') return { status: 200, text: 'ok' };
    if (path === '/readyz') {
      const why = options.unready();
      return why === null ? { status: 200, text: 'ready' } : { status: 503, text: why };
    }
    return null;
  }
}

interface Answer {
  status: number;
  text: string;
  allow?: readonly string[];
}

function end(response: ServerResponse, { status, text, allow }: Answer): void {
  if (response.destroyed) return;
  response.setHeader('content-type', 'text/plain; charset=utf-8');
  response.setHeader('x-content-type-options', 'nosniff');
  if (allow) response.setHeader('allow', allow.join(', '));
  // What has not been read by now is not waited for.
  if (status >= 400) response.setHeader('connection', 'close');
  response.statusCode = status;
  response.end(`${text}\n`);
}

function webhookHandler({
  verify,
  receive,
  draining,
  log,
}: DoorOptions): (request: IncomingMessage) => Promise<Answer> {
  const deliveries = new Deliveries();
  let reading = 0;

  return async (request) => {
    const began = performance.now();
    const id = header(request, 'x-github-delivery');
    const event = header(request, 'x-github-event');
    const answer = await answerTo(request, id, event);
    const milliseconds = Math.round(performance.now() - began);
    const known = /^[\w-]{1,100}$/;
    const told = { delivery: known.test(id) ? id : null, event: known.test(event) ? event : null };
    log({ ...told, status: answer.status, milliseconds }, answer.text);
    return answer;
  };

  async function answerTo(request: IncomingMessage, id: string, event: string): Promise<Answer> {
    if (draining()) return { status: 503, text: 'shutting down' };
    if (!/^application\/json\s*(?:;|$)/i.test(header(request, 'content-type'))) {
      return { status: 415, text: 'set the content type of the webhook to application/json' };
    }
    if (!/^[\w-]{1,100}$/.test(id) || !/^\w{1,100}$/.test(event)) {
      return { status: 400, text: 'X-GitHub-Delivery or X-GitHub-Event is missing' };
    }
    const signature = header(request, 'x-hub-signature-256');
    if (!/^sha256=[0-9a-f]{64}$/.test(signature)) return { status: 401, text: 'X-Hub-Signature-256 is missing' };
    const body = await read(request);
    if (typeof body === 'number') return { status: body, text: body === 413 ? 'too large' : 'too much at once' };
    const text = textOf(body);
    if (!text || !(await verify(text, signature))) return { status: 401, text: 'the signature is not of this body' };
    const payload = parse(text);
    if (payload === null) return { status: 400, text: 'the body is no event of GitHub' };
    try {
      const first = await deliveries.once(id, () => receive({ id, name: event, payload }));
      return { status: 202, text: first ? 'accepted' : 'accepted before' };
    } catch (error) {
      log({ delivery: id, ...faultFields(error) }, 'not accepted');
      return { status: 503, text: 'not accepted; send it again' };
    }
  }

  /** The bytes, or the status of the answer. Rejects when the connection ends before. */
  async function read(request: IncomingMessage): Promise<Buffer | 413 | 503> {
    if (Number(request.headers['content-length']) > bodyLimit) return 413;
    const chunks: Buffer[] = [];
    let size = 0;
    try {
      for await (const chunk of request.iterator({ destroyOnReturn: false })) {
        size += chunk.length;
        reading += chunk.length;
        if (size > bodyLimit) return 413;
        if (reading > bodiesLimit) return 503;
        chunks.push(chunk);
      }
      return Buffer.concat(chunks);
    } finally {
      reading -= size;
    }
  }
}

const header = (request: IncomingMessage, name: string): string => {
  const value = request.headers[name];
  return typeof value === 'string' ? value : '';
};

/** `null` where other bytes would give the same text: the signature is checked on the text, and holds for these alone. */
function textOf(body: Buffer): string | null {
  const text = body.toString();
  return Buffer.from(text).equals(body) ? text : null;
}

/** Checks what is read before any handler is asked; everything else is checked where it is read. */
function parse(text: string): object | null {
  try {
    const payload: unknown = JSON.parse(text);
    if (!isObject(payload)) return null;
    const { action = '', installation = {} } = payload as { action?: unknown; installation?: unknown };
    return typeof action === 'string' && isObject(installation) ? payload : null;
  } catch {
    return null;
  }
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
