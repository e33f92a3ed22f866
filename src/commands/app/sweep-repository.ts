// What missed deliveries may have left undone in one repository, found by reading: the cure for everything that was lost.

import { pullRequestOfRun, pullRequestWork } from '../../review/events.ts';
import type { Work } from '../../review/work.ts';
import type { AppContext } from './context.ts';
import { openCommands } from './tuning-open.ts';

/** How long a command may wait for its answer before it is too old to be acted on. */
const commandDays = 3;

/** One piece for every open pull request, with the commands and the ended runs that nobody has answered. */
export async function sweepRepository(context: AppContext): Promise<Work[]> {
  const { github, now } = context;
  const { owner, repo } = github.repository;
  const since = new Date(now().getTime() - commandDays * 86_400_000);
  const [open, { comments, runs }] = await Promise.all([
    github.paginate(github.api.pulls.list, { owner, repo, state: 'open', per_page: 100 }),
    openCommands(context, since),
  ]);
  const asked = await Promise.all(
    comments.map(async (comment) => {
      const { data } = await github.api.issues.getComment({ owner, repo, comment_id: comment });
      return pullRequestWork(Number(data.issue_url.split('/').at(-1)), { comments: [comment], settled: true });
    }),
  );
  const ended = await Promise.all(
    runs.map(async (run) => {
      const { data } = await github.api.actions.getWorkflowRun({ owner, repo, run_id: run });
      const number = pullRequestOfRun(data.display_title);
      return number === null ? [] : [pullRequestWork(number, { runs: [run], settled: true })];
    }),
  );
  return [...open.map(({ number }) => pullRequestWork(number)), ...asked, ...ended.flat()];
}
