// Double review with no server, in two workflows: one that a pull request starts, which may do nothing and only ends, and one
// on the default branch that reacts to its end and writes. One workflow for both would start itself again and again.

import { checkout, ours } from './workflows.ts';

export const reviewName = 'goldgate-review';
export const triggerName = 'goldgate-review-trigger';

/** An expression of GitHub's, which is none of ours. */
const on = (expression: string) => `$\{{ ${expression} }}`;

export function renderTriggerWorkflow(): string {
  return `# Written by \`goldgate init\`. Tells ${reviewName}.yml that a pull request or a review has changed, by ending. It may do
# nothing, for a pull request can change this file; what it takes away here, the schedule over there makes good.
name: ${triggerName}

on:
  pull_request:
    types: [opened, synchronize, reopened, edited, ready_for_review]
  pull_request_review:
    types: [submitted, edited, dismissed]

permissions: {}

jobs:
  trigger:
    runs-on: ubuntu-latest
    timeout-minutes: 5
    permissions: {}
    steps:
      - run: echo 'The verdict comes from ${reviewName}.yml, on the default branch.'
`;
}

const scalar = (name: string) => (/^[A-Za-z][\w-]*$/.test(name) ? name : JSON.stringify(name));

/** A comment without a slash holds no command, and a comment on an issue is none on a pull request. */
const wanted =
  "github.event_name != 'issue_comment' || (github.event.issue.pull_request && contains(github.event.comment.body, '/'))";

interface ReviewSetup {
  /** The names of further workflows to react to: the tuning, the nightly. */
  after: readonly string[];
  /** The default one. */
  branch: string;
}

/**
 * `action`: `./` is our own repository's, which the default branch is checked out for; everybody else's comes by its SHA,
 * and nothing is checked out.
 */
export function renderReviewWorkflow(action: string, { after, branch }: ReviewSetup): string {
  const own =
    action === './'
      ? `      - uses: ${checkout}
        with:
          persist-credentials: false
`
      : '';
  return `# Written by \`goldgate init\`. Posts the check goldgate/double-review, answers commands, shows reports. It runs on the default
# branch alone and reads pull requests by GitHub's API; nothing of them is checked out or run. A run also does what runs
# before it, cancelled while they waited, have left.
name: ${reviewName}

on:
  workflow_run:
    workflows: [${[triggerName, ...after].map(scalar).join(', ')}]
    types: [completed]
  issue_comment:
    types: [created]
  push: # another policy holds for every open pull request
    branches: [${scalar(branch)}]
    paths: [.github/goldgate.yml]
  schedule:
    - cron: '7,37 * * * *' # each run costs a minute of a private repository; nothing in a public one
  workflow_dispatch:

permissions: {}

jobs:
  review:
    if: ${wanted}
    # One after the other, or an older verdict could overwrite a newer; a job that is skipped must not take the place of one that waits.
    concurrency:
      group: ${reviewName}-${on(`(${wanted}) && 'one-by-one' || github.run_id`)}
    runs-on: ubuntu-latest
    timeout-minutes: 15
    permissions:
      contents: read # the policy at the base, trees, blobs
      pull-requests: read # reviews and commits
      issues: write # comments and reactions
      checks: write # the check
      actions: write # tunings are dispatched, and their reports read
    steps:
      - name: Refuse any branch but the default one
        if: github.ref != format('refs/heads/{0}', github.event.repository.default_branch) && github.event_name != 'schedule'
        run: |
          echo '::error::The review runs on the default branch alone: dispatch it there.'
          exit 1
${own}${ours(action)}
        with:
          command: review
          token: ${on('github.token')}
`;
}
