// Gathers every fact that the gate wants before it runs, so that judging cannot fail half-way.

import { createHash } from 'node:crypto';
import { closeSync, createReadStream, readSync } from 'node:fs';
import { join, posix } from 'node:path';
import { type Config, defaultConfig } from '../config/config.ts';
import { SetupError } from '../core/errors.ts';
import { compareText } from '../core/finding.ts';
import type { DatasetFacts } from '../dataset/facts.ts';
import { type ListedFile, listedPath, type ManifestFacts, parseManifest } from '../dataset/manifest.ts';
import { parseDatasetName } from '../dataset/name.ts';
import type { PlanningFacts } from '../planning/facts.ts';
import { parseStories } from '../planning/stories.ts';
import { parseTasks } from '../planning/tasks.ts';
import { parseExpectations } from '../testcases/expectations.ts';
import type { TestcaseFacts } from '../testcases/facts.ts';
import { parseTestcases } from '../testcases/parse.ts';
import type { Base } from './base.ts';
import type { ScanInput, ScanOptions } from './scan.ts';
import { expandGlobs, openFile, readText, standingOf, standingText } from './workspace.ts';

const largestText = 16 * 1024 * 1024;

/** The dataset files to look at: those of the configuration, or of these paths alone. Throws SetupError when there are none. */
export async function findDatasets(root: string, config: Config, paths: readonly string[]): Promise<string[]> {
  const configured = await expandGlobs(root, config.datasets);
  if (paths.length === 0) {
    for (const glob of config.datasets) {
      const own = !glob.startsWith('!') && !defaultConfig.datasets.includes(glob);
      if (own && (await expandGlobs(root, [glob])).length === 0) {
        throw new SetupError(`\`datasets\`: ${glob} matches no file; mend the configuration or restore the files`);
      }
    }
    if (configured.length > 0) return configured;
    throw new SetupError(
      `no dataset found at ${config.datasets.join(', ')}; run \`goldgate init\`, or name the files in \`datasets\` of .github/goldgate.yml`,
    );
  }
  const chosen = new Set<string>();
  for (const path of paths) {
    const within = configured.filter((dataset) => dataset === path || path === '.' || dataset.startsWith(`${path}/`));
    const standing = await standingOf(root, path);
    const inFolder = standing === 'folder' && within.length === 0;
    const more = inFolder ? await expandGlobs(root, [`${escapeGlob(path)}/**/*.jsonl`]) : [];
    const itself = path.endsWith('.jsonl') && standing !== 'missing' ? [path] : [];
    for (const dataset of [...within, ...more, ...itself]) chosen.add(dataset);
    if (standing === 'missing') throw new SetupError(`${path} does not exist`);
  }
  return [...chosen].sort(compareText);
}

/** Reads every byte of the datasets, and says which of them are no regular files. */
export async function gatherDatasets(
  root: string,
  paths: readonly string[],
  options: ScanOptions,
  base: Base | null,
): Promise<{ facts: DatasetFacts; irregular: ManifestFacts['irregular'] }> {
  const inputs: ScanInput[] = [];
  const irregular: { path: string; what: string }[] = [];
  for (const path of paths) {
    const what = await irregularity(root, path);
    if (what !== null) irregular.push({ path, what });
    else {
      const content = base ? await (await import('./base.ts')).baseContent(root, path, base) : null;
      inputs.push({ path, file: join(root, path), ...parseDatasetName(path), ...(base ? { base: content } : {}) });
    }
  }
  const { scanDatasets } = await import('./scan.ts');
  return { facts: await scanDatasets(inputs, options), irregular };
}

async function irregularity(root: string, path: string): Promise<string | null> {
  const standing = await standingOf(root, path);
  if (standing !== 'file') return standingText[standing];
  const descriptor = openFile(root, path);
  try {
    const beginning = Buffer.alloc(40);
    readSync(descriptor, beginning);
    return beginning.toString('latin1').startsWith('version https://git-lfs') ? 'is a Git LFS pointer' : null;
  } finally {
    closeSync(descriptor);
  }
}

