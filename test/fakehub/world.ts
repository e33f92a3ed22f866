// Everything that the fake GitHub knows: accounts, teams, repositories, and the clock they live by.

import { join } from 'node:path';
import { Accounts } from './accounts.ts';
import { isoSeconds } from './git-objects.ts';
import type { Born, Team, User } from './model.ts';
import { Repository } from './repository.ts';
import { showRepository } from './shape-repository.ts';
import { showOrganization, showTeam } from './shape-team.ts';
import { nodeId, showUser } from './shape-user.ts';

/** What a webhook tells. */
export interface Told {
  event: string;
  /** `null` for what happens to an organization. */
  repository: Repository | null;
  payload: Record<string, unknown>;
}

export interface WorldEvent extends Told {
  repository: Repository;
}

export interface NewRepository {
  owner: string;
  name: string;
  /** Path → text or bytes of the first commit. */
  files?: Record<string, string | Buffer>;
  defaultBranch?: string;
  private?: boolean;
}

export class World extends Accounts {
  readonly repositories = new Map<string, Repository>();
  readonly teams = new Map<string, Team>();
  readonly root: string;
  readonly url: string;
  readonly appUser: User;
  readonly appId: number;
  readonly installation: number;
  /** What the installation was granted. */
  readonly permissions: Readonly<Record<string, 'read' | 'write'>>;
  readonly #clock: () => Date;
  readonly #listeners: ((told: Told) => void)[] = [];

  constructor(
    root: string,
    url: string,
    app: { id: number; slug: string; installation: number; permissions: Readonly<Record<string, 'read' | 'write'>> },
    clock: () => Date,
  ) {
    super();
    this.root = root;
    this.url = url;
    this.#clock = clock;
    this.appId = app.id;
    this.installation = app.installation;
    this.permissions = app.permissions;
    this.appUser = this.addUser(`${app.slug}[bot]`, { type: 'Bot' });
  }

  now(): string {
    return isoSeconds(this.#clock());
  }

  date(): Date {
    return this.#clock();
  }

  born(): Born {
    return { bornMs: performance.now() };
  }

  /** Everything that webhooks tell, whether or not an app listens. */
  onTold(listener: (told: Told) => void): void {
    this.#listeners.push(listener);
  }

  /** The same, of repositories alone. */
  onEvent(listener: (event: WorldEvent) => void): void {
    this.onTold((told) => {
      if (told.repository) listener({ ...told, repository: told.repository });
    });
  }

  /** Completes a webhook's body with what every event tells, and tells it. */
  emit(event: string, about: { repository: Repository } | { organization: User }, sender: User, own: object): void {
    const repository = 'repository' in about ? about.repository : null;
    const owner = 'repository' in about ? about.repository.owner : about.organization;
    const payload = {
      ...own,
      ...(repository ? { repository: showRepository(repository) } : {}),
      ...(owner.type === 'Organization' ? { organization: showOrganization(this, owner) } : {}),
      sender: showUser(this, sender),
      installation: { id: this.installation, node_id: nodeId('Installation', this.installation) },
    };
    for (const listener of this.#listeners) listener({ event, repository, payload });
  }

  /** The account is deleted: what it wrote stays, without a user. */
  removeUser(login: string): void {
    const user = this.user(login);
    this.forget(user);
    for (const team of this.teams.values()) team.members.delete(user);
    for (const repository of this.repositories.values()) repository.permissions.delete(user);
  }

  /** `path` is `org/slug`; accounts that are not there yet are made. A child team's members are members of its parent. */
  addTeam(path: string, members: readonly string[], options: { parent?: string; pending?: readonly string[] } = {}) {
    const [org = '', slug = ''] = path.split('/');
    const people = (logins: readonly string[]) =>
      new Set(logins.map((login) => this.findUser(login) ?? this.addUser(login)));
    const parent = options.parent
      ? this.team(options.parent.includes('/') ? options.parent : `${org}/${options.parent}`)
      : null;
    const team: Team = {
      id: this.id(),
      organization: this.organization(org),
      slug,
      parent,
      members: people(members),
      pending: people(options.pending ?? []),
    };
    this.teams.set(path.toLowerCase(), team);
    return team;
  }

  findTeam(path: string): Team | null {
    return this.teams.get(path.toLowerCase()) ?? null;
  }

  team(path: string): Team {
    const team = this.findTeam(path);
    if (!team) throw new Error(`fakehub: there is no team ${path}`);
    return team;
  }

  /** Own members first, then those of child teams, each once. */
  teamMembers(team: Team): User[] {
    const children = [...this.teams.values()].filter(({ parent }) => parent === team);
    return [...new Set([...team.members, ...children.flatMap((child) => this.teamMembers(child))])];
  }

  addToTeam(path: string, login: string): void {
    const team = this.team(path);
    team.members.add(this.user(login));
    this.#tellMembership(team, login, 'added');
  }

  removeFromTeam(path: string, login: string): void {
    const team = this.team(path);
    team.members.delete(this.user(login));
    this.#tellMembership(team, login, 'removed');
  }

  #tellMembership(team: Team, login: string, action: string): void {
    const member = showUser(this, this.user(login));
    const organization = team.organization;
    this.emit('membership', { organization }, organization, {
      action,
      scope: 'team',
      member,
      team: showTeam(this, team),
    });
  }

  createRepository({ owner, name, files, defaultBranch = 'main', private: hidden = false }: NewRepository): Repository {
    const repository = new Repository(this, {
      owner: this.findUser(owner) ?? this.organization(owner),
      name,
      defaultBranch,
      hidden,
      folder: join(this.root, owner, `${name}.git`),
      parent: null,
    });
    this.repositories.set(repository.fullName.toLowerCase(), repository);
    if (files) repository.commit(defaultBranch, files, { message: 'First commit', author: 'web-flow' });
    return repository;
  }

  findRepository(fullName: string): Repository | null {
    return this.repositories.get(fullName.toLowerCase()) ?? null;
  }

  /** The one repository, or the one named `owner/name`. */
  repository(fullName?: string): Repository {
    const found = fullName ? this.findRepository(fullName) : [...this.repositories.values()][0];
    if (!found) throw new Error(`fakehub: there is no repository ${fullName ?? ''}`);
    return found;
  }
}
