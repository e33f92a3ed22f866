// The artifact of a run, taken only when everything that GitHub says of both fits together.

import { createHash } from 'node:crypto';
import { SetupError } from '../../core/errors.ts';
import { ModelError } from '../../program/model.ts';
import { guardedFetch } from '../guarded-fetch.ts';
import { answered, asked, type GitHub, Unclear } from './client.ts';
import { readZip, UnusableArtifact, zipLimits } from './zip.ts';

/** What a run must be to have been dispatched by us; repositories by their ids. */
export interface ArtifactRun {
  id: number;
  headSha: string;
  headBranch: string;
  repositoryId: number;
  headRepositoryId: number;
}

const longestDownload = 60_000;

/**
 * The texts of the files of these names in the run's artifact of this name; `null` when it has none. Throws
 * UnusableArtifact when it has expired or is not the run's, and when it is no honest zip; what GitHub itself does not
 * answer is thrown as it is.
 */
export async function readArtifact(
  github: GitHub,
  run: ArtifactRun,
  name: string,
  files: readonly string[],
): Promise<Map<string, string> | null> {
  const { api, repository } = github;
  const listed = api.actions.listWorkflowRunArtifacts({ ...repository, run_id: run.id, name, per_page: 100 });
  const data = await answered(`the artifacts of run ${run.id}`, listed);
  // A run that was started again has one of each attempt.
  const [artifact] = data.artifacts.filter((one) => one.name === name).toSorted((a, b) => b.id - a.id);
  if (!artifact) return null;
  const { workflow_run: made, digest, expired, size_in_bytes: size } = artifact;
  const facts = {
    'has expired': expired,
    'is of another run': made?.id !== run.id,
    'is of another commit': made?.head_sha !== run.headSha,
    'is of another branch': made?.head_branch !== run.headBranch,
    'is of another repository':
      made?.repository_id !== run.repositoryId || made?.head_repository_id !== run.headRepositoryId,
    'has no digest': !/^sha256:[0-9a-f]{64}$/.test(digest ?? ''),
    [`has ${size} bytes; at most ${zipLimits.zip} are read`]: size > zipLimits.zip,
  };
  const fault = Object.entries(facts).find(([, holds]) => holds)?.[0];
  if (fault) throw new UnusableArtifact(`the artifact ${name} ${fault}`);
  const bytes = await download(github, artifact.id);
  if (`sha256:${createHash('sha256').update(bytes).digest('hex')}` !== digest) {
    throw new UnusableArtifact(`the artifact ${name} is not the bytes that its digest is of`);
  }
  return readZip(bytes, files);
}

/** By hand, so that the token stays with the API: the address it redirects to is asked without any. */
async function download({ request, repository }: GitHub, artifact: number): Promise<Buffer> {
  const route = 'GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/zip';
  const given = { ...repository, artifact_id: artifact };
  const redirect = request(route, { ...given, request: { redirect: 'manual' } });
  const { headers } = await asked('where an artifact is downloaded from', redirect);
  const api = new URL(request.endpoint(route, given).url);
  const target = URL.canParse(headers.location ?? '') ? new URL(headers.location ?? '') : null;
  if (target === null) throw new UnusableArtifact('GitHub does not say where the artifact is downloaded from');
  // Where the API itself is, in an intranet or in a test, an artifact may be, too.
  const ours = target.hostname === api.hostname;
  if (target.protocol !== 'https:' && !(ours && target.protocol === api.protocol)) {
    throw new UnusableArtifact(`the artifact is to be downloaded over ${target.protocol.slice(0, -1)}; only https is`);
  }
  const reply = await guardedFetch(ours)(target, { signal: AbortSignal.timeout(longestDownload) }).catch((error) => {
    const refused = error instanceof SetupError || error instanceof ModelError;
    throw refused ? new UnusableArtifact(`the artifact cannot be downloaded from ${target.hostname}`) : error;
  });
  // The address is good for minutes; whoever tries again gets another one.
  if (reply.status !== 200)
    throw new Unclear(`${target.hostname} answers ${reply.status} when an artifact is downloaded`);
  return Buffer.from(await reply.arrayBuffer());
}
