// What a missed delivery may have left undone, found by reading: for the sweep.

import { type AskingComment, listCommentsSince, sameLogin } from '../../adapters/github/comments.ts';
import { isClosed } from '../../adapters/github/reactions.ts';
import { listTunings } from '../../adapters/github/runs.ts';
import { parseMarker } from '../../review/command-marker.ts';
import { parseCommand } from '../../review/command-parser.ts';
import { isHeard } from './answer-comment.ts';
import type { AppContext } from './context.ts';
import { mergeStickies } from './tuning-report.ts';

/**
 * Comments since then that hold a command without our closing reaction, and ended runs that are not told yet. Where two
 * comments report on one role, they are made one on the way.
 */
export async function openCommands(context: AppContext, since: Date): Promise<{ comments: number[]; runs: number[] }> {
  const { github, self } = context;
  const [written, tunings] = await Promise.all([
    listCommentsSince(github, since),
    listTunings(github, self.login, since.toISOString()),
  ]);
  for (const number of doubledIn(context, written)) await mergeStickies(context, number);
  const commands = written.filter(
    (comment) =>
      Date.parse(comment.createdAt) >= since.getTime() - 1000 &&
      isHeard(context, comment) &&
      parseCommand(comment.body),
  );
  const thumbs = new Map(commands.map(({ id, thumbs }) => [id, thumbs]));
  const known = new Map<number, boolean>();
  const closed = async (comment: number): Promise<boolean> => {
    const told = known.get(comment) ?? (thumbs.get(comment) !== 0 && (await isClosed(github, self.login, comment)));
    known.set(comment, told);
    return told;
  };
  const comments: number[] = [];
  for (const { id } of commands) if (!(await closed(id))) comments.push(id);
  const runs: number[] = [];
  for (const { id, ended, asked } of tunings) if (ended && !(await closed(asked.comment))) runs.push(id);
  return { comments, runs };
}

/** The pull requests on which a role has two reports. */
function doubledIn({ self }: AppContext, written: readonly AskingComment[]): Set<number> {
  const seen = new Set<string>();
  const doubled = new Set<number>();
  for (const { number, body, author } of written) {
    const marker = sameLogin(author?.login, self.login) ? parseMarker(body) : null;
    if (marker?.kind !== 'report') continue;
    const key = `${number} ${marker.key}`;
    if (seen.has(key)) doubled.add(number);
    seen.add(key);
  }
  return doubled;
}
