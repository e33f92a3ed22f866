// The doctor's look at the files: does the configuration find them, and will a fresh clone have the same bytes?

import { posix } from 'node:path';
import picomatch from 'picomatch';
import { readBytes } from '../adapters/file-bytes.ts';
import { attributesOf, configValue, ignoredOf, workTreeFiles } from '../adapters/git-setup.ts';
import { expandGlobs, readText, standingOf, standingText } from '../adapters/workspace.ts';
import { type Config, defaultConfig } from '../config/config.ts';
import { detectLayout } from '../init/layout.ts';
import { count } from '../report/words.ts';
import type { Diagnosis } from './doctor.ts';

const area = 'data';
const fine = (message: string): Diagnosis => ({ area, state: 'fine', message });
const hint = (message: string, mend: string): Diagnosis => ({ area, state: 'hint', message, mend });
const fault = (message: string, mend: string): Diagnosis => ({ area, state: 'fault', message, mend });

export async function examineData(root: string, config: Config, inGit: boolean): Promise<Diagnosis[]> {
  const datasets = await expandGlobs(root, config.datasets);
  const found = [
    ...(await examineDatasets(root, config, datasets)),
    ...(await examinePaths(root, config)),
    ...(await examineSchemas(root, config)),
  ];
  if (!inGit) return found;
  found.push(...examineOthers(await workTreeFiles(root), config, datasets));
  const guarded = [...datasets, config.manifest, config.expectations, config.stories, config.testcases];
  found.push(...(await examineIgnored(root, guarded)));
  const hashed = (await standingOf(root, config.manifest)) === 'file' ? [...datasets, config.manifest] : datasets;
  if (hashed.length > 0) found.push(...(await examineLineEnds(root, hashed)));
  return found;
}

async function examineDatasets(root: string, config: Config, datasets: string[]): Promise<Diagnosis[]> {
  const found: Diagnosis[] = [];
  for (const glob of config.datasets.filter((glob) => !glob.startsWith('!'))) {
    const matched = await expandGlobs(root, [glob]);
    if (matched.length > 0) found.push(fine(`${glob} finds ${count(matched.length, 'dataset')}`));
    else
      found.push(
        fault(
          `${glob} matches no file`,
          `put {role}_{split}.jsonl there, or name the right place in datasets: (goldgate init finds it)`,
        ),
      );
  }
  for (const path of datasets) {
    const standing = await standingOf(root, path);
    if (standing !== 'file') found.push(fault(`${path} ${standingText[standing]}`, 'commit the file itself'));
    else if (await isPointer(root, path))
      found.push(
        fault(
          `${path} is a Git LFS pointer, not the data`,
          'git lfs pull, then git lfs untrack: the gate reads what is committed',
        ),
      );
  }
  if (datasets.length > 0) {
    const manifest = await standingOf(root, config.manifest);
    if (manifest === 'file') found.push(fine(config.manifest));
    else found.push(fault(`${config.manifest} ${standingText[manifest]}`, 'goldgate manifest update --curator NAME'));
  }
  return found;
}

async function isPointer(root: string, path: string): Promise<boolean> {
  for await (const chunk of readBytes(root, path))
    return Buffer.from(chunk.subarray(0, 40)).toString('latin1').startsWith('version https://git-lfs');
  return false;
}

const mends = {
  expectations: 'write it: cases: - story_id, required_mentions',
  stories: 'write it: a list of id, description, acceptance',
  tasks: 'a CSV file with id,story,title,detail,priority',
  testcases: 'goldgate testcases (or with --stub)',
} as const;

async function examinePaths(root: string, config: Config): Promise<Diagnosis[]> {
  const found: Diagnosis[] = [];
  for (const key of ['expectations', 'testcases', 'stories', 'tasks'] as const) {
    const standing = await standingOf(root, config[key]);
    const wanted = key === 'testcases' ? 'folder' : 'file';
    if (standing === wanted) found.push(fine(config[key]));
    else if (standing !== 'missing') found.push(fault(`${config[key]} is no ${wanted}`, `put a ${wanted} there`));
    else if (config[key] !== defaultConfig[key])
      found.push(fault(`${key}: ${config[key]} does not exist`, `mend ${key}: in the configuration, or restore it`));
    else if (key !== 'tasks')
      found.push(hint(`no ${config[key]}: the rules about it have nothing to look at`, mends[key]));
  }
  return found;
}

