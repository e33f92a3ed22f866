// The newest comparison of a role as a step of a workflow: in the job summary, and in the role's one issue when asked.

import { relative } from 'node:path';
import { writeOutput, writeSummary } from '../adapters/actions.ts';
import { readConfigFile } from '../adapters/config-file.ts';
import { findIssue, writeIssue } from '../adapters/github/issue.ts';
import { inStep, openGitHub, stepLogin } from '../adapters/github/step.ts';
import { findRoot } from '../adapters/root.ts';
import { listRuns } from '../adapters/run-folder.ts';
import { exitCode, SetupError } from '../core/errors.ts';
import { compareRun } from '../pilots/comparison.ts';
import { longestComment, renderDocumentMarkdown } from '../report/document-markdown.ts';
import { renderDocumentText } from '../report/document-text.ts';
import type { ActionInput } from './action-interface.ts';
import { longestSummary } from './action-tune.ts';
import { readFinishedRun } from './finished-run.ts';
import type { Host } from './host.ts';
import { runsFolder } from './runs.ts';

/** Exit code 1: the newest run is a No-Go. With an issue it is 0, for then telling is all that the step is for. */
export async function reportStep(host: Host, input: (name: ActionInput) => string): Promise<number> {
  const role = input('role');
  if (!/^[A-Za-z][\w-]{0,63}$/.test(role)) throw new SetupError('set the input `role` to a role, such as ba');
  const asked = input('issue') || 'false';
  if (asked !== 'true' && asked !== 'false') throw new SetupError(`\`issue\` is true or false, not ${asked}`);
  const root = findRoot(host.cwd) ?? host.cwd;
  const { config } = await readConfigFile(root, input('config') || undefined);
  const runs = runsFolder(host, root, config);
  const folder = (await listRuns(runs, role, 'snapshot.json')).at(-1);
  if (folder === undefined) throw new SetupError(`there is no finished run of ${role} in ${runs}; run \`tune\` first`);
  const run = await readFinishedRun(host, folder);
  const document = compareRun(run);
  host.print(renderDocumentText(document, { color: host.color }));
  writeOutput('run', relative(host.cwd, folder));
  await writeSummary(renderDocumentMarkdown(document, longestSummary));
  const go = run.snapshot.verdict === 'go';
  if (asked === 'false') return go ? exitCode.clean : exitCode.findings;
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: id } = host.env;
  const foot = `\nFrom the run ${server}/${repository}/actions/runs/${id}, which holds the whole report as an artifact.\n`;
  const marker = `<!-- goldgate:report-${role} -->`;
  const github = openGitHub(input('token'), host.env);
  const address = await inStep(
    findIssue(github, stepLogin, marker).then((found) =>
      writeIssue(github, found, {
        title: `Tuning of ${role}: ${go ? 'Go' : 'No-Go'}`,
        // The marker's line and the foot come on top.
        body: `${marker}\n${renderDocumentMarkdown(document, longestComment - 1000)}${foot}`,
      }),
    ),
  );
  host.note(`The report is in ${address}\n`);
  return exitCode.clean;
}
