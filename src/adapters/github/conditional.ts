// What GitHub has answered before, so that it is asked again only for what may have changed: an answer that still holds
// costs nothing of the hourly limit.

import { AsyncLocalStorage } from 'node:async_hooks';

interface Answer {
  url: string;
  headers: [string, string][];
  body: ArrayBuffer;
}

/** Answers, the least lately used forgotten first, for all clients of a process together. */
export class Memory {
  readonly #limit: number;
  readonly #answers = new Map<string, Answer>();
  readonly #underWay = new Map<string, Promise<Answer | null>>();
  #bytes = 0;
  #clients = 0;

  /** @param limit bytes */
  constructor(limit = 64 * 1024 * 1024) {
    this.#limit = limit;
  }

  /** A `fetch` with a part of the memory that no other client sees, as another may be allowed to see less. */
  remembering(send: typeof fetch = fetch): typeof fetch {
    this.#clients += 1;
    const client = this.#clients;
    return async (input, options = {}) => {
      const url = String(input);
      const headers = new Headers(options.headers);
      const wanted = { ...options, headers, signal: options.signal ?? AbortSignal.timeout(patience) };
      if ((options.method ?? 'GET') !== 'GET' || headers.has('if-none-match')) return counted(send(url, wanted));
      const key = [client, headers.get('accept'), url].join(' ');
      if (!immutable.test(url)) return this.#ask(key, send, url, wanted);
      const underWay = this.#underWay.get(key);
      const known = this.#recall(key) ?? (underWay && (await underWay));
      if (known) return count('remembered', replay(known));
      const asked = this.#ask(key, send, url, wanted);
      const shared = asked.then(
        () => this.#answers.get(key) ?? null,
        () => null,
      );
      this.#underWay.set(key, shared);
      void shared.then(() => this.#underWay.get(key) === shared && this.#underWay.delete(key));
      return asked;
    };
  }

  async #ask(
    key: string,
    send: typeof fetch,
    url: string,
    options: RequestInit & { headers: Headers },
  ): Promise<Response> {
    const known = this.#recall(key);
    const etag = known && new Headers(known.headers).get('etag');
    if (etag) options.headers.set('if-none-match', etag);
    const response = await send(url, options);
    if (known && response.status === 304) {
      await response.arrayBuffer();
      return count('unchanged', replay({ ...known, headers: merged(known.headers, response.headers) }));
    }
    if (response.status !== 200 || !/\bjson\b/.test(response.headers.get('content-type') ?? '')) {
      return count('asked', response);
    }
    const answer = {
      url: response.url || url,
      headers: merged([], response.headers),
      body: await response.arrayBuffer(),
    };
    if (response.headers.has('etag') || immutable.test(url)) this.#remember(key, answer);
    return count('asked', replay(answer));
  }

  #recall(key: string): Answer | undefined {
    const known = this.#answers.get(key);
    if (known) {
      this.#answers.delete(key);
      this.#answers.set(key, known);
    }
    return known;
  }

  #remember(key: string, answer: Answer): void {
    this.#forget(key);
    if (answer.body.byteLength > this.#limit / 4) return;
    this.#answers.set(key, answer);
    this.#bytes += bytesOf(key, answer);
    for (const oldest of this.#answers.keys()) {
      if (this.#bytes <= this.#limit) return;
      this.#forget(oldest);
    }
  }

  #forget(key: string): void {
    const known = this.#answers.get(key);
    if (known && this.#answers.delete(key)) this.#bytes -= bytesOf(key, known);
  }
}

/** Milliseconds for one answer. */
const patience = 60_000;

/** What a full id names never changes: trees, blobs and commits, a file at a commit, the merge base of two commits. */
const immutable =
  /\/repos\/[^/]+\/[^/]+\/(?:git\/(?:trees|blobs|commits)\/[0-9a-f]{40}(?:\?recursive=1)?|contents\/[^?]+\?ref=[0-9a-f]{40}|compare\/[0-9a-f]{40}\.\.\.[0-9a-f]{40}\?(?:per_page=1&page=2|page=2&per_page=1))$/;

const bytesOf = (key: string, { body, headers }: Answer) =>
  body.byteLength + key.length + JSON.stringify(headers).length;

/** The body is plain once it has been read, so what tells of its coding no longer holds. */
function merged(known: [string, string][], fresh: Headers): [string, string][] {
  const headers = new Headers(known);
  fresh.forEach((value, name) => {
    if (!/^content-(?:encoding|length|type)$/.test(name) || (name === 'content-type' && !headers.has(name)))
      headers.set(name, value);
  });
  return [...headers];
}

function replay({ url, headers, body }: Answer): Response {
  const response = new Response(body.slice(0), { headers });
  return Object.defineProperty(response, 'url', { value: url });
}

/** How GitHub was asked: `unchanged` answers do not count against its limit, `remembered` ones were not asked for. */
export interface Calls {
  asked: number;
  unchanged: number;
  remembered: number;
}

const counters = new AsyncLocalStorage<readonly Calls[]>();

/** Counts in `calls`, while it runs and however it ends, what `job` asks of GitHub; a job within a job is counted in both. */
export function countCalls<Result>(calls: Calls, job: () => Promise<Result>): Promise<Result> {
  return counters.run([...(counters.getStore() ?? []), calls], job);
}

function count(kind: keyof Calls, response: Response): Response {
  for (const calls of counters.getStore() ?? []) calls[kind] += 1;
  return response;
}

const counted = async (response: Promise<Response>) => count('asked', await response);
