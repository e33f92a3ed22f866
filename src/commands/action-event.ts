// What the event that started a workflow says about the commit to compare with.

import { isShallow, mergeBase, resolveCommit } from '../adapters/git.ts';
import { SetupError } from '../core/errors.ts';
import type { Place } from '../core/finding.ts';

/** The part of GitHub's event payloads that is read here. */
export interface EventPayload {
  pull_request?: { base?: { sha?: string }; head?: { sha?: string } };
  merge_group?: { base_sha?: string };
  before?: string;
  repository?: { default_branch?: string };
}

export interface Comparison {
  base?: string;
  /** Whether the base's configuration judges: where somebody asks to merge. */
  trustBase: boolean;
  notes: string[];
}

/** Throws SetupError for an event whose payload lacks the base, and for one that must not run this. */
export async function comparisonOf(
  root: string,
  event: string,
  payload: EventPayload,
  asked: string,
): Promise<Comparison> {
  if (event === 'pull_request_target') {
    throw new SetupError(
      'run Goldgate on `pull_request`: `pull_request_target` would check the base, with its secrets',
    );
  }
  // Other events may be about a pull request, too, such as `pull_request_review`.
  const trustBase = payload.pull_request !== undefined || event === 'pull_request' || event === 'merge_group';
  if (asked !== '') return { base: asked, trustBase, notes: [] };
  if (event === 'push') return ofPush(root, payload.before);
  if (!trustBase) return { trustBase, notes: [] };
  const base = event === 'merge_group' ? payload.merge_group?.base_sha : await baseOfMerge(root, payload);
  if (!base) throw new SetupError(`the event ${event} does not say what its base is; set the input \`base\``);
  return { base, trustBase, notes: [] };
}

/**
 * GitHub checks out a merge of the pull request into its base, which may have moved on since the event was sent.
 * That merge's first parent is the base that the working tree holds; it is there in a clone of depth 2, too.
 */
async function baseOfMerge(root: string, { pull_request }: EventPayload): Promise<string | undefined> {
  const merged = await resolveCommit(root, 'HEAD^2');
  const base = merged !== null && merged === pull_request?.head?.sha ? await resolveCommit(root, 'HEAD^1') : null;
  return base ?? pull_request?.base?.sha;
}

/** A branch's first push has no before, and a forced one may have left it behind: both are checked whole. */
async function ofPush(root: string, before = ''): Promise<Comparison> {
  if (/^0*$/.test(before)) return { trustBase: false, notes: [] };
  const commit = await resolveCommit(root, before);
  const head = await resolveCommit(root, 'HEAD');
  const reached = commit !== null && head !== null && (await mergeBase(root, commit, head)) !== null;
  if (reached || (await isShallow(root))) return { base: before, trustBase: false, notes: [] };
  const note = `The commit before this push, ${before}, is not in the clone: everything was checked.`;
  return { trustBase: false, notes: [note] };
}

/** The address of a place at the commit under judgement, or `undefined` where the host says too little. */
export function linkTo(
  env: Readonly<Record<string, string | undefined>>,
  { pull_request }: EventPayload,
): ((place: Place) => string) | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_SHA } = env;
  const commit = pull_request?.head?.sha ?? GITHUB_SHA;
  if (!server || !repository || !commit) return undefined;
  return ({ path, line }) => {
    const encoded = path.toWellFormed().split('/').map(encodeURIComponent).join('/');
    return `${server}/${repository}/blob/${commit}/${encoded}?plain=1#L${line}`;
  };
}
