// What stood at the base of a change, and what the change took away.

import picomatch from 'picomatch';
import type { Config } from '../config/config.ts';
import { SetupError } from '../core/errors.ts';
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
import { expandGlobs, readText } from './workspace.ts';

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
      `This clone is shallow and does not reach ${ref}: everything was checked, not only what the change brings, and the configuration was not compared with the base’s. Set \`fetch-depth: 0\` on actions/checkout.`,
    );
    return null;
  }
  throw new SetupError(
    head === null
      ? '--base needs a git repository with a commit; run without it to check everything'
      : `--base: ${ref} is no commit that this clone shares history with; \`git fetch origin\` may bring it`,
  );
}

/** Held-out files that went, were renamed or moved away since the base, when nothing of their role and split is left. */
export async function findRemoved(root: string, config: Config, { changes }: Base): Promise<ChangeFacts['removed']> {
  const setOf = (path: string) => {
    const { role, split } = parseDatasetName(path);
    return `${role} ${split}`;
  };
  const left = new Set((await expandGlobs(root, config.datasets)).map(setOf));
  const globs = config.datasets.filter((glob) => !glob.startsWith('!'));
  const ignore = config.datasets.filter((glob) => glob.startsWith('!')).map((glob) => glob.slice(1));
  const isDataset = picomatch(globs, { dot: true, ignore });
  return changes
    .flatMap(({ path, oldPath, status }) => oldPath ?? (status === 'removed' ? path : []))
    .filter((path) => isDataset(path) && !left.has(setOf(path)))
    .map((path) => ({ path, ...parseDatasetName(path) }))
    .filter(({ split }) => sideOf(split) === 'held-out');
}

/** Required mentions that the change takes away from a story. A story that leaves the plan takes its own along. */
export async function findDropped(root: string, config: Config, base: Base): Promise<ChangeFacts['dropped']> {
  const path = config.expectations;
  const before = await readTextAt(root, base.commit, path, largestText);
  const after = await readText(root, path, largestText);
  if (before === null || before === after) return [];
  const plan = await readText(root, config.stories, largestText);
  const planned = plan === null ? null : new Set(parseStories(plan, config.stories).stories.map(({ id }) => id));
  const left = parseExpectations(after ?? '', path).cases;
  const dropped: ChangeFacts['dropped'] = [];
  for (const { story, mentions } of parseExpectations(before, path).cases) {
    if (planned && !planned.has(story)) continue;
    const same = left.filter((one) => one.story === story);
    const kept = new Set(same.flatMap((one) => one.mentions.map(({ text }) => fold(text))));
    const gone = mentions.map(({ text }) => text).filter((text) => !kept.has(fold(text)));
    if (gone.length > 0) dropped.push({ path, line: same[0]?.line ?? 1, story, mentions: gone });
  }
  return dropped;
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
