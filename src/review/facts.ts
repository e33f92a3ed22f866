// What is known of a pull request, gathered before anything is judged. Its JSON is the snapshot that `review explain`
// reads. People are who GitHub says they are, by numeric id; a login is only how they are written.

/** As GitHub's API has it. `type` is `User`, `Bot`, `Mannequin` or `Organization`. */
export interface Person {
  id: number;
  login: string;
  type: string;
}

export type ReviewState = 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED' | 'PENDING';

export interface Review {
  id: number;
  /** `null` for an account that is no more. */
  person: Person | null;
  state: ReviewState;
  /** ISO 8601; `null` while it is pending. */
  submittedAt: string | null;
  /** What GitHub binds the review to today; it may have been bound anew, so it proves little. */
  commit: string | null;
}

/** Who a commit names, and the account that GitHub finds for the address; `null` when it finds none. */
export interface Signature {
  email: string;
  person: Person | null;
}

export interface Commit {
  sha: string;
  parents: readonly string[];
  author: Signature;
  committer: Signature;
  /** Of the message's `Co-authored-by` trailers. */
  coAuthors: readonly Signature[];
  /** Whether GitHub has verified the commit's signature. */
  verified: boolean;
  /** ISO 8601, as the commit says itself; absent where it was not asked for. */
  committedAt?: string;
}

/** A path that differs from the merge base; a rename is two. `mode` and `blob` are null where the path is gone. */
export interface Change {
  path: string;
  /** Git's: `100644`, `100755`, `120000` for a symbolic link, `160000` for a submodule. */
  mode: string | null;
  /** 40 hex digits. */
  blob: string | null;
}

/** What the app itself saw when a review was submitted: the head of that very delivery, and what was gated there. */
export interface ApprovalRecord {
  review: number;
  head: string;
  digest: string;
}

/** From the least to the most; `role_name` of a collaborator, custom roles by what they are based on. */
export const permissions = ['none', 'read', 'triage', 'write', 'maintain', 'admin'] as const;
export type Permission = (typeof permissions)[number];

/** Why something could not be seen, in words. */
export interface Unreadable {
  unreadable: string;
}

export interface PeopleFacts {
  /** By lower-case login, for every user whom the policy names; `null` when there is no such account. */
  users: Readonly<Record<string, Person | null>>;
  /** By `org/slug`, lower case, for every team that the policy names: active members, child teams' among them. */
  teams: Readonly<Record<string, readonly Person[] | Unreadable>>;
  /** Everybody with access; `null` when the policy names no permission. */
  collaborators: readonly (Person & { permission: Permission })[] | Unreadable | null;
  /** By id, of everybody who approved or requested changes. */
  permissions: Readonly<Record<number, Permission>>;
}

export interface PullRequestFacts {
  /** Of the snapshot's format. */
  version: 1;
  repository: { id: number; owner: string; name: string };
  number: number;
  state: 'open' | 'closed';
  draft: boolean;
  author: Person | null;
  base: { ref: string; sha: string };
  /** `fork` also when the head's repository is gone. */
  head: { ref: string; sha: string; fork: boolean };
  /** GitHub's own counts: at 3,000 files or 250 commits its lists end. */
  counts: { files: number; commits: number };
  reviews: readonly Review[];
  commits: readonly Commit[];
  /**
   * By commit: what differs there from the merge base with the base branch. The head's always; those of approvals without
   * a record and of merges when wanted (`wantedContents`). `null`: the commit can no longer be reached.
   */
  contents: Readonly<Record<string, readonly Change[] | null>>;
  records: readonly ApprovalRecord[];
  people: PeopleFacts;
  /** The text of the policy file at the base's SHA; `null` when there is none. */
  policy: string | null;
}
