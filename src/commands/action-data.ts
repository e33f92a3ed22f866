// Which files of a pull request a tuning may read: the role's datasets and the manifest, where the configuration of the
// default branch says they are, and nothing else.

import picomatch from 'picomatch';
import type { GitHub } from '../adapters/github/client.ts';
import { fetchData, type PullRequestCommit } from '../adapters/github/data.ts';
import type { Config } from '../config/config.ts';
import { SetupError } from '../core/errors.ts';
import type { Split } from '../dataset/facts.ts';
import { parseDatasetName } from '../dataset/name.ts';
import type { Host } from './host.ts';
import { type DataFlags, fetchedFolder, findDataset } from './role-data.ts';

/**
 * Fetches the role's data at the head of a pull request and returns the flags that point `tune` there. Throws SetupError
 * when a set is missing or ambiguous, and when GitHub's answers do not hold together.
 */
export async function pullRequestData(
  host: Host,
  github: GitHub,
  root: string,
  config: Config,
  role: string,
  commit: PullRequestCommit,
): Promise<DataFlags> {
  const folder = `${fetchedFolder}/${commit.sha}`;
  const sets: Partial<Record<Split, string>> = {};
  const choose = (paths: readonly string[]) => {
    for (const split of ['train', 'val', 'eval'] as const) {
      const path = chooseDataset(paths, config, role, split);
      if (path !== null) sets[split] = path;
      else if (split !== 'val') throw missing(role, split, config, commit);
    }
    return [...Object.values(sets), ...paths.filter((path) => path === config.manifest)];
  };
  await fetchData(github, commit, choose, { root, folder });
  const left = sets.val ? null : await findDataset(host, root, config, role, 'val');
  if (left !== null) {
    throw new SetupError(
      `pull request ${commit.number} has no ${left}, and that of the default branch would be taken in its place; keep it, or merge its removal first`,
    );
  }
  const flags = Object.entries(sets).map(([split, path]) => [`${split}set`, `${root}/${folder}/${path}`]);
  return Object.fromEntries(flags) as DataFlags;
}

/** As among the files of the working tree: `<role>_<split>.jsonl`, a variant of it only when there is no plain one. */
function chooseDataset(paths: readonly string[], config: Config, role: string, split: Split): string | null {
  const globs = config.datasets.filter((glob) => !glob.startsWith('!'));
  const ignore = [
    '**/node_modules/**',
    ...config.datasets.flatMap((glob) => (glob.startsWith('!') ? glob.slice(1) : [])),
  ];
  const matches = picomatch(globs, { dot: true, ignore });
  const fitting = paths.filter((path) => {
    const name = parseDatasetName(path);
    return name.role === role && name.split === split && matches(path);
  });
  const plain = fitting.filter((path) => parseDatasetName(path).variant === '');
  const [found, ...others] = plain.length > 0 ? plain : fitting;
  if (others.length === 0) return found ?? null;
  throw new SetupError(`${role} has several ${split} sets in the pull request: ${[found, ...others].join(', ')}`);
}

const missing = (role: string, split: Split, { datasets }: Config, { number, sha }: PullRequestCommit) =>
  new SetupError(
    `pull request ${number} has no ${role}_${split}.jsonl at ${sha} among ${datasets.join(', ')} (\`datasets\` of the default branch)`,
  );
