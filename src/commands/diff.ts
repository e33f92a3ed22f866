// `goldgate diff`: what a pull request does to the examples, since a diff of JSON lines cannot be read.

import picomatch from 'picomatch';
import { readConfigFile } from '../adapters/config-file.ts';
import { readBytes } from '../adapters/file-bytes.ts';
import { blobId, type ChangedPath, changedPaths, mergeBase, readBlob, resolveCommit } from '../adapters/git.ts';
import { findRoot } from '../adapters/root.ts';
import { pathFromRoot, standingOf, standingText } from '../adapters/workspace.ts';
import { exitCode, SetupError } from '../core/errors.ts';
import { diffDatasets, type FilePair } from '../dataset/diff.ts';
import { parseDatasetName } from '../dataset/name.ts';
import type { Host } from './host.ts';
import { type DiffReport, renderDiffJson, renderDiffMarkdown, renderDiffText } from './render-diff.ts';

export interface DiffFlags {
  /** A commit or branch; compared is what came since the common ancestor with it. */
  base?: string;
  config?: string;
  format?: string;
  /** Files or folders; every dataset when empty. */
  paths?: string[];
}

const renderers: Record<string, (report: DiffReport, host: Host) => string> = {
  text: (report, host) => renderDiffText(report, host.color),
  markdown: renderDiffMarkdown,
  json: renderDiffJson,
};

/** Always `clean`: a diff shows, it does not judge. Throws SetupError when there is nothing to compare with. */
export async function diff(host: Host, flags: DiffFlags): Promise<number> {
  const render = renderers[flags.format ?? 'text'];
  if (!render) throw new SetupError(`--format is ${Object.keys(renderers).join(', ')}, not ${flags.format}`);
  const root = findRoot(host.cwd);
  if (root === null)
    throw new SetupError('diff compares with a commit, and this is no git repository (or git is missing)');
  if (!flags.base) throw new SetupError('diff needs --base: a commit or branch, such as --base origin/main');
  const { config } = await readConfigFile(root, flags.config);
  const tip = await resolveCommit(root, flags.base);
  if (tip === null) throw new SetupError(`--base: ${flags.base} is no commit here; \`git fetch origin\` may bring it`);

  const notes: string[] = [];
  const head = await resolveCommit(root, 'HEAD');
  const ancestor = head && (await mergeBase(root, tip, head));
  if (!ancestor)
    notes.push(`No common ancestor with ${flags.base} is known (a shallow clone?): compared with its tip.`);
  const commit = ancestor || tip;
  const wanted = selector(
    config.datasets,
    (flags.paths ?? []).map((path) => pathFromRoot(root, host.cwd, path)),
  );
  const files = (await changedPaths(root, commit)).filter(
    ({ path, oldPath }) => wanted(path) || wanted(oldPath ?? path),
  );
  const pairs: FilePair[] = [];
  for (const file of files) pairs.push(await pairOf(root, commit, file, wanted, notes));
  const found = await diffDatasets(pairs, config.limits.depth);
  host.print(render({ base: flags.base, commit, files, notes, ...found }, host));
  return exitCode.clean;
}

/** Whether a path, of today or of the base, is a dataset that was asked for. */
function selector(globs: readonly string[], paths: readonly string[]): (path: string) => boolean {
  const excluded = globs.filter((glob) => glob.startsWith('!')).map((glob) => glob.slice(1));
  const included = globs.filter((glob) => !glob.startsWith('!'));
  const matches = picomatch(included, { dot: true, ignore: excluded });
  const isChosen = (path: string) =>
    paths.length === 0 || paths.some((one) => one === '.' || one === path || path.startsWith(`${one}/`));
  return (path) => matches(path) && isChosen(path);
}

/** A file that came into the datasets, or left them, is compared with nothing there. */
async function pairOf(
  root: string,
  commit: string,
  { path, oldPath }: ChangedPath,
  wanted: (path: string) => boolean,
  notes: string[],
): Promise<FilePair> {
  const before = oldPath ?? path;
  const id = wanted(before) ? await blobId(root, commit, before) : null;
  const standing = wanted(path) ? await standingOf(root, path) : 'missing';
  if (standing !== 'file' && standing !== 'missing') notes.push(`${path} ${standingText[standing]}: it was not read.`);
  return {
    role: parseDatasetName(path).role,
    path,
    ...(oldPath === undefined ? {} : { oldPath }),
    ...(id === null ? {} : { before: () => readBlob(root, id) }),
    ...(standing === 'file' ? { after: () => readBytes(root, path) } : {}),
  };
}
