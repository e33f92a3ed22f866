// The commits of a pull request and what is gated at each of them.

import { digestOf } from './digest.ts';
import type { Commit, PullRequestFacts } from './facts.ts';
import { type Gating, gatedChanges } from './gating.ts';

export interface History {
  head: string;
  commit(sha: string): Commit | undefined;
  /** Whether it is one of the pull request's commits. */
  has(sha: string): boolean;
  /** Whether `sha` comes before `later` among the pull request's commits. */
  isBefore(sha: string, later: string): boolean;
  /** 64 hex digits; `null` where the content could not be seen. */
  digest(sha: string): string | null;
}

export function historyOf({ head, commits, contents }: PullRequestFacts, gating: Gating): History {
  const bySha = new Map(commits.map((commit) => [commit.sha, commit]));
  const digests = new Map<string, string | null>();
  const digest = (sha: string): string | null => {
    const known = digests.get(sha);
    if (known !== undefined) return known;
    const changes = Object.hasOwn(contents, sha) ? contents[sha] : null;
    const made = changes ? digestOf(gatedChanges(gating, changes).map(({ change }) => change)) : null;
    digests.set(sha, made);
    return made;
  };
  const isBefore = (sha: string, later: string): boolean => {
    const [seen, open] = [new Set<string>(), [later]];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      const parents = bySha.get(at)?.parents ?? [];
      if (parents.includes(sha)) return true;
      for (const parent of parents) {
        if (!seen.has(parent)) open.push(parent);
        seen.add(parent);
      }
    }
    return false;
  };
  const has = (sha: string) => sha === head.sha || bySha.has(sha);
  return { head: head.sha, commit: (sha) => bySha.get(sha), has, isBefore, digest };
}

export const shortSha = (sha: string): string => sha.slice(0, 7);
