// CODEOWNERS: who must look at a change of the data, or of what judges it.

import { posix } from 'node:path';
import picomatch from 'picomatch';
import { defaultConfig } from '../config/config.ts';
import type { Layout } from './layout.ts';

/** Where GitHub looks; the first one that exists counts. */
export const ownersPaths = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'] as const;

const gateFolder = '/.github/';

/** What needs an owner, as patterns. `/.github/` also holds the gate's configuration, workflows and this file. */
export function guardedPatterns(layout: Layout): string[] {
  const folders = [layout.manifest, ...layout.datasets.filter((glob) => !glob.startsWith('!'))].map((path) =>
    posix.dirname(path.replaceAll('\\', '')),
  );
  const data = [...new Set(folders)].map((folder) => (folder === '.' ? '/*.jsonl' : `/${folder}/`));
  return [...data, `/${layout.expectations}`, gateFolder].map((pattern) => pattern.replace(/ /g, '\\ '));
}

/**
 * Without owners the lines are comments: a made-up team would be an error of the file, and nobody's review.
 * `keepers` own `.github/` already and go on to do so, since the last line that matches a path counts.
 */
export function renderOwners(
  layout: Layout,
  owners: readonly string[],
  { account, keepers = [] }: { account: string | null; keepers?: readonly string[] },
): string {
  const patterns = guardedPatterns(layout);
  const widest = Math.max(...patterns.map((pattern) => pattern.length));
  const line = (pattern: string, names: readonly string[]) => `${pattern.padEnd(widest)} ${names.join(' ')}`;
  if (owners.length === 0) {
    const nobody = [`@${account ?? 'YOUR-ORG'}/YOUR-CURATORS`];
    const todo =
      '# TODO: name who reviews the golden data, then take the `# ` away (or: goldgate init --owners @org/team).';
    return [todo, ...patterns.map((pattern) => `# ${line(pattern, nobody)}`)].join('\n');
  }
  const namesFor = (pattern: string) => (pattern === gateFolder && keepers.length > 0 ? keepers : owners);
  return ['# The golden data and what judges it.', ...patterns.map((pattern) => line(pattern, namesFor(pattern)))].join(
    '\n',
  );
}

interface OwnersLine {
  matches: (path: string) => boolean;
  owners: string[];
}

/** Lines in order; of several that match a path, the last counts. */
function parseOwners(text: string): OwnersLine[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const [pattern = '', ...owners] = line.replace(/(^|\s)#.*$/, '').match(/(?:\\.|\S)+/g) ?? [];
    if (pattern === '') return [];
    const bare = pattern.replace(/\\ /g, ' ').replace(/^\//, '');
    const anchored = pattern.startsWith('/') || bare.slice(0, -1).includes('/') ? bare : `**/${bare}`;
    const globs = bare.endsWith('/')
      ? [`${anchored}**`]
      : [anchored, ...(/\*$/.test(bare) && bare !== '*' ? [] : [`${anchored}/**`])];
    return [{ matches: picomatch(globs, { dot: true }), owners }];
  });
}

/** Who owns a path; empty when nobody does. */
export function ownersOf(text: string, path: string): string[] {
  return parseOwners(text).findLast(({ matches }) => matches(path))?.owners ?? [];
}

/** The owners that a file names for everything, or for the data: a first guess at who should review it. */
export function likelyOwners(text: string, layout: Layout): string[] {
  const data = posix.join(posix.dirname(layout.manifest), 'ba_train.jsonl');
  const guess = ownersOf(text, data);
  return guess.length > 0 ? guess : ownersOf(text, posix.join(posix.dirname(defaultConfig.manifest), 'ba_train.jsonl'));
}
