// GitHub's API for a step of a workflow: the step's own repository, the token it was given, errors that say what to do.

import { reasonOf, SetupError } from '../../core/errors.ts';
import { connect, type GitHub, inRepository, Unanswered } from './client.ts';

/** The account that a workflow's own token writes as. No person's name can have the brackets. */
export const stepLogin = 'github-actions[bot]';

/** Opens no connection yet. Throws SetupError without a token, or when the environment names no repository. */
export function openGitHub(
  token: string,
  { GITHUB_REPOSITORY = '', GITHUB_API_URL }: Readonly<Record<string, string | undefined>>,
): GitHub {
  if (token === '') throw new SetupError('set the input `token` to github.token: GitHub is to be asked');
  const [owner, repo, ...more] = GITHUB_REPOSITORY.split('/');
  if (!owner || !repo || more.length > 0) throw new SetupError('GITHUB_REPOSITORY does not name OWNER/REPOSITORY');
  return inRepository(connect({ authentication: { token }, baseUrl: GITHUB_API_URL }), { owner, repo });
}

/** What GitHub does not give is a SetupError that says what to do; everything else goes on as it is. */
export async function inStep<Result>(asked: Promise<Result>): Promise<Result> {
  try {
    return await asked;
  } catch (error) {
    throw error instanceof Unanswered ? refused(error) : error;
  }
}

export function refused(error: Unanswered): SetupError {
  const todo =
    error.refusal === 401 || error.refusal === 403
      ? 'check the `permissions` of the job and the input `token`'
      : error.refusal === 404
        ? 'check that it exists and that the job may read it'
        : 'try again later';
  const said = reasonOf(error.cause).replace(/\s+/g, ' ').slice(0, 300);
  return new SetupError(`${error.message}; ${todo}: ${said}`);
}
