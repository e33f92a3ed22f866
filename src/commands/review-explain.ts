// `goldgate review explain`: the verdict on a pull request without the app, so that a policy can be tried before it is merged.

import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { configOf } from '../adapters/config-file.ts';
import { connect, type GitHub, inRepository, Unanswered, Unclear } from '../adapters/github/client.ts';
import { gatherReview } from '../adapters/github/gather-review.ts';
import { writeFileAtomic } from '../adapters/workspace.ts';
import { judgeReview, peopleOfPolicy, wantedContents } from '../config/judge-review.ts';
import { parseFacts } from '../config/review-facts.ts';
import type { Document } from '../core/document.ts';
import { exitCode, reasonOf, SetupError } from '../core/errors.ts';
import { renderDocumentMarkdown } from '../report/document-markdown.ts';
import { renderDocumentText } from '../report/document-text.ts';
import { safeJson } from '../report/json.ts';
import type { PullRequestFacts } from '../review/facts.ts';
import { passes } from '../review/verdict.ts';
import { verdictDocument } from '../review/verdict-document.ts';
import type { Host } from './host.ts';

interface ReviewExplainFlags {
  /** A snapshot's file; `-` is standard input. */
  input?: string;
  /** The address of a pull request. */
  pr?: string;
  /** A policy to judge by, in place of the snapshot's. */
  config?: string;
  /** Where to keep what `pr` has read. */
  save?: string;
  format?: string;
}

const renderers: Record<string, (document: Document, color: boolean) => string> = {
  text: (document, color) => renderDocumentText(document, { color, unfold: true }),
  markdown: (document) => renderDocumentMarkdown(document),
};

/** Exit code 1: the pull request does not pass. Throws SetupError for flags, files and addresses that cannot be used. */
export async function reviewExplain(host: Host, flags: ReviewExplainFlags): Promise<number> {
  const { input, pr, save, format = 'text' } = flags;
  const render = renderers[format];
  if (!render && format !== 'json') throw new SetupError(`--format is text, markdown or json, not ${format}`);
  if ((input === undefined) === (pr === undefined)) {
    throw new SetupError('give either --input FILE, a snapshot, or --pr URL, a pull request to be read from GitHub');
  }
  if (save !== undefined && pr === undefined) throw new SetupError('--save keeps what --pr has read; give --pr, too');
  const other = flags.config === undefined ? {} : { policy: await readPolicy(host, flags.config) };
  const gathered = pr === undefined ? await readSnapshot(host, input ?? '') : await readPullRequest(host, pr, other);
  if (save !== undefined) await writeFileAtomic(resolve(host.cwd, save), `${safeJson(gathered, 2)}\n`);
  const facts = other.policy === undefined ? gathered : underPolicy(gathered, other.policy);
  const judged = judgeReview(facts);
  const verdict = { ...judged, notes: [...judged.notes, ...notesOn(facts, pr !== undefined)] };
  host.print(
    render ? render(verdictDocument(verdict, { head: facts.head.sha }), host.color) : `${safeJson(verdict, 2)}\n`,
  );
  return passes(verdict) ? exitCode.clean : exitCode.findings;
}

/** The same pull request under another policy: whom that one names is known as far as the facts speak of them. */
function underPolicy(facts: PullRequestFacts, policy: string): PullRequestFacts {
  const { author, reviews, commits, people } = facts;
  const lists = [...Object.values(people.teams), people.collaborators ?? []];
  const known = [
    author,
    ...reviews.map(({ person }) => person),
    ...commits.flatMap(({ author, committer, coAuthors }) =>
      [author, committer, ...coAuthors].map(({ person }) => person),
    ),
    ...lists.flatMap((list) => ('unreadable' in list ? [] : list)),
  ];
  const named = new Set(peopleOfPolicy(policy).users);
  const found = known.flatMap((person) => {
    const login = person?.login.toLowerCase() ?? '';
    return person && named.has(login) ? [[login, { id: person.id, login: person.login, type: person.type }]] : [];
  });
  return { ...facts, policy, people: { ...people, users: { ...Object.fromEntries(found), ...people.users } } };
}

