// One open issue of ours for a thing that comes again and again: found by its first line and our own login.

import { answered, type GitHub } from './client.ts';
import { sameLogin } from './comments.ts';
import { perPage, readPages } from './pages.ts';

export interface OwnIssue {
  number: number;
  title: string;
  body: string;
  url: string;
}

/** The oldest open issue of `login` whose first line begins with `marker`; others' are left alone. Throws Unanswered. */
export async function findIssue({ api, repository }: GitHub, login: string, marker: string): Promise<OwnIssue | null> {
  const query = { ...repository, state: 'open', sort: 'created', direction: 'asc', per_page: perPage } as const;
  const all = await readPages({
    what: 'the open issues',
    read: (page) => api.issues.listForRepo({ ...query, page }),
    key: ({ id }) => id,
  });
  const found = all.find(
    ({ pull_request, user, body }) =>
      pull_request === undefined && sameLogin(user?.login, login) && body?.split(/\r?\n/, 1)[0]?.startsWith(marker),
  );
  if (!found) return null;
  const { number, title, body, html_url: url } = found;
  return { number, title, body: (body ?? '').replaceAll('\r\n', '\n'), url };
}

/** Opens it when `found` is null, and changes it otherwise; what is the same is not sent. Returns its address. */
export async function writeIssue(
  { api, repository }: GitHub,
  found: OwnIssue | null,
  wanted: { title: string; body: string; state?: 'open' | 'closed' },
): Promise<string> {
  if (found === null) {
    const { title, body } = wanted;
    return (await answered('a new issue', api.issues.create({ ...repository, title, body }))).html_url;
  }
  const same = found.title === wanted.title && found.body.trim() === wanted.body.trim() && wanted.state !== 'closed';
  if (same) return found.url;
  const { number } = found;
  const asked = api.issues.update({ ...repository, issue_number: number, ...wanted });
  return (await answered(`a change of issue ${number}`, asked)).html_url;
}
