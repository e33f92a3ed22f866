// GitHub's API for a step of a workflow: the step's own repository, the token it was given, errors that say what to do.

import { reasonOf, SetupError } from '../core/errors.ts';

type Octokit = ReturnType<typeof import('@actions/github')['getOctokit']>;

export interface GitHub {
  api: Octokit['rest'];
  paginate: Octokit['paginate'];
  repository: { owner: string; repo: string };
}

/** Opens no connection yet. Throws SetupError without a token, or when the environment names no repository. */
export async function openGitHub(
  token: string,
  { GITHUB_REPOSITORY = '', GITHUB_API_URL }: Readonly<Record<string, string | undefined>>,
): Promise<GitHub> {
  if (token === '') throw new SetupError('set the input `token` to github.token: GitHub is to be asked');
  const [owner, repo, ...more] = GITHUB_REPOSITORY.split('/');
  if (!owner || !repo || more.length > 0) throw new SetupError('GITHUB_REPOSITORY does not name OWNER/REPOSITORY');
  const { getOctokit } = await import('@actions/github');
  const { rest, paginate } = getOctokit(token, GITHUB_API_URL ? { baseUrl: GITHUB_API_URL } : {});
  return { api: rest, paginate, repository: { owner, repo } };
}

/** The data of an answer; what GitHub refuses is a SetupError that names `what` was wanted and what to do. */
export async function answerOf<Data>(what: string, answer: Promise<{ data: Data }>): Promise<Data> {
  try {
    return (await answer).data;
  } catch (error) {
    throw refused(what, error);
  }
}

/** As `answerOf`, for what is read piece by piece. */
export function refused(what: string, error: unknown): SetupError {
  const { status } = error as { status?: unknown };
  const said = reasonOf(error).replace(/\s+/g, ' ').slice(0, 300);
  const todo =
    status === 401 || status === 403
      ? 'check the `permissions` of the job and the input `token`'
      : status === 404
        ? 'check that it exists and that the job may read it'
        : 'try again later';
  return new SetupError(`GitHub does not give ${what}; ${todo}: ${said}`);
}
