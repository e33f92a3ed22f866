// Finds the endpoint of a request: a fixed path part wins over a parameter, a parameter is one part, the last may be many.

import type { Handler, Routes } from './api.ts';

export interface Route {
  /** As GitHub's OpenAPI description names it: `GET /repos/{owner}/{repo}`. */
  key: string;
  handler: Handler;
  parts: string[];
}

export interface Match {
  route: Route;
  params: Record<string, string>;
}

// The API takes slashes in these.
const many = new Set(['{path}', '{ref}', '{basehead}', '{branch}']);

export class Router {
  readonly #routes = new Map<string, Route[]>();

  constructor(routes: Routes) {
    for (const [key, handler] of Object.entries(routes)) {
      const [method = '', path = ''] = key.split(' ');
      const parts = path.split('/').slice(1);
      this.#routes.set(method, [...(this.#routes.get(method) ?? []), { key, handler, parts }]);
    }
    const fixed = ({ parts }: Route) => parts.filter((part) => !part.startsWith('{')).length;
    for (const known of this.#routes.values()) known.sort((one, other) => fixed(other) - fixed(one));
  }

  find(method: string, path: string): Match | null {
    const parts = path.split('/').slice(1);
    for (const route of this.#routes.get(method) ?? []) {
      const params = matchParts(route.parts, parts);
      if (params) return { route, params };
    }
    return null;
  }
}

function matchParts(wanted: readonly string[], given: readonly string[]): Record<string, string> | null {
  const rest = many.has(wanted.at(-1) ?? '');
  if (rest ? given.length < wanted.length : given.length !== wanted.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = rest && index === wanted.length - 1 ? given.slice(index).join('/') : (given[index] ?? '');
    if (part.startsWith('{')) params[part.slice(1, -1)] = decodeURIComponent(value);
    else if (part !== value) return null;
  }
  return params;
}