function notesOn(facts: PullRequestFacts, asked: boolean): string[] {
  const wanted = wantedContents(facts);
  return [
    ...(facts.state === 'closed' ? ['The pull request is closed; the app says nothing of it any more.'] : []),
    ...(asked
      ? ['What the app has recorded of approvals, it alone can read; here they are taken for what GitHub says of them.']
      : []),
    ...(wanted.length > 0
      ? [`The snapshot lacks what changed at ${wanted.join(', ')}: approvals of it count as void. --pr reads it.`]
      : []),
  ];
}

/** Bytes; a snapshot of the largest pull request that is judged has some. */
const largest = 64 * 1024 * 1024;

async function readFileOf(host: Host, path: string, what: string): Promise<string> {
  let bytes: Buffer;
  try {
    bytes = await readFile(resolve(host.cwd, path));
  } catch (error) {
    throw new SetupError(`${what} ${path} cannot be read: ${reasonOf(error)}`);
  }
  if (bytes.length > largest)
    throw new SetupError(`${what} ${path} has ${bytes.length} bytes; at most ${largest} are read`);
  return bytes.toString('utf8');
}

const readSnapshot = async (host: Host, path: string): Promise<PullRequestFacts> =>
  path === '-'
    ? parseFacts(await host.input(), 'standard input')
    : parseFacts(await readFileOf(host, path, 'the snapshot'), path);

/** The text of a configuration with a review policy. Throws SetupError with the lines of what is wrong in it. */
async function readPolicy(host: Host, path: string): Promise<string> {
  const text = await readFileOf(host, path, 'the policy');
  if (configOf(text, path).review) return text;
  throw new SetupError(`${path} has no \`review:\`, so it names nobody who may approve; docs/policy.md shows ten`);
}

/** Throws SetupError for what is no pull request's address, without a token, and for what GitHub does not give. */
async function readPullRequest(host: Host, address: string, given: { policy?: string }): Promise<PullRequestFacts> {
  const { github, number } = locate(host, address);
  try {
    return await gatherReview(github, number, { records: [], ...given });
  } catch (error) {
    if (!(error instanceof Unanswered || error instanceof Unclear)) throw error;
    const status = error instanceof Unanswered ? error.refusal : null;
    const hint = status === 401 || status === 403 || status === 404 ? '; see what GITHUB_TOKEN may read' : '';
    throw new SetupError(`${address}: ${reasonOf(error)}${hint}`);
  }
}

function locate({ env }: Host, address: string): { github: GitHub; number: number } {
  const server = env.GITHUB_SERVER_URL || 'https://github.com';
  const [, origin = server, owner, repo, number] =
    /^(?:(https?:\/\/[^/\s]+)\/)?([\w-]+)\/([\w.-]+)(?:\/pull\/|#)(\d{1,10})(?:[/?#]\S*)?$/.exec(address) ?? [];
  if (!owner || !repo || /^\.\.?$/.test(repo)) {
    throw new SetupError(
      `--pr takes https://github.com/OWNER/REPOSITORY/pull/NUMBER, not ${JSON.stringify(address.slice(0, 200))}`,
    );
  }
  // The token is for one GitHub alone, whatever address somebody sent.
  if (origin !== server) {
    throw new SetupError(
      `${address} is not on ${server}; for another GitHub, set GITHUB_SERVER_URL and GITHUB_API_URL`,
    );
  }
  const token = env.GITHUB_TOKEN || env.GH_TOKEN;
  if (!token)
    throw new SetupError('set GITHUB_TOKEN to a token that may read the pull request and who is in its teams');
  const own = server === 'https://github.com' ? undefined : `${server}/api/v3`;
  const octokit = connect({ authentication: { token }, baseUrl: env.GITHUB_API_URL || own });
  return { github: inRepository(octokit, { owner, repo }), number: Number(number) };
}
