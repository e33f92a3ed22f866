// `/cancel`: ends the tunings of this pull request that we have started. Their own commands are closed as they end.

import { cancelRun, listTunings } from '../../adapters/github/runs.ts';
import type { Command } from '../../review/command-parser.ts';
import { link, type Outcome, type Question } from './answer-reply.ts';
import type { AppContext } from './context.ts';
import { longestRun } from './tuning-finish.ts';

export async function cancelTunings(
  { github, self }: AppContext,
  { comment, pull }: Question,
  { words: [role] }: Command,
): Promise<Outcome> {
  const since = new Date(Date.parse(comment.createdAt) - longestRun).toISOString();
  const running = (await listTunings(github, self.login, since)).filter(
    ({ ended, asked }) => !ended && asked.pullRequest === pull.number && (role === undefined || asked.role === role),
  );
  for (const { id } of running) await cancelRun(github, id);
  if (running.length === 0) return { good: true, text: 'no tuning is running here.' };
  return {
    good: true,
    text: `cancelled: ${running.map(({ id, url, asked }) => link(url, `${asked.role}, run ${id}`)).join(', ')}.`,
  };
}
