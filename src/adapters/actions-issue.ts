// One open issue for a report that comes again and again: found by its marker and its author, written only when it changes.

import { answerOf, type GitHub, refused } from './actions-github.ts';

/** The account that a workflow's own token writes as. No person's name can have the brackets. */
const author = 'github-actions[bot]';

/**
 * Opens the issue, or rewrites the one that is open. Its body's first line is the marker of `key` (letters, digits, `-`,
 * `_`); a body with that line from anyone else is left alone. Returns the issue's address.
 */
export async function upsertIssue(
  { api, paginate, repository }: GitHub,
  { key, title, body }: { key: string; title: string; body: string },
): Promise<string> {
  const marker = `<!-- goldgate:${key} -->`;
  const text = `${marker}\n${body}`;
  let found: { number: number; title: string; body?: string | null | undefined; html_url: string } | undefined;
  try {
    const query = { ...repository, state: 'open', sort: 'created', direction: 'asc', per_page: 100 } as const;
    for await (const { data } of paginate.iterator(api.issues.listForRepo, query)) {
      found = data.find(
        (issue) =>
          issue.pull_request === undefined &&
          issue.user?.login === author &&
          issue.body?.split(/\r?\n/, 1)[0] === marker,
      );
      if (found) break;
    }
  } catch (error) {
    throw refused('the open issues', error);
  }
  if (!found) {
    const made = await answerOf('a new issue', api.issues.create({ ...repository, title, body: text }));
    return made.html_url;
  }
  const { number, html_url } = found;
  const same = found.title === title && found.body?.replaceAll('\r\n', '\n').trim() === text.trim();
  if (!same) {
    await answerOf(
      `a change of issue ${number}`,
      api.issues.update({ ...repository, issue_number: number, title, body: text }),
    );
  }
  return html_url;
}
