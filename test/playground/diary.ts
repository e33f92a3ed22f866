// The order in which things happened on a pull request: GitHub keeps it, its API does not tell it in one list.

import type { WorldEvent } from '../fakehub/world.ts';

/** A pointer to what is shown as it is now, or an event in words. */
export type Note =
  | { kind: 'commit'; id: string; who: string; sha: string; text: string }
  | { kind: 'comment' | 'review'; id: string; what: number }
  | { kind: 'event'; id: string; who: string; text: string };

interface Told {
  action?: string;
  sender: { login: string };
  pull_request?: { number: number; merged?: boolean; head: { sha: string } };
  issue?: { number: number };
  comment?: { id: number };
  review?: { id: number; user: { login: string } | null };
  before?: string;
}

export class Diary {
  readonly #notes = new Map<number, Note[]>();

  of(number: number): readonly Note[] {
    return this.#notes.get(number) ?? [];
  }

  take({ event, payload, repository: { history } }: WorldEvent): void {
    const told = payload as unknown as Told;
    const number = told.pull_request?.number ?? told.issue?.number;
    if (number === undefined) return;
    const notes = this.#notes.get(number) ?? [];
    this.#notes.set(number, notes);
    const id = `${notes.length}`;
    const who = told.sender.login;
    const sha = told.pull_request?.head.sha ?? '';
    const message = () => history.commit(sha).message.split('\n')[0] ?? '';
    const forced = () => !history.ancestors(sha).has(told.before ?? sha);
    if (event === 'pull_request' && told.action === 'opened') {
      notes.push({ kind: 'commit', id, who, sha, text: message() });
    } else if (event === 'pull_request' && told.action === 'synchronize') {
      const text = `${forced() ? 'force-pushed: ' : ''}${message()}`;
      notes.push({ kind: 'commit', id, who, sha, text });
    } else if (event === 'pull_request' && told.action === 'closed') {
      notes.push({ kind: 'event', id, who, text: told.pull_request?.merged ? 'merged this' : 'closed this' });
    } else if (event === 'pull_request_review' && told.action === 'submitted' && told.review) {
      notes.push({ kind: 'review', id, what: told.review.id });
    } else if (event === 'pull_request_review' && told.action === 'dismissed') {
      notes.push({ kind: 'event', id, who, text: `dismissed the review of ${told.review?.user?.login ?? 'somebody'}` });
    } else if (event === 'issue_comment' && told.action === 'created' && told.comment) {
      notes.push({ kind: 'comment', id, what: told.comment.id });
    }
  }
}
