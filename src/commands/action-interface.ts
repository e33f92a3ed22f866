// The Action's inputs and outputs, once: the door reads them from here and action.yml is generated from here.

export const actionCommands = [
  'check',
  'lint',
  'testcases',
  'manifest',
  'nightly',
  'tune',
  'report',
  'review',
] as const;
export type ActionCommand = (typeof actionCommands)[number];

export const actionInputs = {
  command: { description: `What to run: ${actionCommands.join(', ')}.`, default: 'check' },
  config: { description: 'Path of the configuration file; .github/goldgate.yml when empty.', default: '' },
  base: {
    description:
      'The commit or branch to compare with; when empty, what the event says (pull request, merge queue, push).',
    default: '',
  },
  format: { description: 'How the log shows the report: text, json, markdown, sarif or github.', default: 'text' },
  'fail-on': {
    description: 'The mildest level that fails: error, warning or notice; what the configuration says when empty.',
    default: '',
  },
  sarif: { description: 'Where to write a SARIF file for code scanning; none when empty.', default: '' },
  role: { description: 'tune, report: the role, such as ba.', default: '' },
  parameters: {
    description: 'tune: flags on one line, such as --candidates 8 --trials 8 --seed 0; no shell reads them.',
    default: '',
  },
  model: {
    description: 'tune: the model to ask, unless the parameters name one; else what is configured.',
    default: '',
  },
  'pull-request': { description: 'tune: the pull request whose data is read; with sha.', default: '' },
  sha: { description: 'tune: its head, 40 hex digits; its data is fetched as blobs, its code never.', default: '' },
  'comment-id': { description: 'tune: the comment that asked; an older run for it ends this one.', default: '' },
  issue: { description: 'report: true opens or updates one issue a role, too.', default: 'false' },
  token: {
    description:
      'Kept out of the log. tune reads a pull request with it, report writes the issue, review posts the check and the comments; checking needs none and opens no connection.',
    default: '',
  },
} as const;
export type ActionInput = keyof typeof actionInputs;

export const actionOutputs = {
  verdict: 'pass or fail; fail also when Goldgate could not judge.',
  findings: 'How many findings there are.',
  errors: 'How many of them are errors.',
  report: 'Path of the JSON report.',
  'negative-coverage': 'Required mentions covered by the test cases, 0–1; empty when nothing is required.',
  completeness: 'Complete required fields of the ba records, 0–1; empty when there are none.',
  run: 'tune, report: the folder of the run.',
} as const;
export type ActionOutput = keyof typeof actionOutputs;
