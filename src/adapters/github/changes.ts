// What differs at a commit from where it left the base branch, by trees: they know every file of any size, its mode and
// its id, which the list of a pull request's files does not.

import type { Change } from '../../review/facts.ts';
import { answered, answeredOrNull, type GitHub, Unclear } from './client.ts';
import { inOrder } from './pages.ts';

interface Entry {
  path: string;
  mode: string;
  sha: string;
}

/** Unknown to the repository, or no commit. */
const absent = [404, 422];

/**
 * Sorted by path; null when the commit can no longer be reached, or has nothing in common with the base.
 * @param base full id of a commit of the base branch @param sha full id
 */
export async function readChanges(github: GitHub, base: string, sha: string): Promise<Change[] | null> {
  const { api, repository } = github;
  const compared = await answeredOrNull(
    `the merge base of ${base} and ${sha}`,
    // The second page comes without the list of files, which can be long and costs GitHub a diff.
    api.repos.compareCommitsWithBasehead({ ...repository, basehead: `${base}...${sha}`, per_page: 1, page: 2 }),
    absent,
  );
  if (compared === null) return null;
  const from = compared.merge_base_commit?.sha;
  if (!/^[0-9a-f]{40}$/.test(from ?? '')) throw new Unclear(`GitHub does not say the merge base of ${base} and ${sha}`);
  if (from === sha) return [];
  const changes = await compareTrees(github, '', from, sha);
  return changes.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Trees that GitHub lists whole are compared at once; of others, only sub-trees that differ are looked into. */
async function compareTrees(
  github: GitHub,
  folder: string,
  before: string | null,
  after: string | null,
): Promise<Change[]> {
  const sides = [before, after];
  const whole = await Promise.all(sides.map((sha) => listing(github, sha, true)));
  const [old, fresh] = whole.every((tree) => tree !== null)
    ? whole
    : await Promise.all(sides.map((sha) => listing(github, sha, false)));
  if (!old || !fresh) throw new Unclear(`the folder ${folder || 'at the root'} has too many files for GitHub to list`);
  const paths = [...new Set([...old.keys(), ...fresh.keys()])];
  const changed = paths.filter((path) => {
    const [was, is] = [old.get(path), fresh.get(path)];
    return was?.sha !== is?.sha || was?.mode !== is?.mode;
  });
  const found = await inOrder(changed.length, async (index) => {
    const path = changed[index] as string;
    const [was, is] = [old.get(path), fresh.get(path)];
    const [treeBefore, treeAfter] = [was, is].map((entry) => (entry?.mode === tree ? entry.sha : null));
    const inside =
      treeBefore || treeAfter
        ? await compareTrees(github, `${folder}${path}/`, treeBefore ?? null, treeAfter ?? null)
        : [];
    if (is && is.mode !== tree) return [...inside, { path: folder + path, mode: is.mode, blob: is.sha }];
    return was && was.mode !== tree ? [...inside, { path: folder + path, mode: null, blob: null }] : inside;
  });
  return found.flat();
}

/** Git's mode of a folder. */
const tree = '040000';

/** By path; null when GitHub has cut it. A whole recursive listing has no folders, as their files are in it. */
async function listing(github: GitHub, sha: string | null, recursive: boolean): Promise<Map<string, Entry> | null> {
  if (sha === null) return new Map();
  const { tree: read, truncated } = await readTree(github, sha, recursive);
  if (truncated) return null;
  const entries = read.filter(({ mode }) => !recursive || mode !== tree);
  const byPath = new Map(entries.map((entry) => [entry.path, entry]));
  // Names that are no UTF-8 look alike once they are JSON.
  if (byPath.size < entries.length) throw new Unclear(`two files at ${sha} have names that GitHub shows as one`);
  return byPath;
}

function readTree({ api, repository }: GitHub, sha: string, recursive: boolean) {
  const answer = api.git.getTree({ ...repository, tree_sha: sha, ...(recursive ? { recursive: '1' } : {}) });
  return answered(`the files at ${sha}`, answer as Promise<{ data: { truncated: boolean; tree: Entry[] } }>);
}