/** The manifest, and what stands where its entries point. */
export async function gatherManifest(
  root: string,
  config: Config,
  datasets: readonly string[],
  scanned: DatasetFacts | null,
  irregular: ManifestFacts['irregular'],
  now: Date,
): Promise<ManifestFacts> {
  const text = await readText(root, config.manifest, largestText);
  const manifest = text === null ? null : parseManifest(text);
  const known = new Map(scanned?.files.map((file) => [file.path, file]));
  const listed = new Map<string, ListedFile>();
  for (const entry of manifest?.entries ?? []) {
    const path = listedPath(config.manifest, entry);
    if (path === null || listed.has(path)) continue;
    const file = known.get(path);
    if (file) listed.set(path, { standing: 'file', sha256: file.sha256, bytes: file.bytes, examples: file.records });
    else listed.set(path, await readListed(root, path));
  }
  const folders = new Set([config.manifest, ...datasets].map((path) => posix.dirname(path)));
  const beside = await expandGlobs(
    root,
    [...folders].map((folder) => `${escapeGlob(folder)}/*`),
  );
  const others = beside.filter((path) => path !== config.manifest && !datasets.includes(path));
  const ahead = new Date(now.getTime() + 14 * 3_600_000);
  const today = ahead.toISOString().slice(0, 10);
  return { path: config.manifest, manifest, listed, datasets, others, irregular, today };
}

const byteOrderMark = Buffer.from('\ufeff');

/** Hash, size and count of a file that the manifest names. */
export async function readListed(root: string, path: string): Promise<ListedFile> {
  const standing = await standingOf(root, path);
  if (standing !== 'file') return { standing };
  const hash = createHash('sha256');
  let bytes = 0;
  let examples = 0;
  let blank = true;
  const stream = createReadStream('', { fd: openFile(root, path) });
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    const mark = bytes === 0 && chunk.subarray(0, 3).equals(byteOrderMark) ? 3 : 0;
    hash.update(chunk);
    bytes += chunk.length;
    for (const byte of chunk.subarray(mark)) {
      if (byte === 0x0a) blank = true;
      else if (blank && byte !== 0x20 && byte !== 0x0d && byte !== 0x09) {
        blank = false;
        examples++;
      }
    }
  }
  return { standing, sha256: hash.digest('hex'), bytes, examples };
}

const notAFolder = { ...standingText, file: 'is a file' };

/** Test cases, expectations, stories and tasks. With a base, a folder that existed there is never "absent". */
export async function gatherPlanning(
  root: string,
  config: Config,
  wanted: (path: string) => boolean,
  base: Base | null,
  mayLackTestcases = false,
): Promise<{ testcases: TestcaseFacts; planning: PlanningFacts }> {
  const folder = config.testcases.replace(/\/+$/, '');
  const standing = await standingOf(root, folder);
  if (standing !== 'folder' && standing !== 'missing') {
    throw new SetupError(`\`testcases\`: ${folder} ${notAFolder[standing]}; name a folder in the repository`);
  }
  const atBase = async ({ commit }: Base) => (await import('./git.ts')).listTree(root, commit, folder);
  const had = base !== null && standing === 'missing' && (await atBase(base)).length > 0;
  for (const key of ['testcases', 'expectations', 'stories', 'tasks'] as const) {
    const written = config[key] !== defaultConfig[key] && !(mayLackTestcases && key === 'testcases');
    if (written && !had && (await standingOf(root, config[key])) === 'missing') {
      throw new SetupError(`\`${key}\`: ${config[key]} does not exist; mend the configuration or restore it`);
    }
  }
  const paths = standing === 'folder' ? await expandGlobs(root, [`${escapeGlob(folder)}/*.md`]) : [];
  const read = async <T>(path: string, parse: (text: string, path: string) => T): Promise<T | null> => {
    const text = await readText(root, path, largestText);
    return text === null ? null : parse(text, path);
  };
  const files = [];
  for (const path of paths.filter((path) => wanted(path) && !/\/readme\.md$/i.test(path))) {
    const file = await read(path, parseTestcases);
    if (file) files.push(file);
  }
  const expectations = await read(config.expectations, parseExpectations);
  // Of stories that nobody asked about nothing is expected.
  if (expectations) expectations.cases = expectations.cases.filter(({ story }) => wanted(`${folder}/${story}.md`));
  const testcases = { folder, present: standing === 'folder' || had, files, expectations };
  const stories = await read(config.stories, parseStories);
  const tasks = await read(config.tasks, parseTasks);
  return { testcases, planning: { stories, tasks, testcases } };
}

const escapeGlob = (path: string) => path.replace(/[*?[\]{}()!]/g, '\\$&');
