// One repository of the fake GitHub: its state, and everything that can happen to it, each of which tells the webhooks.

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as branches from './branches.ts';
import * as checks from './checks.ts';
import * as comments from './comments.ts';
import { History } from './git-history.ts';
import { ObjectStore } from './git-objects.ts';
import type { Artifact, CheckRun, Comment, Issue, Pull, QueueEntry, RepositoryPermission, Run, User } from './model.ts';
import * as pulls from './pulls.ts';
import * as queue from './queue.ts';
import * as reviews from './reviews.ts';
import * as runs from './runs.ts';
import { showUser } from './shape-user.ts';
import type { World } from './world.ts';

interface Rest<Function> {
  call: Function extends (repository: Repository, ...rest: infer Given) => infer Result
    ? (...rest: Given) => Result
    : never;
}

export class Repository {
  readonly id: number;
  readonly owner: User;
  readonly name: string;
  readonly defaultBranch: string;
  readonly hidden: boolean;
  /** The bare repository; `git clone` takes it. */
  readonly folder: string;
  readonly parent: Repository | null;
  readonly history: History;
  readonly createdAt: string;
  /** Full name (`refs/heads/main`) → SHA. */
  readonly refs = new Map<string, string>();
  readonly permissions = new Map<User, RepositoryPermission>();
  readonly issues = new Map<number, Issue>();
  readonly comments = new Map<number, Comment>();
  readonly checks = new Map<number, CheckRun>();
  readonly runs = new Map<number, Run>();
  readonly artifacts = new Map<number, Artifact>();
  readonly forks: Repository[] = [];
  readonly workflowIds = new Map<string, number>();
  readonly world: World;
  queue: QueueEntry[] = [];
  /** What GitHub does at times: after a push, reviews are bound to the new head. */
  rebindsReviews = false;
  /** A tree of more entries than this is told truncated. */
  treeLimit = 100_000;
  /** Checks that the base branch's ruleset requires. */
  requiredChecks: string[] = ['goldgate/double-review'];
  /** The app whose check runs alone count for them; `null`: anybody's. */
  requiredSource: number | null = null;

  constructor(
    world: World,
    given: {
      owner: User;
      name: string;
      defaultBranch: string;
      hidden: boolean;
      folder: string;
      parent: Repository | null;
    },
  ) {
    this.world = world;
    this.id = world.id();
    this.owner = given.owner;
    this.name = given.name;
    this.defaultBranch = given.defaultBranch;
    this.hidden = given.hidden;
    this.folder = given.folder;
    this.parent = given.parent;
    this.history = given.parent ? given.parent.history : new History(new ObjectStore(given.folder));
    this.createdAt = world.now();
    initBare(this);
    this.permissions.set(given.owner, 'admin');
  }

  get fullName(): string {
    return `${this.owner.login}/${this.name}`;
  }

  get htmlUrl(): string {
    return `${this.world.url}/html/${this.fullName}`;
  }

  get apiUrl(): string {
    return `${this.world.url}/repos/${this.fullName}`;
  }

  ref(branch: string): string | null {
    return this.refs.get(`refs/heads/${branch}`) ?? null;
  }

  /** Throws when there is no such branch. */
  head(branch: string): string {
    const sha = this.ref(branch);
    if (!sha) throw new Error(`fakehub: ${this.fullName} has no branch ${branch}`);
    return sha;
  }

