// The two workflows that tune: one that people and `/tune` dispatch, one that comes round every month with a report issue.
// Both run on the default branch alone; the right to write is in a job that holds no key and runs no model.

import { type TuneModelName, tuneModel } from './tune-models.ts';
import { checkout, ours, upload } from './workflows.ts';

const download = 'actions/download-artifact@d3f86a106a0bac45b974a628896c90dbdf5c8093 # v4.3.0';

export interface TuneSetup {
  /** Our Action as the workflows name it. */
  action: string;
  model: TuneModelName;
  /** At least one. */
  roles: readonly string[];
  /** The folder of runs. */
  optimizer: string;
}

/** An expression of GitHub's, which is none of ours. */
const on = (expression: string) => `$\{{ ${expression} }}`;
const list = (names: readonly string[]) => `[${names.join(', ')}]`;

const guard = `      - name: Refuse any branch but the default one
        if: github.event_name == 'workflow_dispatch' && github.ref != format('refs/heads/{0}', github.event.repository.default_branch)
        run: |
          echo '::error::Tuning runs on the default branch alone: dispatch it there.'
          exit 1`;

const checkoutStep = `      - uses: ${checkout}
        with:
          persist-credentials: false`;

/** The steps from an empty runner to an artifact of what stands at `path`. `inputs` are lines below `with:`. */
function tuneSteps(
  { action, model }: TuneSetup,
  { artifact, path, inputs }: { artifact: string; path: string; inputs: readonly string[] },
): string {
  const { steps, env, name } = tuneModel(model);
  const named = name === undefined ? [] : [`model: ${name}`];
  const environment = env.length === 0 ? '' : `        env:\n${env.map((line) => `          ${line}\n`).join('')}`;
  return `    steps:
${guard}
${checkoutStep}
${steps}${ours(action)}
        id: tune
${environment}        with:
          command: tune
${[...named, ...inputs].map((line) => `          ${line}\n`).join('')}      - uses: ${upload}
        if: always() && steps.tune.outputs.run != ''
        with:
          name: ${artifact}
          path: ${path}
          if-no-files-found: error
          retention-days: 90
`;
}

const rights = (names: readonly string[]) =>
  `    permissions:\n${names.map((name) => `      ${name}\n`).join('')}`.trimEnd();
const identity = ({ model }: TuneSetup) => (tuneModel(model).identity ? ['id-token: write'] : []);

const part = (input: string, format: string) => on(`inputs.${input} && format('${format}', inputs.${input})`);

/** Dispatched with the pull request, its head and the comment that asked; a comment's second run ends before it spends. */
export function renderTuneWorkflow(setup: TuneSetup): string {
  const { roles, model } = setup;
  return `# Written by \`goldgate init\`. Tunes a role's program: by hand, or for a comment on a pull request, whose data is fetched as
# blobs and whose code is never run.
name: tune
run-name: "tune ${on('inputs.role')}${part('pull-request', ' · #{0}')}${part('comment-id', ' · comment {0}')}"

on:
  workflow_dispatch:
    inputs:
      role:
        description: The role to tune
        type: choice
        options: ${list(roles)}
        required: true
      pull-request:
        description: The pull request whose data is read; empty for the data of this branch
        type: string
        default: ''
      sha:
        description: The head of that pull request, 40 hex digits
        type: string
        default: ''
      comment-id:
        description: The comment that asked
        type: string
        default: ''
      parameters:
        description: Flags, such as --candidates 8 --trials 8 --seed 0
        type: string
        default: '${tuneModel(model).parameters}'

permissions: {}

concurrency:
  group: tune-${on('inputs.role')}-${on('inputs.pull-request')}

jobs:
  tune:
    runs-on: ubuntu-24.04
    timeout-minutes: 350
${rights(['contents: read', 'pull-requests: read # which commit is its head', 'actions: read # whether the comment has a run already', ...identity(setup)])}
${tuneSteps(setup, {
  artifact: `tune-${on('inputs.role')}`,
  path: on('steps.tune.outputs.run'),
  inputs: [
    `role: ${on('inputs.role')}`,
    `parameters: ${on('inputs.parameters')}`,
    `pull-request: ${on('inputs.pull-request')}`,
    `sha: ${on('inputs.sha')}`,
    `comment-id: ${on('inputs.comment-id')}`,
    `token: ${on('github.token')}`,
  ],
})}`;
}

/** Once a month, off the full hour when everybody's schedules start. */
export function renderRetuneWorkflow(setup: TuneSetup): string {
  const { action, roles, optimizer, model } = setup;
  const { parameters } = tuneModel(model);
  const runs = `${optimizer}/${on('matrix.role')}`;
  const matrix = `    strategy:
      fail-fast: false
      matrix:
        role: ${list(roles)}`;
  return `# Written by \`goldgate init\`. Tunes every role anew once a month and keeps one issue a role with the newest report.
name: retune

on:
  schedule:
    - cron: '41 4 3 * *'
  workflow_dispatch:

permissions: {}

concurrency:
  group: retune

jobs:
  tune:
    runs-on: ubuntu-24.04
    timeout-minutes: 350
${matrix}
${rights(['contents: read', ...identity(setup)])}
${tuneSteps(setup, {
  artifact: `retune-${on('matrix.role')}`,
  path: runs,
  inputs: [`role: ${on('matrix.role')}`, ...(parameters === '' ? [] : [`parameters: ${parameters}`])],
})}
  report:
    needs: tune
    if: ${on('!cancelled()')} # a No-Go is a report, too
    runs-on: ubuntu-24.04
    timeout-minutes: 10
${matrix}
${rights(['contents: read', 'issues: write'])}
    steps:
${guard}
${checkoutStep}
      - uses: ${download}
        with:
          name: retune-${on('matrix.role')}
          path: ${runs}
${ours(action)}
        with:
          command: report
          role: ${on('matrix.role')}
          issue: true
          token: ${on('github.token')}
`;
}
