// What a missed delivery may have left undone, found by reading: for the sweep.

import { listCommentsSince } from '../../adapters/github/comments.ts';
import { isClosed } from '../../adapters/github/reactions.ts';
import { listTunings } from '../../adapters/github/runs.ts';
import { parseCommand } from '../../review/command-parser.ts';
import { isHeard } from './answer-comment.ts';
import type { AppContext } from './context.ts';

/** Comments since then that hold a command without our closing reaction, and ended runs that are not told yet. */
export async function openCommands(context: AppContext, since: Date): Promise<{ comments: number[]; runs: number[] }> {
  const { github, self } = context;
  const [written, tunings] = await Promise.all([
    listCommentsSince(github, since),
    listTunings(github, self.login, since.toISOString()),
  ]);
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
