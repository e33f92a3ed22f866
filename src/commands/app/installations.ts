// Who the server is, and one client for each installation of it: Probot holds the key and the tokens, our client asks.

import type { Octokit } from '@octokit/rest';
import type { Probot } from 'probot';
import { connect, inRepository } from '../../adapters/github/client.ts';
import { Memory } from '../../adapters/github/conditional.ts';
import type { RepositoryName } from '../../review/work.ts';
import type { AppContext } from './context.ts';
import { keyedLock } from './lock.ts';

export class Installations {
  readonly #probot: Probot;
  readonly #baseUrl: string | undefined;
  readonly #memory = new Memory();
  readonly #clients = new Map<number | undefined, Promise<Octokit>>();
  readonly #locked = keyedLock();
  #self: Promise<AppContext['self']> | undefined;

  constructor(probot: Probot, baseUrl: string | undefined) {
    this.#probot = probot;
    this.#baseUrl = baseUrl;
  }

  /** Speaks as the App itself, about itself. */
  app(): Promise<Octokit> {
    return this.#client(undefined);
  }

  /** Asked once; rejects while the key does not work or GitHub is not there. */
  self(): Promise<AppContext['self']> {
    this.#self ??= this.#whoAmI().catch((error) => {
      this.#self = undefined;
      throw error;
    });
    return this.#self;
  }

  async context(installation: number, repository: RepositoryName, log: AppContext['log']): Promise<AppContext> {
    const [self, client] = await Promise.all([this.self(), this.#client(installation)]);
    const prefix = `${repository.owner}/${repository.repo} `.toLowerCase();
    return {
      github: inRepository(client, repository),
      self,
      now: () => new Date(),
      log,
      locked: (key, job) => this.#locked(prefix + key, job),
    };
  }

  /** Those that are not suspended. */
  async list(): Promise<number[]> {
    const app = await this.app();
    const all = await app.paginate(app.rest.apps.listInstallations, { per_page: 100 });
    return all.filter(({ suspended_at }) => !suspended_at).map(({ id }) => id);
  }

  /** Those in which anything can change. */
  async repositories(installation: number): Promise<RepositoryName[]> {
    const client = await this.#client(installation);
    const all = await client.paginate(client.rest.apps.listReposAccessibleToInstallation, { per_page: 100 });
    return all
      .filter(({ archived, disabled }) => !archived && !disabled)
      .map(({ owner, name }) => ({ owner: owner.login, repo: name }));
  }

  #client(installation: number | undefined): Promise<Octokit> {
    const known = this.#clients.get(installation);
    if (known) return known;
    const client = this.#connect(installation);
    this.#clients.set(installation, client);
    return client;
  }

  async #connect(installation: number | undefined): Promise<Octokit> {
    const { auth } = await this.#probot.auth(installation);
    return connect({ authentication: { strategy: () => auth }, baseUrl: this.#baseUrl, memory: this.#memory });
  }

  async #whoAmI(): Promise<AppContext['self']> {
    const { data } = await (await this.app()).rest.apps.getAuthenticated();
    if (data === null) throw new Error('GitHub does not say who the App is');
    return { login: `${data.slug}[bot]`, appId: data.id, recordsApprovals: true };
  }
}