async function examineSchemas(root: string, { roles }: Config): Promise<Diagnosis[]> {
  const found: Diagnosis[] = [];
  for (const [role, { schema }] of Object.entries(roles)) {
    if (schema === undefined) continue;
    const standing = await standingOf(root, schema);
    if (standing !== 'file') {
      found.push(
        fault(`roles.${role}.schema: ${schema} ${standingText[standing]}`, 'mend the path, or restore the file'),
      );
      continue;
    }
    try {
      JSON.parse((await readText(root, schema, 4 * 1024 * 1024)) ?? '');
      found.push(fine(schema));
    } catch (error) {
      found.push(fault(`${schema} is no JSON: ${(error as Error).message}`, 'mend it'));
    }
  }
  return found;
}

/** Datasets that nobody gates: forgotten, or meant to be left out and never said so. */
function examineOthers(paths: readonly string[], config: Config, datasets: readonly string[]): Diagnosis[] {
  const detected = detectLayout(paths);
  const known = new Set(datasets);
  const excluded = picomatch(
    config.datasets.filter((glob) => glob.startsWith('!')).map((glob) => glob.slice(1)),
    { dot: true },
  );
  const missed = [...detected.datasets, ...detected.elsewhere].filter((path) => !known.has(path) && !excluded(path));
  const folders = [...new Set(missed.map((path) => posix.dirname(path)))];
  return folders.map((folder) => {
    const n = missed.filter((path) => posix.dirname(path) === folder).length;
    return hint(
      `${count(n, 'dataset')} in ${folder}/ ${n === 1 ? 'is' : 'are'} not gated`,
      `add "${folder}/*.jsonl" to datasets:, or "!${folder}/**" to say that it is meant`,
    );
  });
}

async function examineIgnored(root: string, paths: readonly string[]): Promise<Diagnosis[]> {
  const present: string[] = [];
  for (const path of paths) if ((await standingOf(root, path)) !== 'missing') present.push(path);
  return (await ignoredOf(root, present)).map((path) =>
    fault(
      `${path} is ignored by git: no pull request will ever hold it`,
      `git check-ignore -v ${path} names the line to remove`,
    ),
  );
}

async function examineLineEnds(root: string, paths: readonly string[]): Promise<Diagnosis[]> {
  const attributes = await attributesOf(root, paths, ['text', 'eol', 'filter']);
  const autocrlf = await configValue(root, 'core.autocrlf');
  const mend = 'goldgate init writes "-text" for the data into .gitattributes; then git add --renormalize .';
  const wrong: Record<string, string[]> = { lfs: [], converted: [], unprotected: [] };
  for (const [path, { text, eol, filter }] of attributes) {
    if (filter === 'lfs') wrong.lfs?.push(path);
    if (text === 'unset') continue;
    if (text !== 'unspecified' || (eol !== 'unspecified' && eol !== 'lf') || autocrlf === 'true')
      wrong.converted?.push(path);
    else wrong.unprotected?.push(path);
  }
  const list = (files: string[]) =>
    `${files.slice(0, 3).join(', ')}${files.length > 3 ? ` and ${files.length - 3} more` : ''}`;
  const because = autocrlf === 'true' ? ' (core.autocrlf is true here)' : '';
  const found: Diagnosis[] = [];
  if (wrong.lfs?.length)
    found.push(
      fault(
        `${list(wrong.lfs)}: kept in Git LFS, so a checkout has pointers`,
        'git lfs untrack the data: the gate reads what is committed',
      ),
    );
  if (wrong.converted?.length)
    found.push(fault(`${list(wrong.converted)}: git converts line ends, and so the hashes${because}`, mend));
  if (wrong.unprotected?.length)
    found.push(hint(`${list(wrong.unprotected)}: a clone on Windows may convert line ends, and so the hashes`, mend));
  return found.length > 0 ? found : [fine('.gitattributes keeps the data’s bytes as they are')];
}
