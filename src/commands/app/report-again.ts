// `/report`: the newest finished tuning of this pull request, told again.

import { listOwn } from '../../adapters/github/comments.ts';
import { listTunings } from '../../adapters/github/runs.ts';
import type { Command } from '../../review/command-parser.ts';
import { link, type Outcome, type Question, refusal } from './answer-reply.ts';
import type { AppContext } from './context.ts';
import { replyOf } from './tuning-finish.ts';
import { reportTuning } from './tuning-report.ts';

/** Days that an artifact is kept. */
const kept = 90;
const mostTried = 5;

export async function reportAgain(
  context: AppContext,
  { pull }: Question,
  { words: [role] }: Command,
): Promise<Outcome> {
  const { github, self, now } = context;
  const since = new Date(now().getTime() - kept * 86_400_000).toISOString();
  const own = await listOwn(github, self.login, pull.number);
  const ended = (await listTunings(github, self.login, since)).flatMap((run) => {
    const ours = run.ended && run.asked.pullRequest === pull.number && (role === undefined || run.asked.role === role);
    const reply = ours ? replyOf(own, run) : undefined;
    return reply ? [{ run, reply }] : [];
  });
  const faults: string[] = [];
  for (const { run, reply } of ended.slice(0, mostTried)) {
    const told = await reportTuning(context, { pull, own, run, reply });
    if ('url' in told) return { good: true, text: `here is ${link(told.url, `the report of ${run.asked.role}`)}.` };
    faults.push(`(${link(run.url, `run ${run.id}`)}): ${told.fault}`);
  }
  const what = `a finished tuning${role === undefined ? '' : ` of \`${role}\``}`;
  if (faults.length === 0)
    return refusal(`there is no ${what.slice(2)} here yet; \`/tune ${role ?? 'ROLE'}\` starts one.`);
  return refusal(`the newest tuning${role === undefined ? '' : ` of \`${role}\``} here left no report ${faults[0]}.`);
}
