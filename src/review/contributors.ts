// Who made what is to be approved: nobody approves their own work, whoever opened the pull request.

import type { Commit, Signature } from './facts.ts';
import { type History, shortSha } from './history.ts';

export type Role = 'author' | 'committer' | 'co-author';

export interface Contributors {
  /** By person: the commits, and as what. */
  of: ReadonlyMap<number, readonly { sha: string; roles: readonly Role[] }[]>;
  /** Authors and committers whom GitHub finds no account for, so that anybody could be behind them. */
  unknown: readonly { sha: string; roles: readonly Role[] }[];
  /** Commits that name co-authors without an account. */
  strangers: readonly string[];
}

/** The account in whose name GitHub itself commits, such as for a change made in the page. */
const webFlow = 19_864_447;
const webFlowEmail = 'noreply@github.com';

export function contributorsOf(commits: readonly Commit[], history: History): Contributors {
  const of = new Map<number, { sha: string; roles: Role[] }[]>();
  const [unknown, strangers]: [{ sha: string; roles: Role[] }[], string[]] = [[], []];
  for (const commit of [...commits].sort((a, b) => (a.sha < b.sha ? -1 : 1))) {
    const { sha } = commit;
    const signers = isUpdate(commit, history) ? [] : signersOf(commit);
    const faceless = signers.filter(([, { person }]) => person === null).map(([role]) => role);
    if (faceless.length > 0) unknown.push({ sha, roles: faceless });
    if (commit.coAuthors.some(({ person }) => person === null)) strangers.push(sha);
    const named = [...signers, ...commit.coAuthors.map((one) => ['co-author', one] as const)];
    for (const id of new Set(named.flatMap(([, { person }]) => person?.id ?? []))) {
      const roles = named.filter(([, { person }]) => person?.id === id).map(([role]) => role);
      of.set(id, [...(of.get(id) ?? []), { sha, roles: [...new Set(roles)] }]);
    }
  }
  return { of, unknown, strangers };
}

/** Who made a commit, and as what; GitHub itself, where its signature shows it, is nobody. */
export function signersOf({ author, committer, verified }: Commit): (readonly [Role, Signature])[] {
  const isGitHub = committer.person ? committer.person.id === webFlow : committer.email === webFlowEmail;
  // Anybody may write that address into a commit; only a signature tells that GitHub did. What is forged has no face.
  const second = isGitHub ? (verified ? null : { ...committer, person: null }) : committer;
  return [['author', author], ...(second ? [['committer', second] as const] : [])];
}

/** A merge that may only have brought the base branch in: its parent on the pull request's side; `null` for others. */
export function updatedParent({ parents }: Commit, history: History): string | null {
  const [first, second, ...more] = parents;
  if (first === undefined || second === undefined || more.length > 0) return null;
  if (history.has(first)) return history.has(second) ? null : first;
  return history.has(second) ? second : first;
}

/** Whether a merge brought the base branch in and nothing else: what is gated is as it was before. */
function isUpdate(commit: Commit, history: History): boolean {
  const inside = updatedParent(commit, history);
  const digest = history.digest(commit.sha);
  return inside !== null && digest !== null && digest === history.digest(inside);
}

/** `author and committer of 1a2b3c4`; at most three commits, the rest counted. */
export function contributionInWords(contributions: readonly { sha: string; roles: readonly Role[] }[]): string {
  const roles = [...new Set(contributions.flatMap((one) => one.roles))].sort();
  const shas = contributions.slice(0, 3).map(({ sha }) => shortSha(sha));
  const more = contributions.length > 3 ? ` and ${contributions.length - 3} more commits` : '';
  return `${roles.join(' and ')} of ${shas.join(', ')}${more}`;
}
