// A stateful GitHub on loopback over a real bare git repository: as strict as GitHub, and as unkind when a test asks.

import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { faultyReply, type LoggedRequest, send } from './answer.ts';
import { type Actor, ApiError, type Call, type Grants, type Reply } from './api.ts';
import { checkReply, checkRequest } from './contract.ts';
import { appKey, Credentials } from './credentials.ts';
import { Deliveries, type Delivery } from './deliveries.ts';
import { Downloads } from './downloads.ts';
import type { Faults } from './faults.ts';
import { restRoutes } from './operations.ts';
import { appPermissions, lacking } from './permissions.ts';
import { Router } from './router.ts';
import { graphqlRoutes } from './routes-graphql.ts';
import { actionsApp } from './shape-app.ts';
import { World } from './world.ts';

export interface FakeHubOptions {
  /** Before each answer. */
  latencyMs?: number;
  clock?: () => Date;
  /** Of the app's installation; `appPermissions` if unsaid. */
  permissions?: Grants;
  slug?: string;
}

export type { LoggedRequest } from './answer.ts';

export class FakeHub implements AsyncDisposable {
  readonly url: string;
  readonly app: { id: number; slug: string; privateKey: string; webhookSecret: string; installation: number };
  readonly world: World;
  readonly requests: LoggedRequest[] = [];
  /** What GitHub's description or the app's permissions do not allow; a test asserts that there is none. */
  readonly violations: string[] = [];
  readonly faults: Faults = { request: null, delivery: null, lagMs: 0 };
  readonly downloads: Downloads;
  latencyMs: number;
  readonly #credentials: Credentials;
  readonly #deliveries: Deliveries;
  readonly #router: Router;
  readonly #server: Server;
  readonly #root: string;

