// What stood at the base of a change, and what the change took away.

import picomatch from 'picomatch';
import type { Config } from '../config/config.ts';
import { SetupError } from '../core/errors.ts';
import type { DatasetFile, DatasetName } from '../dataset/facts.ts';
import { parseDatasetName } from '../dataset/name.ts';
import { sideOf } from '../dataset/scan/pairs.ts';
import { parseStories } from '../planning/stories.ts';
import type { ChangeFacts } from '../review/change.ts';
import { parseExpectations } from '../testcases/expectations.ts';
import { fold } from '../testcases/fold.ts';
import {
  blobId,
  type ChangedPath,
  changedPaths,
  isShallow,
  mergeBase,
  readBlob,
  readText as readTextAt,
  resolveCommit,
} from './git.ts';
import { readText } from './workspace.ts';

const largestText = 16 * 1024 * 1024;

export interface Base {
  /** The newest common ancestor: what came since is the change. */
  commit: string;
  /** The branch's own newest commit: what holds there today judges, however old the change's starting point is. */
  tip: string;
  changes: readonly ChangedPath[];
}

/** `null`, with a note, in a clone too shallow to reach `ref`. Throws SetupError when there is no such commit. */
export async function findBase(root: string, ref: string, notes: string[]): Promise<Base | null> {
  const [tip, head] = [await resolveCommit(root, ref), await resolveCommit(root, 'HEAD')];
  const commit = tip && head && (await mergeBase(root, tip, head));
  if (commit) return { commit, tip, changes: await changedPaths(root, commit) };
  if (head !== null && (await isShallow(root))) {
    notes.push(
      `This clone is shallow and does not reach ${ref}: everything was checked, not only what the change brings. Set \`fetch-depth: 0\` on actions/checkout.`,
    );
    return null;
  }
  throw new SetupError(
    head === null
      ? '--base needs a git repository with a commit; run without it to check everything'
      : `--base: ${ref} is no commit that this clone shares history with; \`git fetch origin\` may bring it`,
  );
}

/**
 * Held-out files of the base of whose role and split no record is left: gone, renamed, moved away or emptied.
 * `datasets`: what stands there now.
 */
export async function findRemoved(
  root: string,
  config: Config,
  { commit, changes }: Base,
  datasets: readonly DatasetFile[],
): Promise<ChangeFacts['removed']> {
  const setOf = ({ role, split }: DatasetName) => `${role} ${split}`;
  const left = new Set(datasets.filter(({ records }) => records > 0).map(setOf));
  const globs = config.datasets.filter((glob) => !glob.startsWith('!'));
  const ignore = config.datasets.filter((glob) => glob.startsWith('!')).map((glob) => glob.slice(1));
  const isDataset = picomatch(globs, { dot: true, ignore });
  const removed: ChangeFacts['removed'] = [];
  for (const { path: now, oldPath, status } of changes) {
    const path = oldPath ?? now;
    const name = parseDatasetName(path);
    if (status === 'added' || !isDataset(path) || sideOf(name.split) !== 'held-out' || left.has(setOf(name))) continue;
    if ((await blobId(root, commit, path)) !== null) removed.push({ path, ...name });
  }
  return removed;
}

/** Required mentions that the change takes away, and stories that it takes out of the plan. */
export async function findDropped(
  root: string,
  config: Config,
  base: Base,
): Promise<Pick<ChangeFacts, 'dropped' | 'unplanned'>> {
  const [path, plan] = [config.expectations, config.stories];
  const ids = (text: string) => parseStories(text, plan).stories.map(({ id }) => id);
  const [planBefore, planAfter] = [
    await readTextAt(root, base.commit, plan, largestText),
    await readText(root, plan, largestText),
  ];
  const planned = new Set(ids(planAfter ?? ''));
  const gone = planBefore === null || planBefore === planAfter ? [] : ids(planBefore).filter((id) => !planned.has(id));
  const unplanned = gone.length > 0 ? { path: plan, line: 1, stories: gone } : null;

  const before = await readTextAt(root, base.commit, path, largestText);
  const after = await readText(root, path, largestText);
  if (before === null || before === after) return { dropped: [], unplanned };
  const left = parseExpectations(after ?? '', path).cases;
  const dropped: ChangeFacts['dropped'] = [];
  for (const { story, mentions } of parseExpectations(before, path).cases) {
    if (planAfter !== null && !planned.has(story)) continue;
    const same = left.filter((one) => one.story === story);
    const kept = new Set(same.flatMap((one) => one.mentions.map(({ text }) => fold(text))));
    const lost = mentions.map(({ text }) => text).filter((text) => !kept.has(fold(text)));
    if (lost.length > 0) dropped.push({ path, line: same[0]?.line ?? 1, story, mentions: lost });
  }
  return { dropped, unplanned };
}

/** What stood here at the base. A file that came by renaming keeps its old lines if its role and split stay. */
export async function baseContent(root: string, path: string, { commit, changes }: Base) {
  const renamed = changes.find((change) => change.path === path && change.oldPath !== undefined)?.oldPath;
  const before = renamed ?? path;
  const [was, is] = [parseDatasetName(before), parseDatasetName(path)];
  if (was.role !== is.role || was.split !== is.split) return null;
  const id = await blobId(root, commit, before);
  return id === null ? null : { key: id, open: () => readBlob(root, id) };
}
