// The one client of GitHub's API: who it speaks as is given to it, the app's installation or a workflow's token.

import { Octokit } from '@octokit/rest';
import type { RepositoryName } from '../../review/work.ts';

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
}

/** Opens no connection yet. */
export function connect({ authentication, baseUrl }: Connection): Octokit {
  const auth =
    'token' in authentication
      ? { auth: authentication.token }
      : {
          authStrategy: authentication.strategy as NonNullable<
            ConstructorParameters<typeof Octokit>[0]
          >['authStrategy'],
        };
  return new Octokit({ ...auth, ...(baseUrl ? { baseUrl } : {}) });
}

export function inRepository({ rest, graphql, paginate, request }: Octokit, repository: RepositoryName): GitHub {
  return { api: rest, graphql, paginate, request, repository };
}
