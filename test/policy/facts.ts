// A small company and its pull requests, told in a line each, as the facts that the policies of docs/policy.md are held against.

import { peopleOfPolicy } from '../../src/config/judge-review.ts';
import type { Commit, Permission, Person, PullRequestFacts } from '../../src/review/facts.ts';

const names = 'ada abe alan ann emma eve grace lena pat paul pia sam tess theo tom'.split(' ');
const person = (name: string): Person => {
  if (!names.includes(name)) throw new Error(`nobody is called ${name}`);
  return { id: 100 + names.indexOf(name), login: name, type: 'User' };
};

const teams: Record<string, string[]> = {
  'acme/curators': ['ada', 'grace', 'alan'],
  'acme/everyone': ['ada', 'grace', 'alan'],
  'acme/prompting': ['paul', 'grace'],
  'acme/security': ['sam', 'alan'],
  'acme/experts': ['emma'],
  'acme/platform': ['pat', 'pia'],
  'acme/analysts': ['ann', 'abe'],
  'acme/testers': ['tess', 'theo'],
};
const access: Record<string, Permission> = { ada: 'write', emma: 'write', eve: 'write', grace: 'admin', tom: 'read' };

export interface Pull {
  changed: readonly string[];
  approved: readonly string[];
  author?: string;
  /** Who made further commits, and who stands in the last one's `Co-authored-by`. */
  pushed?: readonly string[];
  coAuthors?: readonly string[];
}

export const head = 'c0ffee0000000000000000000000000000000000';
const sha = (number: number) => number.toString(16).padStart(40, '0');

export function factsOf(policy: string, { changed, approved, author = 'eve', pushed = [], coAuthors = [] }: Pull) {
  const signature = (name: string) => ({ email: `${name}@acme.example`, person: person(name) });
  const makers = [author, ...pushed];
  const commits = makers.map((name, index): Commit => {
    const last = index === makers.length - 1;
    return {
      ...{ sha: last ? head : sha(index + 1), parents: [sha(index)], verified: true },
      ...{ author: signature(name), committer: signature(name), coAuthors: last ? coAuthors.map(signature) : [] },
    };
  });
  const named = peopleOfPolicy(policy);
  return {
    version: 1,
    repository: { id: 1, owner: 'acme', name: 'data' },
    ...{ number: 7, state: 'open', draft: false, author: person(author) },
    ...{ base: { ref: 'main', sha: sha(0) }, head: { ref: 'change', sha: head, fork: false } },
    counts: { files: changed.length, commits: commits.length },
    reviews: approved.map((name, index) => ({
      ...{ id: index + 1, person: person(name), state: 'APPROVED', commit: head },
      submittedAt: `2026-01-02T10:0${index}:00Z`,
    })),
    commits,
    contents: { [head]: changed.map((path, index) => ({ path, mode: '100644', blob: sha(1000 + index) })) },
    records: [],
    people: {
      users: Object.fromEntries(named.users.map((login) => [login, person(login)])),
      teams: Object.fromEntries(named.teams.map((team) => [team, (teams[team] ?? []).map(person)])),
      collaborators: named.permission
        ? Object.entries(access).map(([name, permission]) => ({ ...person(name), permission }))
        : null,
      permissions: Object.fromEntries(approved.map((name) => [person(name).id, access[name] ?? 'write'])),
    },
    policy,
  } satisfies PullRequestFacts as PullRequestFacts;
}
