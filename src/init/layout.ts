// Where a team keeps its data, from the paths of its files alone.

import { posix } from 'node:path';
import { type Config, defaultConfig } from '../config/config.ts';
import { compareText } from '../core/finding.ts';
import { parseDatasetName } from '../dataset/name.ts';

export const layoutKeys = ['datasets', 'manifest', 'expectations', 'testcases', 'stories', 'tasks'] as const;
export type Layout = Pick<Config, (typeof layoutKeys)[number]>;

export interface Detected {
  layout: Layout;
  /** The dataset files that the layout gates. */
  datasets: string[];
  /** Folders that hold datasets too and are not gated, with how many. */
  others: { folder: string; files: number }[];
  /** Those of the other datasets that do not stand among tests, examples and the like. */
  elsewhere: string[];
  /** Whether there is a manifest. */
  manifest: boolean;
}

/** Folders whose datasets are made up, made by a program, or old. */
const aside =
  /(^|\/)(tests?|__tests__|fixtures|__fixtures__|examples?|samples?|backups?|old|archive|artifacts|bench|tmp)(\/|$)/i;

/** `paths` are relative to the root, with `/`. What is not found keeps its default. */
export function detectLayout(paths: readonly string[]): Detected {
  const byFolder = new Map<string, string[]>();
  for (const path of paths) {
    if (!path.endsWith('.jsonl') || parseDatasetName(path).split === null) continue;
    const folder = posix.dirname(path);
    byFolder.set(folder, [...(byFolder.get(folder) ?? []), path]);
  }
  const usual = posix.dirname(defaultConfig.manifest);
  const rank = (folder: string) => [
    folder === usual,
    !aside.test(folder),
    posix.basename(folder) === 'production',
    paths.includes(posix.join(folder, 'manifest.json')),
    byFolder.get(folder)?.length ?? 0,
  ];
  const folders = [...byFolder.keys()].sort((a, b) => {
    const [left, right] = [rank(a).map(Number), rank(b).map(Number)];
    const differing = left.findIndex((value, n) => value !== right[n]);
    return differing < 0 ? a.length - b.length || compareText(a, b) : (right[differing] ?? 0) - (left[differing] ?? 0);
  });
  const [home = usual] = folders;
  const others = folders.slice(1).map((folder) => ({ folder, files: byFolder.get(folder)?.length ?? 0 }));

  /** The file of the default place, else the one that shares most folders with the datasets. */
  const nearest = (usual: string, candidates: readonly string[]) => {
    const kept = candidates.filter((path) => !aside.test(posix.dirname(path)) || path.includes('artifacts/'));
    const near = kept.sort((a, b) => shared(b, home) - shared(a, home) || a.length - b.length || compareText(a, b));
    return candidates.includes(usual) ? usual : (near[0] ?? usual);
  };
  const named = (name: RegExp) => paths.filter((path) => name.test(posix.basename(path)));
  const manifests = named(/^manifest\.json$/).filter((path) => home.startsWith(folderOf(path)));
  const storyFiles = paths.filter((path) => /^S\d+\.md$/i.test(posix.basename(path)));
  const beside = posix.join(home, 'manifest.json');
  return {
    layout: {
      datasets: home === usual ? [...defaultConfig.datasets] : [posix.join(escapeGlob(home), '*.jsonl')],
      manifest: nearest(beside, manifests),
      expectations: nearest(defaultConfig.expectations, named(/^qa_eval\.ya?ml$/)),
      testcases: nearest(defaultConfig.testcases, [...new Set(storyFiles.map((path) => posix.dirname(path)))]),
      stories: nearest(defaultConfig.stories, named(/^stories\.ya?ml$/)),
      tasks: nearest(defaultConfig.tasks, named(/^tasks\.csv$/)),
    },
    datasets: byFolder.get(home) ?? [],
    others,
    elsewhere: folders.slice(1).flatMap((folder) => (aside.test(folder) ? [] : (byFolder.get(folder) ?? []))),
    manifest: manifests.length > 0,
  };
}

const folderOf = (path: string) => (path.includes('/') ? `${posix.dirname(path)}` : '');
const escapeGlob = (folder: string) => folder.replace(/[*?[\]{}()!\\]/g, '\\$&');

function shared(path: string, folder: string): number {
  const [a, b] = [path.split('/'), folder.split('/')];
  const differing = b.findIndex((part, n) => part !== a[n]);
  return differing < 0 ? b.length : differing;
}
