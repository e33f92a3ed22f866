// A repository with curators and a policy on fakehub, and the app's work on it without a server: each event's work waits
// until a test has it done, in the order that the test likes.

import { connect, inRepository } from '../../src/adapters/github/client.ts';
import { type Calls, countCalls } from '../../src/adapters/github/conditional.ts';
import type { AppContext } from '../../src/commands/app/context.ts';
import { doWork } from '../../src/commands/app/do-work.ts';
import { keyedLock } from '../../src/commands/app/lock.ts';
import { workOf } from '../../src/review/events.ts';
import type { Work } from '../../src/review/work.ts';
import { SteppingClock } from '../fakehub/clock.ts';
import { FakeHub, type FakeHubOptions, type LoggedRequest } from '../fakehub/fakehub.ts';
import type { CheckRun } from '../fakehub/model.ts';
import type { Repository } from '../fakehub/repository.ts';

export const curators = ['bea', 'cem', 'dan'] as const;
export const golden = 'data/ba.jsonl';

export const policy = (more = '') => `review:
  curators:
    teams: [acme/curators]
  rules:
    - name: golden data
      paths: ['data/**']
${more}`;

export interface SceneOptions extends FakeHubOptions {
  policy?: string | null;
  files?: Record<string, string>;
  /** As the workflow has it: no record of approvals. */
  keepsRecords?: boolean;
}

export class ReviewScene implements AsyncDisposable {
  readonly hub: FakeHub;
  readonly repository: Repository;
  readonly context: AppContext;
  /** What events have asked for and nobody has done. */
  waiting: Work[] = [];
  readonly log: { fields: Readonly<Record<string, unknown>>; message: string }[] = [];

  private constructor(hub: FakeHub, repository: Repository, keepsRecords: boolean) {
    this.hub = hub;
    this.repository = repository;
    this.context = this.newProcess(keepsRecords);
    hub.world.onEvent(({ event, payload }) => {
      this.waiting.push(...(workOf(event, payload)?.work ?? []));
    });
  }

  static async start(options: SceneOptions = {}): Promise<ReviewScene> {
    const hub = await FakeHub.start({ clock: new SteppingClock().next, ...options });
    hub.world.addUser('ann');
    hub.world.addTeam('acme/curators', curators);
    const text = options.policy === undefined ? policy() : options.policy;
    const repository = hub.world.createRepository({
      owner: 'acme',
      name: 'prompts',
      files: {
        'README.md': 'hello\n',
        [golden]: '{"a":1}\n',
        ...(text === null ? {} : { '.github/goldgate.yml': text }),
        ...options.files,
      },
    });
    for (const login of ['ann', ...curators]) repository.setPermission(login, 'write');
    return new ReviewScene(hub, repository, options.keepsRecords ?? true);
  }

  /** What a process that has just started knows: nothing. */
  newProcess(keepsRecords = true): AppContext {
    const client = connect({ authentication: { token: this.hub.installationToken() }, baseUrl: this.hub.url });
    return {
      github: inRepository(client, { owner: 'acme', repo: 'prompts' }),
      self: { login: 'goldgate[bot]', appId: this.hub.app.id, recordsApprovals: keepsRecords },
      now: () => new Date(),
      log: (fields, message) => void this.log.push({ fields, message }),
      locked: keyedLock(),
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.hub[Symbol.asyncDispose]();
  }

  /** A pull request of ann's that changes the golden data; its number. */
  open(files: Parameters<Repository['commit']>[1] = { [golden]: '{"a":2}\n' }, head = 'change'): number {
    this.repository.commit(head, files, { author: 'ann' });
    return this.repository.openPullRequest({ author: 'ann', head });
  }

  approve(number: number, ...logins: string[]): number[] {
    return logins.map((login) => this.repository.review(number, login, 'APPROVED'));
  }

  /** Does what waits, the oldest first. */
  async settle(context = this.context): Promise<void> {
    while (this.waiting.length > 0) await doWork(context, this.waiting.shift() as Work);
  }

  /** The calls that `job` made, and those that GitHub would count. */
  async calls(job: () => Promise<unknown>): Promise<Calls & { requests: LoggedRequest[]; writes: number }> {
    const calls: Calls = { asked: 0, unchanged: 0, remembered: 0 };
    const from = this.hub.requests.length;
    await countCalls(calls, job);
    const requests = this.hub.requests.slice(from);
    return { ...calls, requests, writes: requests.filter(({ method }) => method !== 'GET').length };
  }

  head(number: number): string {
    return this.repository.pull(number).head.sha;
  }

  /** The gate's checks on a commit, the oldest first. */
  checks(sha: string): CheckRun[] {
    return [...this.repository.checks.values()].filter(
      (check) => check.name === 'goldgate/double-review' && check.sha === sha,
    );
  }

  /** The one that GitHub goes by, at a glance: `success: 2 of 2 approvals`. */
  verdict(sha: string): string | null {
    const check = this.checks(sha).at(-1);
    return check ? `${check.conclusion ?? check.status}: ${check.output.title}` : null;
  }
}
