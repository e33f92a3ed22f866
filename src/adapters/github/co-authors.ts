// Whose help a commit's message names. A suggestion that is applied in the page is committed by its reader, and only
// the trailer tells who wrote it.

import type { Person, Signature } from '../../review/facts.ts';
import { asked, type GitHub, Unclear } from './client.ts';

/** The addresses of the `Co-authored-by` trailers of a message, in lower case, each once. */
export function parseCoAuthors(message: string): string[] {
  const trailers = message.matchAll(/^[ \t]*co-authored-by[ \t]*:[^\n]*<([^<>\s]+)>[ \t\r]*$/gim);
  return [...new Set([...trailers].map(([, email = '']) => email.toLowerCase()))];
}

/** What an address tells by itself: GitHub's own carries the account's id. */
export function personOfAddress(email: string): Person | null {
  const [, id, login] = /^(\d{1,15})\+([a-z\d](?:[a-z\d_-]*[a-z\d])?(?:\[bot\])?)@users\.noreply\./i.exec(email) ?? [];
  return id && login ? { id: Number(id), login, type: /\[bot\]$/i.test(login) ? 'Bot' : 'User' } : null;
}

interface Answer {
  repository: {
    pullRequest: {
      commits: {
        pageInfo: { hasNextPage: boolean; endCursor: string | null };
        nodes: {
          commit: {
            authors: { nodes: ({ email: string | null; user: { databaseId: number; login: string } | null } | null)[] };
          };
        }[];
      };
    } | null;
  } | null;
}

const query = `query ($owner: String!, $repo: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $number) {
      commits(first: 100, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes { commit { authors(first: 100) { nodes { email user { databaseId login } } } } }
      }
    }
  }
}`;

/**
 * The accounts behind the addresses, by address: from themselves, from `known`, and of the rest as GitHub finds them,
 * which takes a call that is never conditional. Who has no account is null.
 */
export async function readCoAuthors(
  github: GitHub,
  number: number,
  addresses: readonly string[],
  known: readonly Signature[],
): Promise<Map<string, Person | null>> {
  const found = new Map<string, Person | null>(
    known.flatMap(({ email, person }): [string, Person][] => (person ? [[email.toLowerCase(), person]] : [])),
  );
  const told = new Map(addresses.map((email) => [email, personOfAddress(email) ?? found.get(email) ?? null]));
  if ([...told.values()].every((person) => person !== null)) return told;
  for (let after: string | null = null; ; ) {
    const commits = await readCommits(github, number, after);
    for (const { email, user } of commits.nodes.flatMap(({ commit }) => commit.authors.nodes.filter(isThere))) {
      const address = email?.toLowerCase();
      if (address && user && told.get(address) === null) {
        told.set(address, { id: user.databaseId, login: user.login, type: 'User' });
      }
    }
    after = commits.pageInfo.endCursor;
    if (!commits.pageInfo.hasNextPage || after === null) return told;
  }
}

const isThere = <Node>(node: Node | null): node is Node => node !== null;

async function readCommits({ graphql, repository }: GitHub, number: number, after: string | null) {
  const what = `the authors of the commits of pull request ${number}`;
  const answer: Answer = await asked(what, graphql<Answer>(query, { ...repository, number, after }));
  const commits = answer.repository?.pullRequest?.commits;
  if (!commits) throw new Unclear(`GitHub does not give ${what}`);
  return commits;
}