  setRef(name: string, sha: string | null): void {
    const path = join(this.folder, name);
    if (sha) {
      this.refs.set(name, sha);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, `${sha}\n`);
    } else {
      this.refs.delete(name);
      rmSync(path, { force: true });
    }
  }

  /** The text of a file at a branch or commit; `null` when it is not there. */
  file(path: string, at = this.defaultBranch): Buffer | null {
    const entry = this.history.filesAt(this.ref(at) ?? at).get(path);
    return entry ? this.history.objects.blob(entry.sha) : null;
  }

  issue(number: number): Issue {
    const issue = this.issues.get(number);
    if (!issue) throw new Error(`fakehub: ${this.fullName} has no issue ${number}`);
    return issue;
  }

  pull(number: number): Pull {
    const { pull } = this.issue(number);
    if (!pull) throw new Error(`fakehub: ${number} is no pull request`);
    return pull;
  }

  get pulls(): Pull[] {
    return [...this.issues.values()].flatMap(({ pull }) => pull ?? []);
  }

  /** A collaborator is added, changed or removed. */
  setPermission(login: string, permission: RepositoryPermission): void {
    const user = this.world.findUser(login) ?? this.world.addUser(login);
    const action = permission === 'none' ? 'removed' : this.permissions.has(user) ? 'edited' : 'added';
    if (permission === 'none') this.permissions.delete(user);
    else this.permissions.set(user, permission);
    this.emit('member', this.owner, { action, member: showUser(this.world, user) });
  }

  permissionOf(user: User): RepositoryPermission {
    return user.removed ? 'none' : (this.permissions.get(user) ?? (this.hidden ? 'none' : 'read'));
  }

  emit(event: string, sender: User, payload: object): void {
    this.world.emit(event, { repository: this }, sender, payload);
  }

  /** Another bare repository that shares the objects; commits go there with its own `commit`. */
  fork(owner: string): Repository {
    const { world, name, defaultBranch, hidden } = this;
    const folder = join(world.root, owner, `${name}.git`);
    const login = world.findUser(owner) ?? world.addUser(owner);
    const forked = new Repository(world, { owner: login, name, defaultBranch, hidden, folder, parent: this });
    world.repositories.set(forked.fullName.toLowerCase(), forked);
    forked.setRef(`refs/heads/${defaultBranch}`, this.head(defaultBranch));
    this.forks.push(forked);
    return forked;
  }

  #bind<Operation extends (repository: Repository, ...rest: never[]) => unknown>(operation: Operation) {
    return ((...rest: never[]) => operation(this, ...rest)) as Rest<Operation>['call'];
  }

  readonly commit = this.#bind(branches.commit);
  readonly merge = this.#bind(branches.merge);
  readonly forcePush = this.#bind(branches.forcePush);
  readonly rebase = this.#bind(branches.rebase);
  readonly deleteBranch = this.#bind(branches.deleteBranch);
  readonly deleteFork = this.#bind(branches.deleteFork);
  readonly acceptPushes = this.#bind(branches.acceptPushes);
  readonly openPullRequest = this.#bind(pulls.openPullRequest);
  readonly closePullRequest = this.#bind(pulls.closePullRequest);
  readonly reopen = this.#bind(pulls.reopen);
  readonly retarget = this.#bind(pulls.retarget);
  readonly markReady = this.#bind(pulls.markReady);
  readonly convertToDraft = this.#bind(pulls.convertToDraft);
  readonly updateBranch = this.#bind(pulls.updateBranch);
  readonly canMerge = this.#bind(pulls.canMerge);
  readonly mergePullRequest = this.#bind(pulls.mergePullRequest);
  readonly review = this.#bind(reviews.review);
  readonly submitPending = this.#bind(reviews.submitPending);
  readonly dismissReview = this.#bind(reviews.dismissReview);
  readonly editReview = this.#bind(reviews.editReview);
  readonly minimise = this.#bind(reviews.minimise);
  readonly openIssue = this.#bind(comments.openIssue);
  readonly comment = this.#bind(comments.comment);
  readonly editComment = this.#bind(comments.editComment);
  readonly deleteComment = this.#bind(comments.deleteComment);
  readonly react = this.#bind(comments.react);
  readonly createCheck = this.#bind(checks.createCheck);
  readonly rerequest = this.#bind(checks.rerequest);
  readonly rerequestSuite = this.#bind(checks.rerequestSuite);
  readonly enqueue = this.#bind(queue.enqueue);
  readonly dequeue = this.#bind(queue.dequeue);
  readonly mergeGroup = this.#bind(queue.mergeGroup);
  readonly startRun = this.#bind(runs.startRun);
  readonly completeRun = this.#bind(runs.completeRun);
  readonly expireArtifacts = this.#bind(runs.expireArtifacts);
}

function initBare({ folder, parent, defaultBranch }: Repository): void {
  for (const below of ['objects/info', 'objects/pack', 'refs/heads', 'refs/tags']) {
    mkdirSync(join(folder, below), { recursive: true });
  }
  writeFileSync(join(folder, 'HEAD'), `ref: refs/heads/${defaultBranch}\n`);
  writeFileSync(
    join(folder, 'config'),
    '[core]\n\trepositoryformatversion = 0\n\tbare = true\n[uploadpack]\n\tallowAnySHA1InWant = true\n',
  );
  if (parent)
    writeFileSync(join(folder, 'objects/info/alternates'), `${join(parent.history.objects.folder, 'objects')}\n`);
}
