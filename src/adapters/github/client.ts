// The one client of GitHub's API: who it speaks as is given to it, the app's installation or a workflow's token.

import { Octokit } from '@octokit/rest';
import type { RepositoryName } from '../../review/work.ts';
import { Memory } from './conditional.ts';

/** One repository as GitHub's API shows it. */
export interface GitHub {
  api: Octokit['rest'];
  graphql: Octokit['graphql'];
  paginate: Octokit['paginate'];
  request: Octokit['request'];
  repository: RepositoryName;
}

/** A token, or an authentication that sets the header of each request, as Probot's does. */
export type Authentication = { token: string } | { strategy: () => unknown };

export interface Connection {
  authentication: Authentication;
  /** Without it, api.github.com. */
  baseUrl?: string | undefined;
  /** One for all clients of a process; each still remembers for itself alone. */
  memory?: Memory | undefined;
}

/** Opens no connection yet. A client is worth keeping: what it remembers is not asked again. */
export function connect({ authentication, baseUrl, memory = new Memory() }: Connection): Octokit {
  const auth =
    'token' in authentication
      ? { auth: authentication.token }
      : {
          authStrategy: authentication.strategy as NonNullable<
            ConstructorParameters<typeof Octokit>[0]
          >['authStrategy'],
        };
  return new Octokit({
    ...auth,
    ...(baseUrl ? { baseUrl } : {}),
    // What fails is thrown, so that it is told once, by whoever asked.
    log: { debug: silent, info: silent, warn: silent, error: silent },
    request: { fetch: memory.remembering() },
  });
}

function silent(): void {}

export function inRepository({ rest, graphql, paginate, request }: Octokit, repository: RepositoryName): GitHub {
  return { api: rest, graphql, paginate, request, repository };
}

/** What was asked of GitHub and not given, in words: no address, no secret. Its cause is the request's own error. */
export class Unanswered extends Error {
  override readonly name = 'Unanswered';
  /** The status of the answer; null when there was none, 429 whenever a limit on calls was met. */
  readonly refusal: number | null;

  constructor(what: string, { status, response }: Refusal, cause: unknown) {
    const headers = response?.headers ?? {};
    const limited =
      status === 429 || (status === 403 && (headers['x-ratelimit-remaining'] === '0' || 'retry-after' in headers));
    const refusal = limited ? 429 : response ? (status ?? null) : null;
    const said = limited ? 'its limit on calls is met' : refusal === null ? 'no answer' : `status ${refusal}`;
    super(`GitHub does not give ${what}: ${said}`, { cause });
    this.refusal = refusal;
  }
}

/** What GitHub gave and nothing can be judged by, in words for people: it moved, is cut off, too large, or no such thing. */
export class Unclear extends Error {
  override readonly name = 'Unclear';
}

interface Refusal {
  status?: number;
  response?: { headers?: Record<string, string | number | undefined> };
  errors?: unknown;
}

/** The answer's data. Throws Unanswered, which names `what` was wanted. */
export async function answered<Data>(what: string, answer: Promise<{ data: Data }>): Promise<Data> {
  return (await asked(what, answer)).data;
}

/** As `answered`, and null where GitHub says that there is no such thing. */
export async function answeredOrNull<Data>(
  what: string,
  answer: Promise<{ data: Data }>,
  absent: readonly number[] = [404],
): Promise<Data | null> {
  try {
    return await answered(what, answer);
  } catch (error) {
    if (error instanceof Unanswered && error.refusal !== null && absent.includes(error.refusal)) return null;
    throw error;
  }
}

/** As `answered`, for the whole answer, or GraphQL's. What is no refusal of GitHub's goes on as it is. */
export async function asked<Answer>(what: string, answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer;
  } catch (error) {
    const refusal = (error ?? {}) as Refusal;
    if (typeof refusal.status === 'number' || refusal.errors) throw new Unanswered(what, refusal, error);
    throw error;
  }
}
