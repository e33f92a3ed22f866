// The two workflows that gate a repository: least rights, pinned actions, and nothing of a pull request in a shell.

export const actionPlaceholder = 'OWNER/goldgate@RELEASE-SHA';
export const checkout = 'actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2';
export const upload = 'actions/upload-artifact@ea165f8d65b6e75b540449e92b4886f43607fa02 # v4.6.2';

const steps = `    steps:
      - uses: ${checkout}
        with:
          fetch-depth: 0 # the base of the pull request judges, so its commit must be here
          persist-credentials: false`;

export const ours = (action: string) =>
  `      - uses: ${action}${action === actionPlaceholder ? ' # put the owner and the full SHA of a release here' : ''}`;

/** Runs on every pull request, also of forks, and in the merge queue; a required check has no filter and no condition. */
export function renderGateWorkflow(action: string): string {
  return `# Written by \`goldgate init\`. Gates the golden data of every pull request; make \`goldgate\` a required check.
name: goldgate

on:
  pull_request:
  merge_group:

permissions: {}

jobs:
  goldgate:
    runs-on: ubuntu-latest
    timeout-minutes: 15
    permissions:
      contents: read
${steps}
${ours(action)}
`;
}

/** Once a night, off the full hour when everybody's schedules start. `record` is the folder of the JSON records. */
export function renderNightlyWorkflow(action: string, record: string): string {
  return `# Written by \`goldgate init\`. Everything, every night, also what no pull request touched; keeps a record for trends.
name: goldgate nightly

on:
  schedule:
    - cron: '23 3 * * *'
  workflow_dispatch:

permissions: {}

jobs:
  nightly:
    name: golden data, whole
    runs-on: ubuntu-latest
    timeout-minutes: 30
    permissions:
      contents: read
${steps}
${ours(action)}
        with:
          command: nightly
      - uses: ${upload}
        if: always()
        with:
          name: goldgate-nightly
          path: ${JSON.stringify(record)}
          if-no-files-found: ignore
`;
}
