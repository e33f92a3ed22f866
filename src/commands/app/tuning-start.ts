// `/tune`: one run for one comment. The reply stands before the run is asked for, and holds the commit that it is for; so
// whoever goes on after a break looks for the run first, and asks for the same one.

import { readFileAt } from '../../adapters/github/file-at.ts';
import { atLeast, readPermission } from '../../adapters/github/permission.ts';
import { react } from '../../adapters/github/reactions.ts';
import {
  dispatch,
  isRefusal,
  listTunings,
  readDefaultBranch,
  type TuningRun,
  tuneWorkflow,
} from '../../adapters/github/runs.ts';
import { type Config, defaultConfig } from '../../config/config.ts';
import { parseConfig } from '../../config/parse.ts';
import { reasonOf, SetupError } from '../../core/errors.ts';
import { code } from '../../report/markdown-escape.ts';
import type { Command } from '../../review/command-parser.ts';
import { policyPath } from '../../review/gating.ts';
import { findRole } from '../find-role.ts';
import { tuneParametersOf } from '../tune-parameters.ts';
import { commit, link, type Outcome, type Question, refusal, writeReply } from './answer-reply.ts';
import type { AppContext } from './context.ts';
import { concludeIfEnded, longestRun } from './tuning-finish.ts';

export async function startTuning(context: AppContext, question: Question, command: Command): Promise<Outcome> {
  const { github, self } = context;
  const { comment, pull } = question;
  const [role = ''] = command.words;
  const since = new Date(Date.parse(comment.createdAt) - longestRun).toISOString();
  const runs = await listTunings(github, self.login, since);
  // Of several, the oldest is the one that works.
  const own = (all: readonly TuningRun[]) => all.findLast(({ asked }) => asked.comment === comment.id) ?? null;
  let { standing } = question;
  if (!standing) {
    const problem = await problemOf(context, question, command, runs);
    if (problem !== null) return refusal(problem);
    const text = `the tuning of ${code(role)} on the data at ${commit(pull.head.sha)} is being started.`;
    standing = await writeReply(context, question, text, { role, sha: pull.head.sha });
  }
  const { sha = '', run: known } = standing.marker.fields;
  const parameters = command.options.map(([name, value]) => `--${name} ${value}`).join(' ');
  if (known === undefined) {
    let run: { id: number; url: string } | null = own(runs);
    try {
      run ??= await dispatch(github, {
        file: tuneWorkflow,
        branch: await readDefaultBranch(github),
        inputs: {
          ...{ role, 'pull-request': `${pull.number}`, sha, 'comment-id': `${comment.id}` },
          // Without any, the workflow's own hold.
          ...(parameters === '' ? {} : { parameters }),
        },
        find: async () => own(await listTunings(github, self.login, since)),
      });
    } catch (error) {
      // It takes the place of the reply that stands.
      if (isRefusal(error)) return { ...refusal(refusedText(error.refusal ?? 0, reasonOf(error.cause))), standing };
      throw error;
    }
    const lines = [
      `the tuning of ${code(role)} runs: ${link(run.url, `run ${run.id}`)}.`,
      `- Data: ${commit(sha)}\n- Parameters: ${parameters === '' ? 'the workflow’s own' : code(parameters, 500)}`,
      'Its report comes here as a comment of its own.',
    ];
    const fields = { role, sha, run: `${run.id}` };
    standing = await writeReply(context, { ...question, standing }, lines.join('\n\n'), fields);
    context.log({ number: pull.number, comment: comment.id, run: run.id }, 'tuning started');
  }
  await react(github, comment.id, 'rocket');
  await concludeIfEnded(context, pull, standing);
  return 'open';
}

/** In plain text; `null` when it may start. */
async function problemOf(
  { github }: AppContext,
  { comment, login, pull }: Question,
  { words: [role = '', sha], options }: Command,
  runs: readonly TuningRun[],
): Promise<string | null> {
  const { head } = pull;
  if (sha !== undefined && sha !== head.sha) return `\`${sha}\` is not the head, which is \`${head.sha}\`.`;
  if (head.fork) {
    const again = 'looks at its data, then writes the command with the head’s SHA behind the role';
    if (sha === undefined) return `this comes from a fork: a maintainer ${again}. The head is \`${head.sha}\`.`;
    if (!atLeast(await readPermission(github, login), 'maintain'))
      return `this comes from a fork: only a maintainer ${again}.`;
  }
  try {
    const { metric } = tuneParametersOf(options);
    const config = readRoles(await readFileAt(github, policyPath, pull.base.sha));
    findRole(config, role, metric);
  } catch (error) {
    if (error instanceof SetupError) return `${error.message}.`;
    throw error;
  }
  const running = runs.find(
    ({ ended, asked }) =>
      !ended && asked.role === role && asked.pullRequest === pull.number && asked.comment !== comment.id,
  );
  if (!running) return null;
  return `a tuning of \`${role}\` is running here already, ${link(running.url, `run ${running.id}`)}: wait for it, or write \`/cancel\` first.`;
}

function readRoles(bytes: Buffer | null): Pick<Config, 'roles'> {
  const parsed = bytes === null ? { config: defaultConfig } : parseConfig(bytes.toString('utf8'));
  if ('config' in parsed) return parsed.config;
  const [problem] = parsed.problems;
  throw new SetupError(`${policyPath}:${problem?.line} of the base branch ${problem?.message}`);
}

function refusedText(status: number, said: string): string {
  const where = `\`.github/workflows/${tuneWorkflow}\` on the default branch`;
  if (status === 404) return `there is no ${where}; \`goldgate init --tune MODEL\` writes it.`;
  if (status === 403) return 'GitHub does not let this app start a workflow; give it the permission actions: write.';
  return `${where} does not take this; \`goldgate init --tune MODEL --force\` writes it anew. GitHub says: ${said.slice(0, 200)}`;
}
