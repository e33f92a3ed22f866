// Reactions to a comment: seen, begun, and how it ended. They are what a later run of this program knows it by.

import { answeredOrNull, type GitHub, Unanswered } from './client.ts';
import { sameLogin } from './comments.ts';
import { perPage, readPages } from './pages.ts';

export type Reaction = 'eyes' | 'rocket' | '+1' | '-1';

/** Does nothing when it is there already, or when the comment is gone. Throws Unanswered, as all of these. */
export async function react({ api, repository }: GitHub, comment: number, content: Reaction): Promise<void> {
  const asked = api.reactions.createForIssueComment({ ...repository, comment_id: comment, content });
  await answeredOrNull(`a reaction to comment ${comment}`, asked, [404, 410]);
}

/** Whether `login` has closed the comment by 👍 or 👎; true also when it is gone. */
export async function isClosed({ api, repository }: GitHub, login: string, comment: number): Promise<boolean> {
  const query = { ...repository, comment_id: comment, per_page: perPage };
  const all = await readPages({
    what: `the reactions to comment ${comment}`,
    read: (page) => api.reactions.listForIssueComment({ ...query, page }),
    key: ({ id }) => id,
  }).catch((error) => {
    if (error instanceof Unanswered && error.refusal === 404) return null;
    throw error;
  });
  return all === null || all.some(({ user, content }) => sameLogin(user?.login, login) && /^[+-]1$/.test(content));
}