  private constructor(server: Server, downloads: Downloads, options: FakeHubOptions) {
    const clock = options.clock ?? (() => new Date());
    this.#server = server;
    this.downloads = downloads;
    this.latencyMs = options.latencyMs ?? 0;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    this.app = {
      id: 424_242,
      slug: options.slug ?? 'goldgate',
      privateKey: appKey().privateKey,
      webhookSecret: randomBytes(32).toString('hex'),
      installation: 5_550_001,
    };
    this.#root = mkdtempSync(join(tmpdir(), 'fakehub-'));
    this.world = new World(
      this.#root,
      this.url,
      { ...this.app, permissions: options.permissions ?? appPermissions },
      clock,
    );
    // The app signs its tokens by the machine's clock.
    this.#credentials = new Credentials(this.world, () => new Date());
    this.#deliveries = new Deliveries(this.world, this.app.webhookSecret, this.faults);
    const doors = { credentials: this.#credentials, deliveries: this.#deliveries, downloads };
    this.#router = new Router({ ...restRoutes(doors), ...graphqlRoutes });
    server.on('request', (request, response) => this.#serve(request, response));
  }

  static async start(options: FakeHubOptions = {}): Promise<FakeHub> {
    const server = createServer({ keepAlive: true });
    const downloads = new Downloads();
    await Promise.all([new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)), downloads.start()]);
    return new FakeHub(server, downloads, options);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.downloads.stop();
    await new Promise((resolve) => this.#server.close(resolve));
    rmSync(this.#root, { recursive: true, force: true });
  }

  /** Where the app's webhooks go; `null`: it is down, and each delivery fails. */
  deliverTo(url: string | null): void {
    this.#deliveries.url = url;
  }

  /** Resolves when no delivery is on its way. */
  idle(): Promise<void> {
    return this.#deliveries.idle();
  }

  get deliveries(): readonly Delivery[] {
    return this.#deliveries.log;
  }

  /** A personal token. */
  token(login: string): string {
    const user = this.world.user(login);
    return this.#credentials.issue('ghp', { kind: 'user', user, appId: null, grants: null }).token;
  }

  /** A token of the app's installation, without the way over the app's key. */
  installationToken(grants: Grants = this.world.permissions): string {
    return this.#credentials.installation(grants).token;
  }

  /** What a job of a workflow gets as GITHUB_TOKEN, with the `permissions` that it says. */
  workflowToken(repository: string, grants: Grants): string {
    const user = this.world.user('github-actions[bot]');
    return this.#credentials.issue('ghs', { kind: 'workflow', user, appId: actionsApp, grants, repository }).token;
  }

  #serve(request: IncomingMessage, response: ServerResponse): void {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const answer = () => this.#answer(request, Buffer.concat(parts), response);
      if (this.latencyMs > 0) setTimeout(answer, this.latencyMs);
      else answer();
    });
  }

  #answer(request: IncomingMessage, body: Buffer, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', this.url);
    const method = request.method ?? 'GET';
    const match = this.#router.find(method, url.pathname);
    const route = match?.route.key ?? '';
    const fault = this.faults.request?.({ method, path: url.pathname, route }) ?? null;
    const entry: LoggedRequest = {
      method,
      path: url.pathname + url.search,
      route,
      status: 0,
      conditional: false,
      as: '',
    };
    this.requests.push(entry);
    if (fault?.kind === 'hang-up' && fault.when === 'before') return void request.socket.destroy();
    let reply = fault && faultyReply(fault);
    if (!reply) {
      reply = this.#reply({ request, url, method, body, match, entry });
      if (fault?.kind === 'hang-up') return void request.socket.destroy();
      if (fault?.kind === 'lost-answer') reply = { status: 502, body: { message: 'Server Error' } };
    }
    const finished = reply;
    const finish = () => send(request, response, finished, entry);
    if (fault?.kind === 'delay') setTimeout(finish, fault.ms);
    else finish();
  }

  #reply({ request, url, method, body, match, entry }: Asked): Reply {
    try {
      const actor = this.#credentials.actorOf(request.headers.authorization);
      entry.as = actor.kind === 'user' ? (actor.user?.login ?? '') : actor.kind;
      if (!match) {
        this.violations.push(`${method} ${url.pathname}: fakehub does not know this operation`);
        return { status: 501, body: { message: 'Not implemented by fakehub' } };
      }
      this.#permit(match.route.key, actor);
      const call: Call = {
        world: this.world,
        actor,
        method,
        url,
        params: match.params,
        body: parseBody(body),
        headers: request.headers as Record<string, string | undefined>,
        lagMs: this.faults.lagMs,
      };
      const { key, handler } = match.route;
      const described = key !== 'POST /graphql';
      const sent = { params: match.params, query: url.searchParams, body: body.length > 0 ? call.body : undefined };
      if (described) this.violations.push(...checkRequest(key, sent));
      const reply = handler(call);
      if (reply.violation) this.violations.push(reply.violation);
      if (described) this.violations.push(...checkReply(key, reply.status, reply.body));
      return reply;
    } catch (error) {
      if (error instanceof ApiError) return { status: error.status, body: error.body, headers: error.headers };
      this.violations.push(`${method} ${url.pathname}: fakehub failed: ${(error as Error).stack}`);
      return { status: 500, body: { message: String(error) } };
    }
  }

  #permit(key: string, actor: Actor): void {
    const missing = lacking(key, actor);
    if (missing === null) return;
    this.violations.push(`${key}: the ${actor.kind} has not the permission ${missing}`);
    throw new ApiError(403, 'Resource not accessible by integration');
  }
}

interface Asked {
  request: IncomingMessage;
  url: URL;
  method: string;
  body: Buffer;
  match: ReturnType<Router['find']>;
  entry: LoggedRequest;
}

function parseBody(body: Buffer): Record<string, unknown> {
  if (body.length === 0) return {};
  try {
    return JSON.parse(body.toString()) as Record<string, unknown>;
  } catch {
    throw new ApiError(400, 'Problems parsing JSON');
  }
}
