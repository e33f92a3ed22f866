// Builds what is known of a pull request in the words of the scenarios. Each call is one thing that happens, a minute
// after the one before; what GitHub and the app would know of it afterwards is in `facts`.

import { createHash } from 'node:crypto';
import { digestAt, judgeReview } from '../../src/config/judge-review.ts';
import type {
  Change,
  Commit,
  Permission,
  Person,
  PullRequestFacts,
  Review,
  ReviewState,
  Unreadable,
} from '../../src/review/facts.ts';
import type { Verdict } from '../../src/review/verdict.ts';

export const dataset = 'data/production/ba_train.jsonl';
export const readme = 'README.md';

const hex = (text: string) => createHash('sha1').update(text).digest('hex');
const ids = new Map<string, number>();
/** The same person for the same name; `…[bot]` is a bot. */
export function person(login: string): Person {
  const key = login.toLowerCase();
  if (!ids.has(key)) ids.set(key, 100 + ids.size);
  return { id: ids.get(key) as number, login, type: login.endsWith('[bot]') ? 'Bot' : 'User' };
}
export const webFlow: Person = { id: 19_864_447, login: 'web-flow', type: 'User' };

export const policyOf = (review: string): string => `review:\n${review.replace(/^(?=.)/gm, '  ')}\n`;
export const twoOfFour = policyOf('curators: {users: [alice, bob, carol, author]}');

/** Files of a commit, by path; `null` where it takes one away. */
type Files = Readonly<Record<string, string | { mode: string; blob: string } | null>>;

export interface CommitOptions {
  author?: string | null;
  committer?: string | null | Person;
  coAuthors?: readonly (string | null)[];
  parents?: readonly string[];
  verified?: boolean;
  at?: string;
}

export class Scenario {
  readonly reviews: Review[] = [];
  readonly commits: Commit[] = [];
  records: PullRequestFacts['records'][number][] = [];
  readonly contents: Record<string, readonly Change[] | null> = {};
  readonly users: Record<string, Person | null> = {};
  readonly teams: Record<string, readonly Person[] | Unreadable> = {};
  collaborators: (Person & { permission: Permission })[] | Unreadable | null = null;
  readonly permissions: Record<number, Permission> = {};
  counts: PullRequestFacts['counts'] | null = null;
  recording = true;
  head = '';
  private files: Files = {};
  private minutes = 0;
  private given: Partial<PullRequestFacts> = {};

  readonly policy: string | null;

  constructor(policy: string | null = twoOfFour) {
    this.policy = policy;
    for (const login of ['alice', 'bob', 'carol', 'dave', 'author']) this.users[login] = person(login);
    this.commit({ [dataset]: 'one' });
  }

  /** Adds to what differs from the base; the new commit is the head. */
  commit(files: Files = {}, options: CommitOptions = {}): this {
    const { author = 'author', committer = author, coAuthors = [], verified = false } = options;
    this.files = { ...this.files, ...files };
    const sha = hex(`commit ${this.commits.length} ${this.minutes}`);
    const signature = (login: string | null | Person) => ({
      email: `${typeof login === 'string' ? login : (login?.login ?? 'stranger')}@example.org`,
      person: typeof login === 'string' ? person(login) : login,
    });
    this.commits.push({
      sha,
      parents: options.parents ?? [this.head || hex('base')],
      author: signature(author),
      committer: signature(committer),
      coAuthors: coAuthors.map(signature),
      verified,
      committedAt: options.at ?? this.time(),
    });
    this.head = sha;
    this.contents[sha] = this.changes();
    return this;
  }

  /** The commits are other ones now; those before are gone from the pull request. */
  rebase(files: Files = {}, { reachable = true } = {}): this {
    const before = this.commits.splice(0).map(({ sha }) => sha);
    this.head = '';
    this.commit(files);
    for (const sha of reachable ? [] : before) this.contents[sha] = null;
    return this;
  }

  /** The base branch comes in: what the pull request changes is `files` now, which is nothing new unless given. */
  update(by: string, files: Files = {}, options: CommitOptions = {}): this {
    return this.commit(files, { author: by, committer: by, parents: [this.head, hex('newer base')], ...options });
  }

  review(login: string | null, state: ReviewState, at = this.time()): this {
    const who = login === null ? null : person(login);
    const review = { id: 1000 + this.reviews.length, person: who, state, submittedAt: at, commit: this.head };
    this.reviews.push(state === 'PENDING' ? { ...review, submittedAt: null } : review);
    if (who) this.permissions[who.id] ??= 'write';
    const digest = digestAt(this.policy, this.contents[this.head] ?? []);
    if (this.recording && digest !== null && state !== 'PENDING')
      this.records.push({ review: review.id, head: this.head, digest });
    return this;
  }
  approve(...logins: (string | null)[]): this {
    for (const login of logins) this.review(login, 'APPROVED');
    return this;
  }
  requestChanges(login: string | null): this {
    return this.review(login, 'CHANGES_REQUESTED');
  }
  comment(login: string): this {
    return this.review(login, 'COMMENTED');
  }
  /** Of somebody's latest review. */
  dismiss(login: string | null): this {
    const at = this.reviews.findLastIndex((review) => (review.person?.login ?? null) === login);
    this.reviews[at] = { ...(this.reviews[at] as Review), state: 'DISMISSED' };
    return this;
  }
  /** The app is down: nothing is recorded from here on. */
  down(): this {
    this.recording = false;
    return this;
  }

  team(name: string, members: readonly string[] | Unreadable): this {
    this.teams[name] = 'unreadable' in members ? members : members.map(person);
    return this;
  }
  with(given: Partial<PullRequestFacts>): this {
    this.given = { ...this.given, ...given };
    return this;
  }
  time(): string {
    this.minutes++;
    return new Date(Date.UTC(2026, 0, 1, 0, this.minutes)).toISOString().replace('.000', '');
  }

  get facts(): PullRequestFacts {
    const { reviews, commits, contents, records, users, teams, collaborators, permissions, policy, head } = this;
    const counts = { files: this.changes().length, commits: commits.length };
    return {
      version: 1,
      repository: { id: 1, owner: 'org', name: 'repo' },
      number: 7,
      state: 'open',
      draft: false,
      author: person('author'),
      base: { ref: 'main', sha: hex('base') },
      head: { ref: 'topic', sha: head, fork: false },
      counts: this.counts ?? counts,
      reviews,
      commits,
      contents,
      records,
      people: { users, teams, collaborators, permissions },
      policy,
      ...this.given,
    };
  }
  get verdict(): Verdict {
    return judgeReview(this.facts);
  }

  private changes(): Change[] {
    return Object.entries(this.files).map(([path, file]) => {
      if (file === null) return { path, mode: null, blob: null };
      const { mode, blob } = typeof file === 'string' ? { mode: '100644', blob: file } : file;
      return { path, mode, blob: hex(blob) };
    });
  }
}

/** A pull request that changes one dataset file; four curators, two approvals. */
export const pull = (policy?: string | null): Scenario => new Scenario(policy);
