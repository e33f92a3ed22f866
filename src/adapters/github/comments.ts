// Comments on a pull request, ours among them: a marker is believed only in a comment of our own login.

import { type Marker, parseMarker } from '../../review/command-marker.ts';
import { answered, answeredOrNull, type GitHub } from './client.ts';
import { perPage, readPages } from './pages.ts';

export interface AskingComment {
  id: number;
  body: string;
  /** `null` for an account that is no more. */
  author: { login: string; type: string } | null;
  /** Of the issue or the pull request that it stands on. */
  number: number;
  url: string;
  createdAt: string;
  edited: boolean;
  /** 👍 and 👎 by anybody. */
  thumbs: number;
}

export interface OwnComment {
  id: number;
  body: string;
  url: string;
  marker: Marker;
}

interface ShownComment {
  id: number;
  body?: string;
  html_url: string;
  issue_url: string;
  user: { login: string; type: string } | null;
  created_at: string;
  updated_at: string;
  reactions?: { '+1': number; '-1': number };
}

/** `null` when it is gone. Throws Unanswered, as all of these. */
export async function readComment({ api, repository }: GitHub, id: number): Promise<AskingComment | null> {
  const found = await answeredOrNull(
    `comment ${id}`,
    api.issues.getComment({ ...repository, comment_id: id }),
    [404, 410],
  );
  return found && commentOf(found);
}

/** Of all issues and pull requests, those that were written or changed since then. */
export async function listCommentsSince({ api, repository }: GitHub, since: Date): Promise<AskingComment[]> {
  const query = {
    ...repository,
    since: since.toISOString(),
    sort: 'created',
    direction: 'asc',
    per_page: perPage,
  } as const;
  const all = await readPages({
    what: 'the newest comments',
    read: (page) => api.issues.listCommentsForRepo({ ...query, page }),
    key: ({ id }) => id,
  });
  return all.map(commentOf);
}

const commentOf = ({ id, body = '', user, reactions, ...shown }: ShownComment): AskingComment => ({
  ...{ id, body, url: shown.html_url, createdAt: shown.created_at, edited: shown.created_at !== shown.updated_at },
  author: user && { login: user.login, type: user.type },
  number: Number(shown.issue_url.split('/').at(-1)),
  thumbs: (reactions?.['+1'] ?? 0) + (reactions?.['-1'] ?? 0),
});

export const sameLogin = (a: string | undefined, b: string): boolean => a?.toLowerCase() === b.toLowerCase();

/** Those of `login` that begin with a marker, the oldest first, of every page; with `since`, changed since then. */
export async function listOwn(github: GitHub, login: string, number: number, since?: string): Promise<OwnComment[]> {
  const { api, repository } = github;
  const query = { ...repository, issue_number: number, per_page: perPage, ...(since ? { since } : {}) };
  const all = await readPages({
    what: `the comments of #${number}`,
    read: (page) => api.issues.listComments({ ...query, page }),
    key: ({ id }) => id,
  });
  return all
    .flatMap(({ id, body = '', html_url: url, user }) => {
      const marker = sameLogin(user?.login, login) ? parseMarker(body) : null;
      return marker ? [{ id, body: body.replaceAll('\r\n', '\n'), url, marker }] : [];
    })
    .sort((a, b) => a.id - b.id);
}

export async function writeComment(
  { api, repository }: GitHub,
  number: number,
  body: string,
): Promise<{ id: number; url: string }> {
  const asked = api.issues.createComment({ ...repository, issue_number: number, body });
  const { id, html_url: url } = await answered(`a new comment on #${number}`, asked);
  return { id, url };
}

/** False when it is gone. */
export async function changeComment({ api, repository }: GitHub, id: number, body: string): Promise<boolean> {
  const asked = api.issues.updateComment({ ...repository, comment_id: id, body });
  return (await answeredOrNull(`a change of comment ${id}`, asked, [404, 410])) !== null;
}

/** Also fine when it is gone already. */
export async function deleteComment({ api, repository }: GitHub, id: number): Promise<void> {
  const asked = api.issues.deleteComment({ ...repository, comment_id: id });
  await answeredOrNull(`the removal of comment ${id}`, asked, [404, 410]);
}
