// The accounts, GitHub's own among them, and the ids that everything has.

import type { AccountType, User } from './model.ts';

const ghost = { id: 10_137, login: 'ghost', type: 'User' } as const;

export class Accounts {
  #lastId = 1000;
  readonly #users = new Map<string, User>();

  constructor() {
    this.addUser('github-actions[bot]', { id: 41_898_282, type: 'Bot' });
    this.addUser('web-flow', { id: 19_864_447, emails: ['noreply@github.com'] });
    this.addUser('github-merge-queue[bot]', { id: 118_344_674, type: 'Bot' });
    this.addUser(ghost.login, ghost);
  }

  /** Each thing has one of its own, whatever it is. */
  id(): number {
    this.#lastId += 1;
    return this.#lastId;
  }

  addUser(login: string, options: { id?: number; type?: AccountType; emails?: readonly string[] } = {}): User {
    const known = this.#users.get(login.toLowerCase());
    if (known && !known.removed) throw new Error(`fakehub: there is a user ${login} already`);
    const id = options.id ?? this.id();
    const emails = [`${id}+${login}@users.noreply.github.com`, `${login}@users.noreply.github.com`];
    const user: User = {
      id,
      login,
      type: options.type ?? 'User',
      emails: [...(options.emails ?? [`${login}@example.com`]), ...emails].map((email) => email.toLowerCase()),
      removed: false,
    };
    this.#users.set(login.toLowerCase(), user);
    return user;
  }

  forget(user: User): void {
    user.removed = true;
    this.#users.delete(user.login.toLowerCase());
  }

  findUser(login: string): User | null {
    return this.#users.get(login.toLowerCase()) ?? null;
  }

  userById(id: number): User | null {
    return [...this.#users.values()].find((user) => user.id === id) ?? null;
  }

  user(login: string): User {
    const user = this.findUser(login);
    if (!user) throw new Error(`fakehub: there is no user ${login}`);
    return user;
  }

  get ghost(): User {
    return this.user(ghost.login);
  }

  /** Whose account has this address; `null` when none has. */
  userOfEmail(email: string): User | null {
    const wanted = email.toLowerCase();
    return [...this.#users.values()].find(({ emails }) => emails.includes(wanted)) ?? null;
  }

  organization(login: string): User {
    return this.findUser(login) ?? this.addUser(login, { type: 'Organization', emails: [] });
  }
}
