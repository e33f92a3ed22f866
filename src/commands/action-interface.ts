// The Action's inputs and outputs, once: the door reads them from here and action.yml is generated from here.

export const actionCommands = ['check', 'lint', 'testcases', 'manifest', 'nightly'] as const;
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
  token: { description: 'A token to keep out of the log. Checking needs none and opens no connection.', default: '' },
} as const;
export type ActionInput = keyof typeof actionInputs;

export const actionOutputs = {
  verdict: 'pass or fail; fail also when Goldgate could not judge.',
  findings: 'How many findings there are.',
  errors: 'How many of them are errors.',
  report: 'Path of the JSON report.',
  'negative-coverage': 'Required mentions covered by the test cases, 0–1; empty when nothing is required.',
  completeness: 'Complete required fields of the ba records, 0–1; empty when there are none.',
} as const;
export type ActionOutput = keyof typeof actionOutputs;
