// The report of a tuning as the one comment of its role: read from the run's own artifact, held against what was asked for.

import { createHash } from 'node:crypto';
import { readArtifact } from '../../adapters/github/artifact.ts';
import type { GitHub } from '../../adapters/github/client.ts';
import {
  changeComment,
  deleteComment,
  listOwn,
  type OwnComment,
  sameLogin,
  writeComment,
} from '../../adapters/github/comments.ts';
import { readFileAt } from '../../adapters/github/file-at.ts';
import type { PullRequest } from '../../adapters/github/pull-requests.ts';
import { readDefaultBranch, type TuningRun, tuneWorkflow } from '../../adapters/github/runs.ts';
import { UnusableArtifact } from '../../adapters/github/zip.ts';
import { SetupError } from '../../core/errors.ts';
import { checkSnapshot } from '../../pilots/snapshot.ts';
import type { Role } from '../../program/role.ts';
import { finishedFiles, parseFinishedRun, type ReadRun } from '../finished-run.ts';
import { commandsKey } from './answer-reply.ts';
import type { AppContext } from './context.ts';
import { renderTuningComment } from './tuning-comment.ts';

export interface Tuning {
  pull: PullRequest;
  /** All our comments on the pull request. */
  own: readonly OwnComment[];
  run: TuningRun;
  /** The command's reply, which says what was asked for. */
  reply: OwnComment;
}

/** Where the report stands, of this run or a newer one; or why there is none, in plain words. */
export async function reportTuning(context: AppContext, tuning: Tuning): Promise<{ url: string } | { fault: string }> {
  const { run, reply } = tuning;
  // A No-Go fails the run, too; one that was cancelled or ran out of time is not finished.
  if (run.conclusion !== 'success' && run.conclusion !== 'failure') {
    return { fault: `the run ended as ${run.conclusion?.replaceAll('_', ' ')}` };
  }
  try {
    await checkRun(context, tuning);
    const found = await readArtifact(context.github, run, `tune-${run.asked.role}`, finishedFiles);
    if (!found?.has('snapshot.json')) return { fault: 'the run was not finished' };
    const finished = parseFinishedRun(found, `artifact tune-${run.asked.role}`);
    await checkFinished(context, tuning, finished, found);
    const sha = reply.marker.fields.sha ?? '';
    const body = renderTuningComment(finished, {
      ...run.asked,
      run: run.id,
      url: run.url,
      sha,
      head: tuning.pull.head.sha,
    });
    return { url: await writeSticky(context, tuning, body) };
  } catch (error) {
    if (error instanceof UnusableArtifact || error instanceof SetupError) return { fault: error.message };
    throw error;
  }
}

/** Anybody who may write can start a run with any title; ours are told by who started them, where, and from what. */
async function checkRun({ github, self }: AppContext, { run, pull }: Tuning): Promise<void> {
  const facts = {
    'was not dispatched': run.event !== 'workflow_dispatch',
    'was not dispatched by this app': !sameLogin(run.actor, self.login),
    [`is not of ${tuneWorkflow}`]: run.file !== tuneWorkflow,
    'is not of this repository': run.repositoryId !== pull.repository.id || run.headRepositoryId !== pull.repository.id,
    'is not of the default branch': run.headBranch !== (await readDefaultBranch(github)),
  };
  const fault = Object.entries(facts).find(([, holds]) => holds)?.[0];
  if (fault) throw new UnusableArtifact(`the run ${fault}`);
}

/** What the artifact says of itself must be what was asked for: the role, the workflow's commit, the data of the SHA. */
async function checkFinished(
  { github }: AppContext,
  { run, reply }: Tuning,
  { snapshot, plan }: ReadRun & { role: Role },
  texts: ReadonlyMap<string, string>,
): Promise<void> {
  const [program = '', baseline = '', evaluation = ''] = ['program.json', 'baseline.json', 'eval.json'].map(
    (file) => texts.get(file) ?? '',
  );
  const [changed] = checkSnapshot(snapshot, { program, baseline, eval: evaluation });
  if (changed) throw new UnusableArtifact(`in the artifact, ${changed.message}`);
  if (snapshot.role !== run.asked.role || plan.role !== run.asked.role) {
    throw new UnusableArtifact(`the artifact is of the role ${snapshot.role}, not of ${run.asked.role}`);
  }
  if (snapshot.commit !== null && snapshot.commit !== run.headSha) {
    throw new UnusableArtifact(
      `the artifact says that it was made at ${snapshot.commit}, and the run at ${run.headSha}`,
    );
  }
  const { sha = '' } = reply.marker.fields;
  for (const mark of [snapshot.train, snapshot.val, snapshot.eval]) {
    const bytes = mark && (await readFileAt(github, mark.path, sha));
    const same = bytes && createHash('sha256').update(bytes).digest('hex') === mark.sha256;
    if (mark && !same) throw new UnusableArtifact(`the artifact is not of ${mark.path} as it is at ${sha}`);
  }
}

/** Returns the address of the role's one comment. An older run never takes the place of a newer one's. */
async function writeSticky({ github }: AppContext, { pull, own, run }: Tuning, wanted: string): Promise<string> {
  const stand = own.filter(({ marker: { kind, key } }) => kind === 'report' && key === run.asked.role);
  const newest = newestOf(stand);
  const body = newest && runOf(newest) > run.id ? newest.body : wanted;
  return keepOne(github, pull.number, stand, body);
}

/** A lost answer, together with a list that lagged, may have left two comments for a role: then one stays. */
export async function mergeStickies(context: AppContext, number: number): Promise<void> {
  const { github, self } = context;
  await context.locked(commandsKey(context, number), async () => {
    const own = await listOwn(github, self.login, number);
    const reports = own.filter(({ marker: { kind } }) => kind === 'report');
    for (const role of new Set(reports.map(({ marker }) => marker.key))) {
      const stand = reports.filter(({ marker }) => marker.key === role);
      if (stand.length > 1) await keepOne(github, number, stand, newestOf(stand)?.body ?? '');
    }
  });
}

const runOf = ({ marker }: OwnComment): number => Number(marker.fields.run);
const newestOf = (stand: readonly OwnComment[]): OwnComment | undefined =>
  stand.toSorted((a, b) => runOf(b) - runOf(a))[0];

/** The oldest comment stays, and gets the body. */
async function keepOne(github: GitHub, number: number, stand: readonly OwnComment[], body: string): Promise<string> {
  const [oldest, ...doubled] = stand;
  const kept = oldest && (oldest.body.trim() === body.trim() || (await changeComment(github, oldest.id, body)));
  const { url } = kept ? oldest : await writeComment(github, number, body);
  for (const { id } of doubled) await deleteComment(github, id);
  return url;
}
