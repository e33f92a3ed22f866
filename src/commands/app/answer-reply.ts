// A command's one reply: found by its marker before another is written, in words that ask nothing of anybody else.

import {
  type AskingComment,
  changeComment,
  deleteComment,
  type OwnComment,
  writeComment,
} from '../../adapters/github/comments.ts';
import type { PullRequest } from '../../adapters/github/pull-requests.ts';
import { attribute, code, inline } from '../../report/markdown-escape.ts';
import { parseMarker, renderMarker } from '../../review/command-marker.ts';
import type { AppContext } from './context.ts';

export interface Question {
  comment: AskingComment;
  /** Of whoever asks. */
  login: string;
  pull: PullRequest;
  /** The reply that an earlier try has left. */
  standing: OwnComment | null;
}

/**
 * How a command ended, in Markdown, and the reply that it has written by then; `open` when the end is seen later, and a
 * reply stands already.
 */
export type Outcome = { good: boolean; text: string; standing?: OwnComment } | 'open';

/** One sentence of plain text, in which code may stand between backticks. */
export const refusal = (text: string): Exclude<Outcome, 'open'> => ({
  good: false,
  text: inline(`(${text}`, 1500).slice(1),
});

/** What is done to a pull request's commands is done one after the other. */
export const commandsKey = ({ github: { repository } }: AppContext, number: number): string =>
  `commands ${repository.owner}/${repository.repo}#${number}`.toLowerCase();

/** GitHub links nothing inside a link. */
export const link = (url: string, text: string): string => `<a href="${attribute(url)}">${attribute(text)}</a>`;
/** A commit, whole, so that it can be copied. */
export const commit = (sha: string): string => code(sha);

/** Writes the reply, or changes the one that stands; returns it with its new marker. `text` is Markdown. */
export async function writeReply(
  { github }: AppContext,
  { comment, login, pull, standing }: Question,
  text: string,
  fields: Readonly<Record<string, string>>,
): Promise<OwnComment> {
  const marker = { kind: 'reply', key: `${comment.id}`, fields } as const;
  // A login has letters, digits and dashes alone; GitHub's answer is not taken at its word.
  const name = /^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,60})$/.test(login) ? `@${login}` : code(login);
  const body = `${renderMarker(marker)}\n${name} ${text}\n`;
  if (standing) {
    if (standing.body.trim() === body.trim()) return standing;
    if (await changeComment(github, standing.id, body)) return { ...standing, body, marker };
  }
  return { ...(await writeComment(github, pull.number, body)), body, marker };
}

/** Where an answer was lost there may be two: the one that tells most stands. */
export function standingReply(own: readonly OwnComment[], comment: number): OwnComment | null {
  const replies = repliesTo(own, comment);
  const told = (field: string) => replies.find(({ marker }) => field in marker.fields);
  return told('end') ?? told('run') ?? replies[0] ?? null;
}

const repliesTo = (own: readonly OwnComment[], comment: number): OwnComment[] =>
  own.filter(({ marker: { kind, key } }) => kind === 'reply' && key === `${comment}`);

export async function deleteDoubled(
  { github }: AppContext,
  own: readonly OwnComment[],
  comment: number,
  standing: OwnComment,
): Promise<void> {
  for (const { id } of repliesTo(own, comment)) if (id !== standing.id) await deleteComment(github, id);
}

/** The reply with another run in its marker and its link. */
export async function nameRun({ github }: AppContext, reply: OwnComment, run: number): Promise<OwnComment> {
  const body = reply.body.replaceAll(reply.marker.fields.run ?? '', `${run}`);
  await changeComment(github, reply.id, body);
  return { ...reply, body, marker: parseMarker(body) ?? reply.marker };
}
