// Tuning as a step of a workflow: who may start it, whose data it reads, and what of its run goes to later steps.

import { relative } from 'node:path';
import { writeOutput, writeSummary } from '../adapters/actions.ts';
import { readConfigFile } from '../adapters/config-file.ts';
import { findEarlierRun } from '../adapters/github/earlier-run.ts';
import { inStep, openGitHub } from '../adapters/github/step.ts';
import { findRoot } from '../adapters/root.ts';
import { listRuns } from '../adapters/run-folder.ts';
import { exitCode, SetupError } from '../core/errors.ts';
import { compareRun } from '../pilots/comparison.ts';
import { renderDocumentMarkdown } from '../report/document-markdown.ts';
import { pullRequestData } from './action-data.ts';
import type { EventPayload } from './action-event.ts';
import type { ActionInput } from './action-interface.ts';
import { readFinishedRun } from './finished-run.ts';
import type { Host } from './host.ts';
import { runsFolder } from './runs.ts';
import { tune } from './tune.ts';
import { parseTuneParameters } from './tune-parameters.ts';

/** Characters; of three bytes each at most, so that a job summary's 1 MiB holds them. */
export const longestSummary = 340_000;

/** Exit code as `tune`; 1 also when an older run works on the same comment. */
export async function tuneStep(
  host: Host,
  event: Partial<EventPayload>,
  input: (name: ActionInput) => string,
): Promise<number> {
  checkStart(host, event);
  const role = checked(input, 'role', /^[A-Za-z][\w-]{0,63}$/, 'the name of a role, such as ba');
  if (role === '') throw new SetupError('set the input `role` to the role to tune, such as ba');
  const comment = checked(input, 'comment-id', /^[1-9]\d{0,18}$/, 'the number of a comment');
  const number = checked(input, 'pull-request', /^[1-9]\d{0,9}$/, 'the number of a pull request');
  const sha = checked(input, 'sha', /^[0-9a-f]{40}$/, 'a commit’s 40 hex digits');
  if ((number === '') !== (sha === '')) throw new SetupError('set the inputs `pull-request` and `sha` together');
  const asked = parseTuneParameters(input('parameters'));

  const { env } = host;
  if (comment !== '') {
    const run = { workflow: env.GITHUB_WORKFLOW_REF, run: env.GITHUB_RUN_ID, comment };
    const earlier = await inStep(findEarlierRun(openGitHub(input('token'), env), run));
    if (earlier) {
      host.note(`An older run works on this comment already: ${earlier}\n`);
      await writeSummary(`An older run works on this comment already: <${earlier}>. Nothing was spent here.\n`);
      return exitCode.findings;
    }
  }
  const root = findRoot(host.cwd) ?? host.cwd;
  const file = input('config') || undefined;
  const { config } = await readConfigFile(root, file);
  const data =
    sha === ''
      ? {}
      : await inStep(
          pullRequestData(host, openGitHub(input('token'), env), root, config, role, { number: Number(number), sha }),
        );

  const runs = runsFolder(host, root, config);
  const before = new Set(await listRuns(runs, role));
  const newest = async () => (await listRuns(runs, role)).findLast((path) => !before.has(path));
  const own = input('model') ? { model: input('model') } : {};
  let code: number;
  try {
    code = await tune(host, { role, ...own, ...asked, ...data, ...(file ? { config: file } : {}) });
  } finally {
    // A later step keeps the folder of a run that was broken off, too.
    const folder = await newest();
    if (folder) writeOutput('run', relative(host.cwd, folder));
  }
  const folder = await newest();
  if (folder)
    await writeSummary(renderDocumentMarkdown(compareRun(await readFinishedRun(host, folder)), longestSummary));
  return code;
}

/** Money is spent where only people who may write decide what runs: by dispatch or by schedule, on the default branch. */
function checkStart({ env }: Host, { repository }: Partial<EventPayload>): void {
  const { GITHUB_EVENT_NAME: name = '', GITHUB_REF: ref = '' } = env;
  if (name !== 'workflow_dispatch' && name !== 'schedule') {
    throw new SetupError(`tuning runs on \`workflow_dispatch\` and \`schedule\`, not on \`${name}\``);
  }
  const branch = repository?.default_branch;
  // A schedule runs on the default branch alone, and its event need not name the repository.
  if (branch === undefined && name === 'schedule') return;
  if (branch === undefined) throw new SetupError('the event does not say which branch is the default one');
  if (ref !== `refs/heads/${branch}`) {
    throw new SetupError(`tuning runs on the default branch, ${branch}, not on ${ref}; dispatch it there`);
  }
}

function checked(input: (name: ActionInput) => string, name: ActionInput, pattern: RegExp, what: string): string {
  const value = input(name).trim();
  if (value === '' || pattern.test(value)) return value;
  throw new SetupError(`the input \`${name}\` takes ${what}, not ${JSON.stringify(value.slice(0, 60))}`);
}
