// Which pull requests a merge group holds: its commit has all of them, but only the queue says which.

import { asked, type GitHub } from './client.ts';

interface Entry {
  headCommit: { oid: string } | null;
  baseCommit: { oid: string } | null;
  pullRequest: { number: number } | null;
}

interface Answer {
  repository: {
    mergeQueue: {
      entries: { pageInfo: { hasNextPage: boolean; endCursor: string | null }; nodes: (Entry | null)[] };
    } | null;
  } | null;
}

const query = `query ($owner: String!, $repo: String!, $branch: String!, $after: String) {
  repository(owner: $owner, name: $repo) {
    mergeQueue(branch: $branch) {
      entries(first: 100, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes { headCommit { oid } baseCommit { oid } pullRequest { number } }
      }
    }
  }
}`;

/** The branch that a group's ref is for, such as `refs/heads/gh-readonly-queue/main/pr-7-SHA`; null for another ref. */
export function branchOfGroup(ref: string): string | null {
  return /^(?:refs\/heads\/)?gh-readonly-queue\/(.+)\/pr-\d+-[0-9a-f]{40}$/.exec(ref)?.[1] ?? null;
}

/**
 * The numbers of the pull requests between a group's base and its head, the last first; null when the queue does not
 * lead from the one to the other. Throws Unanswered.
 */
export async function readMembers(
  github: GitHub,
  branch: string,
  { base, sha }: { base: string; sha: string },
): Promise<number[] | null> {
  const entries = await readEntries(github, branch);
  const byHead = new Map(
    entries.flatMap((entry) => (entry.headCommit ? [[entry.headCommit.oid, entry] as const] : [])),
  );
  const numbers: number[] = [];
  for (let at: string | undefined = sha; at !== base; ) {
    const entry: Entry | undefined = at === undefined ? undefined : byHead.get(at);
    if (!entry?.pullRequest || numbers.length > entries.length) return null;
    numbers.push(entry.pullRequest.number);
    at = entry.baseCommit?.oid;
  }
  return numbers.length > 0 ? numbers : null;
}

async function readEntries({ graphql, repository }: GitHub, branch: string): Promise<Entry[]> {
  const found: Entry[] = [];
  for (let after: string | null = null; ; ) {
    const what = `the merge queue of ${branch}`;
    const answer: Answer = await asked(what, graphql<Answer>(query, { ...repository, branch, after }));
    const entries = answer.repository?.mergeQueue?.entries;
    if (!entries) return found;
    found.push(...entries.nodes.filter((entry) => entry !== null));
    after = entries.pageInfo.endCursor;
    if (!entries.pageInfo.hasNextPage || after === null) return found;
  }
}
