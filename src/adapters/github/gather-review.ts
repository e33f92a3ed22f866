// Everything that GitHub knows of a pull request's review, read anew. What cannot be read is thrown: half the facts would
// make a verdict that looks right.

import { peopleOfPolicy, wantedContents } from '../../config/judge-review.ts';
import type {
  ApprovalRecord,
  Change,
  Commit,
  Person,
  PullRequestFacts,
  Review,
  ReviewState,
} from '../../review/facts.ts';
import { policyPath } from '../../review/gating.ts';
import { readChanges } from './changes.ts';
import { answeredOrNull, type GitHub, Unclear } from './client.ts';
import { parseCoAuthors, readCoAuthors } from './co-authors.ts';
import { inOrder, perPage, readPages } from './pages.ts';
import { personOf, readPeople } from './people.ts';
import { type PullRequest, readPullRequest } from './pull-requests.ts';

/** At this many GitHub's list of a pull request's commits ends. */
const listedCommits = 250;

export interface Given {
  /** What was recorded of approvals; a function is asked once the reviews and the head's contents are known. */
  records: readonly ApprovalRecord[] | ((seen: PullRequestFacts) => Promise<readonly ApprovalRecord[]>);
  /** To gather for, in place of the one at the base. */
  policy?: string;
}

/**
 * The facts about one pull request as they are now. Throws Unanswered for what GitHub does not give, and Unclear when
 * there is no such pull request, when its policy is no file that can be read, or when it changed while it was read.
 */
export async function gatherReview(github: GitHub, number: number, given: Given): Promise<PullRequestFacts> {
  const pull = await readPullRequest(github, number);
  if (pull === null) throw new Unclear(`there is no pull request ${number}`);
  const { head } = pull;
  const [reviews, commits, { base, policy, changes }] = await Promise.all([
    readReviews(github, number),
    readCommits(github, pull),
    readAgainstBase(github, pull, given),
  ]);
  const people = await readPeople(github, peopleOfPolicy(policy), deciding(reviews));
  const contents: Record<string, readonly Change[] | null> = { [head.sha]: changes };
  const seen: PullRequestFacts = { version: 1, ...pull, base, reviews, commits, contents, records: [], people, policy };
  const records = typeof given.records === 'function' ? await given.records(seen) : given.records;
  const facts = { ...seen, records };
  // Contents may tell of further ones; each commit is asked for once.
  for (let wanted = wantedContents(facts); wanted.length > 0; wanted = wantedContents(facts)) {
    const found = await inOrder(wanted.length, (index) => readChanges(github, base.sha, wanted[index] as string));
    for (const [index, sha] of wanted.entries()) contents[sha] = found[index] ?? null;
  }
  return facts;
}

/**
 * The tip of the base branch, what it demands, and what the head changes. GitHub's own `base.sha` is the tip as it was
 * when the head was pushed: a policy that has become stricter since would not hold.
 */
async function readAgainstBase(github: GitHub, { base: { ref, sha }, head }: PullRequest, given: Given) {
  const { api, repository } = github;
  const tip = await answeredOrNull(`the branch ${ref}`, api.git.getRef({ ...repository, ref: `heads/${ref}` }));
  const base = { ref, sha: tip?.object.sha ?? sha };
  const [policy, changes] = await Promise.all([
    given.policy ?? readPolicy(github, base.sha),
    readChanges(github, base.sha, head.sha),
  ]);
  return { base, policy, changes };
}

/** Everybody who approved or requested changes, once. */
function deciding(reviews: readonly Review[]): Person[] {
  const people = reviews.flatMap(({ person, state }) =>
    person && (state === 'APPROVED' || state === 'CHANGES_REQUESTED') ? [[person.id, person] as const] : [],
  );
  return [...new Map(people).values()];
}

async function readReviews({ api, repository }: GitHub, number: number): Promise<Review[]> {
  const reviews = await readPages({
    what: `the reviews of pull request ${number}`,
    read: (page) => api.pulls.listReviews({ ...repository, pull_number: number, per_page: perPage, page }),
    key: ({ id }) => id,
  });
  return reviews.map(({ id, user, state, submitted_at, commit_id }) => ({
    id,
    person: personOf(user),
    state: state as ReviewState,
    submittedAt: submitted_at ?? null,
    commit: commit_id,
  }));
}

async function readCommits(github: GitHub, { number, head, counts }: PullRequest): Promise<Commit[]> {
  const { api, repository } = github;
  const listed = await readPages({
    what: `the commits of pull request ${number}`,
    read: (page) => api.pulls.listCommits({ ...repository, pull_number: number, per_page: perPage, page }),
    key: ({ sha }) => sha,
  });
  // GitHub's lists may be older or newer than the pull request that was just read.
  const complete =
    listed.length === counts.commits && (listed.length === 0 || listed.some(({ sha }) => sha === head.sha));
  if (!complete && counts.commits < listedCommits) {
    throw new Unclear(`pull request ${number} changed while it was read; it is read again later`);
  }
  const commits = listed.map(({ sha, parents, author, committer, commit }) => ({
    sha,
    parents: parents.map((parent) => parent.sha),
    author: { email: commit.author?.email ?? '', person: personOf(author) },
    committer: { email: commit.committer?.email ?? '', person: personOf(committer) },
    ...(commit.committer?.date ? { committedAt: commit.committer.date } : {}),
    verified: commit.verification?.verified ?? false,
    trailers: parseCoAuthors(commit.message),
  }));
  const known = commits.flatMap(({ author, committer }) => [author, committer]);
  const people = await readCoAuthors(github, number, [...new Set(commits.flatMap(({ trailers }) => trailers))], known);
  return commits.map(({ trailers, ...commit }) => ({
    ...commit,
    coAuthors: trailers.map((email) => ({ email, person: people.get(email) ?? null })),
  }));
}

/** The text at the commit; null when the commit has no such file. */
async function readPolicy({ api, repository }: GitHub, sha: string): Promise<string | null> {
  const asked = api.repos.getContent({ ...repository, path: policyPath, ref: sha });
  const file = await answeredOrNull(`${policyPath} at ${sha}`, asked);
  if (file === null) return null;
  // Of a symbolic link GitHub gives what it leads to, which nobody gates.
  if (Array.isArray(file) || file.type !== 'file' || !('content' in file) || file.path !== policyPath) {
    throw new Unclear(`${policyPath} is no file at ${sha}; make it one`);
  }
  if (file.encoding !== 'base64') throw new Unclear(`${policyPath} has ${file.size} bytes, too many for a policy`);
  return Buffer.from(file.content, 'base64').toString('utf8');
}
