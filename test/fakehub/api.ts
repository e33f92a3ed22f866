// What every endpoint works with: the request read, the reply to be, pages, and GitHub's way to say no.

import type { User } from './model.ts';
import type { Repository } from './repository.ts';
import type { World } from './world.ts';

export type Access = 'read' | 'write';
export type Grants = Readonly<Record<string, Access>>;

/** Who a request speaks as. `grants` is null for a person, whose own permission counts. */
export interface Actor {
  kind: 'app' | 'installation' | 'workflow' | 'user' | 'nobody';
  user: User | null;
  appId: number | null;
  grants: Grants | null;
  /** The only repository that a workflow's token may write to, and see when it is private. */
  repository?: string;
}

export interface Reply {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
  /** Instead of a JSON body. */
  raw?: Buffer;
  /** What the caller did wrong, for the list of violations. */
  violation?: string;
}

export interface Call {
  world: World;
  actor: Actor;
  method: string;
  url: URL;
  params: Record<string, string>;
  body: Record<string, unknown>;
  headers: Record<string, string | undefined>;
  /** What has been written less than this ago is missing from lists. */
  lagMs: number;
}

export type Handler = (call: Call) => Reply;

/** `METHOD /path/{parameter}` → what answers. */
export type Routes = Readonly<Record<string, Handler>>;

export class ApiError extends Error {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Record<string, string>;

  constructor(
    status: number,
    message: string,
    more: Record<string, unknown> = {},
    headers: Record<string, string> = {},
  ) {
    super(message);
    this.status = status;
    this.body = { message, documentation_url: 'https://docs.github.com/rest', status: String(status), ...more };
    this.headers = headers;
  }
}

export const notFound = () => new ApiError(404, 'Not Found');

export const refused = (resource: string, field: string, code = 'invalid', message?: string) =>
  new ApiError(422, message ?? 'Validation Failed', { errors: [{ resource, field, code }] });

export const ok = (body: unknown): Reply => ({ status: 200, body });
export const created = (body: unknown): Reply => ({ status: 201, body });
export const empty: Reply = { status: 204 };

/** The repository of `{owner}/{repo}`; 404 when there is none or the caller may not see it. */
export function repositoryOf({ world, params, actor, method }: Call): Repository {
  const found = world.findRepository(`${params.owner}/${params.repo}`);
  if (!found) throw notFound();
  const { user, repository } = actor;
  const foreign = repository !== undefined && repository.toLowerCase() !== found.fullName.toLowerCase();
  if (foreign && method !== 'GET') throw new ApiError(403, 'Resource not accessible by integration');
  const blind =
    foreign || actor.kind === 'nobody' || (actor.kind === 'user' && user && found.permissionOf(user) === 'none');
  if (found.hidden && blind) throw notFound();
  return found;
}

/** A person needs write access for this; an app's permissions are held against the table of them. */
export function needWriteAccess({ actor }: Call, repository: Repository): void {
  if (actor.kind !== 'user' || !actor.user) return;
  if (['none', 'read', 'triage'].includes(repository.permissionOf(actor.user))) {
    throw new ApiError(403, 'Must have admin rights to Repository.');
  }
}

/** Who a write is by; 401 when nobody is signed in. */
export function writer({ actor }: Call): User {
  if (!actor.user) throw new ApiError(401, 'Requires authentication');
  return actor.user;
}

export const textOf = (call: Call, name: string): string | undefined => {
  const value = call.body[name];
  return typeof value === 'string' ? value : undefined;
};

export const numberOf = (call: Call, name: string): number => Number(call.params[name]);

export interface Page<Item> {
  items: Item[];
  total: number;
  headers: Record<string, string>;
}

/** The page that `page` and `per_page` ask for, with GitHub's Link header. */
export function pageOf<Item extends object>(call: Call, all: readonly Item[], defaultSize = 30): Page<Item> {
  const { searchParams } = call.url;
  const size = Math.min(100, Math.max(1, Number(searchParams.get('per_page') ?? defaultSize) || defaultSize));
  const page = Math.max(1, Number(searchParams.get('page') ?? 1) || 1);
  const horizon = performance.now() - call.lagMs;
  const seen = call.lagMs > 0 ? all.filter((item) => !('bornMs' in item) || (item.bornMs as number) < horizon) : all;
  const last = Math.max(1, Math.ceil(seen.length / size));
  const link = (rel: string, target: number) => {
    const url = new URL(call.url);
    url.searchParams.set('page', String(target));
    return `<${url}>; rel="${rel}"`;
  };
  const links = [
    ...(page > 1 ? [link('prev', page - 1)] : []),
    ...(page < last ? [link('next', page + 1), link('last', last)] : []),
    ...(page > 1 ? [link('first', 1)] : []),
  ];
  return {
    items: seen.slice((page - 1) * size, page * size),
    total: seen.length,
    headers: links.length > 0 ? { link: links.join(', ') } : {},
  };
}

/** A list in pages, each item as `show` shows it. */
export function list<Item extends object>(call: Call, all: readonly Item[], show: (item: Item) => unknown): Reply {
  const { items, headers } = pageOf(call, all);
  return { status: 200, body: items.map(show), headers };
}
