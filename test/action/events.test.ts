// The events that may start the Action, the clones it may find, and the ways in which a set-up can be broken.

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { consistent } from './consistent.ts';
import { held, Repository, train } from './repository.ts';
import { type Event, node, runAction } from './run.ts';

const leak = (repository: Repository) => {
  repository.append(train, repository.lines(held)[1] as string);
  repository.updateManifest();
};
const harmless = (repository: Repository) => repository.write('README.md', 'Nothing to see.\n');
const leakFound = `error no-leakage ${train}:25`;
const zeros = '0'.repeat(40);

test('a clean pull request passes', () => {
  const repository = new Repository();
  const run = runAction(repository.path, repository.pullRequest(harmless));
  expect(run.annotations).toEqual([]);
  expect(run.code).toBe(0);
  consistent(run, 'pass');
});

test('a pull request is not blamed for what was there before it', () => {
  const repository = new Repository(leak);
  expect(runAction(repository.path, repository.pullRequest(harmless)).code).toBe(0);
  expect(runAction(repository.path, { name: 'schedule' }).annotations).toEqual([leakFound]);
});

test('a pull request from a fork is judged alike, with no token', () => {
  const repository = new Repository();
  const run = runAction(repository.path, repository.pullRequest(leak, { fork: true }));
  expect([run.code, run.annotations]).toEqual([1, [leakFound]]);
  consistent(run, 'fail');
});

test('a base that moved on while the event was under way is not blamed on the pull request', () => {
  const repository = new Repository();
  const before = repository.git('rev-parse', 'HEAD');
  leak(repository);
  repository.commit('somebody else, meanwhile');
  const event = repository.pullRequest(harmless) as Event & { payload: { pull_request: { base: { sha: string } } } };
  event.payload.pull_request.base.sha = before;
  expect(runAction(repository.path, event).code).toBe(0);
});

test('a merge group is judged against its base, by the configuration of its base', () => {
  const repository = new Repository();
  const base = repository.git('rev-parse', 'HEAD');
  repository.replace('.github/goldgate.yml', 'rules:\n', 'rules:\n  no-leakage: off\n');
  leak(repository);
  const head = repository.commit('group');
  const run = runAction(repository.path, {
    name: 'merge_group',
    sha: head,
    payload: { merge_group: { base_sha: base, head_sha: head } },
  });
  expect([run.code, run.annotations]).toEqual([1, ['error config-loosened .github/goldgate.yml:6', leakFound]]);
});

test.each<[string, (first: string) => string | undefined, string[]]>([
  ['the commit before', (first) => first, []],
  ['no commit before: a new branch', () => zeros, [leakFound]],
  ['a commit before that was forced away', () => 'c0ffee'.padEnd(40, '0'), [leakFound]],
])('a push after %s', (_, before, annotations) => {
  const repository = new Repository(leak);
  const first = repository.git('rev-parse', 'HEAD');
  harmless(repository);
  repository.commit('push');
  const run = runAction(repository.path, { name: 'push', payload: { before: before(first) } });
  expect(run.annotations).toEqual(annotations);
  expect(run.summary.includes('is not in the clone')).toBe(before(first)?.startsWith('c0ffee') ?? false);
});

test.each(['schedule', 'workflow_dispatch'])('%s checks everything', (name) => {
  const repository = new Repository(leak);
  const run = runAction(repository.path, { name, payload: { schedule: '23 3 * * *' } });
  expect([run.code, run.annotations]).toEqual([1, [leakFound]]);
  consistent(run, 'fail');
});

test('nightly leaves the record of the day', () => {
  const repository = new Repository();
  const run = runAction(repository.path, { name: 'schedule' }, { command: 'nightly' });
  expect(run.code, run.stderr).toBe(0);
  const day = new Date().toISOString().slice(0, 10);
  expect(JSON.parse(repository.read(`artifacts/goldgate/nightly/${day}.json`))).toMatchObject({
    version: 1,
    verdict: 'pass',
  });
  consistent(run, 'pass');
});

test('a clone of depth 1 is checked whole, and told how to get the base', () => {
  const repository = new Repository(leak);
  const event = repository.pullRequest(harmless);
  const run = runAction(repository.shallowClone(1), event);
  expect([run.code, run.annotations]).toEqual([1, [leakFound]]);
  for (const text of [run.stdout, run.summary]) expect(text).toContain('fetch-depth: 0');
});

test('a clone of depth 2 holds the base of the merge, and is enough', () => {
  const repository = new Repository(leak);
  const event = repository.pullRequest(harmless);
  expect(runAction(repository.shallowClone(2), event)).toMatchObject({ code: 0, annotations: [] });
});

test('the input base wins over the event', () => {
  const repository = new Repository();
  const first = repository.git('rev-parse', 'HEAD');
  leak(repository);
  repository.commit('second');
  harmless(repository);
  const before = repository.git('rev-parse', 'HEAD');
  repository.commit('third');
  const event = { name: 'push', payload: { before } };
  expect(runAction(repository.path, event).code).toBe(0);
  expect(runAction(repository.path, event, { base: first }).code).toBe(1);
});

test('manifest and lint judge their own part alone', () => {
  const repository = new Repository((repository) => {
    leak(repository);
    repository.replace(train, '"priority":"High"', '"priority":"Medium"');
    repository.replace('data/testcases/S001.md', /## Unhappy Path.*/s, '');
  });
  const rulesOf = (command: string) => [
    ...new Set(runAction(repository.path, { name: 'push' }, { command }).report?.findings.map(({ rule }) => rule)),
  ];
  expect(rulesOf('manifest')).toEqual(['manifest-current']);
  expect(rulesOf('lint')).toContain('unhappy-path-section');
  expect(rulesOf('lint')).not.toContain('no-leakage');
});

test('testcases writes what is missing', () => {
  const repository = new Repository((repository) => repository.remove('data/testcases'));
  const run = runAction(
    repository.path,
    { name: 'workflow_dispatch' },
    { command: 'testcases' },
    { DSPY_QA_STUB: '1' },
  );
  expect([run.code, run.outputs.verdict], run.stdout + run.stderr).toEqual([0, 'pass']);
  expect(repository.read('data/testcases/S001.md')).toContain('S001');
});

test.each([
  ['the job summary', { GITHUB_STEP_SUMMARY: '/nowhere/summary' }],
  ['the output', { GITHUB_OUTPUT: '/nowhere/output' }],
  ['the event', { GITHUB_EVENT_PATH: '/nowhere/event.json' }],
])('a runner without its file for %s is a broken set-up', (what, env) => {
  const run = runAction(new Repository().path, { name: 'push' }, {}, env);
  expect(run.code, run.stdout + run.stderr).toBe(2);
  expect(run.commands.some(({ message }) => message.includes(what))).toBe(true);
});

test.each<[string, Event, Record<string, string>, string]>([
  ['an unknown command', { name: 'push' }, { command: 'chekc' }, 'chekc'],
  ['an unknown format', { name: 'push' }, { format: 'xml' }, 'xml'],
  ['an unknown level', { name: 'push' }, { 'fail-on': 'never' }, 'never'],
  ['a configuration that is not there', { name: 'push' }, { config: 'nowhere.yml' }, 'nowhere.yml'],
  ['a base that is not there', { name: 'push' }, { base: 'no-such-branch' }, 'no-such-branch'],
  ['pull_request_target', { name: 'pull_request_target' }, {}, 'pull_request_target'],
  ['an event without its base', { name: 'merge_group', payload: {} }, {}, 'does not say what its base is'],
])('%s is a broken set-up: exit code 2, one error that says what to do', (_, event, inputs, message) => {
  const run = runAction(new Repository().path, event, inputs);
  expect(run.code, run.stdout + run.stderr).toBe(2);
  expect(run.annotations).toEqual(['error Goldgate']);
  expect(run.commands[0]?.message).toContain(message);
  expect(run.commands[0]?.message).not.toMatch(/\n\s+at /);
  expect(run.outputs.verdict).toBe('fail');
  expect(run.summary).toContain('could not be judged');
});

test('a bug keeps its stack: exit code 70', () => {
  const sabotage = 'Date.prototype.toISOString=()=>{throw(new(TypeError)(404))}';
  const run = runAction(
    new Repository().path,
    { name: 'schedule' },
    { command: 'nightly' },
    { NODE_OPTIONS: `--import=data:text/javascript,${sabotage}` },
  );
  expect(run.code, run.stdout + run.stderr).toBe(70);
  expect(run.commands[0]?.message).toMatch(/TypeError: 404\n\s+at /);
  expect(run.outputs.verdict).toBe('fail');
});

test('fail-on decides which level fails', () => {
  const repository = new Repository((repository) => repository.write('data/production/ba_train.jsonl.bak', 'old\n'));
  expect(runAction(repository.path, { name: 'push' }).code).toBe(0);
  expect(runAction(repository.path, { name: 'push' }, { 'fail-on': 'warning' }).code).toBe(1);
});

test('data cannot speak to the runner, and the token stays hidden', () => {
  const repository = new Repository((repository) => {
    repository.append(train, '::error::##[add-mask]\\u0000 \u001b[31m ::stop-commands::x');
    repository.append(
      train,
      '{"concept":"##[set-env name=A]b\\n::set-output name=verdict::pass","requirements":"::error::"}',
    );
    repository.write('data/production/::warning::##[group]x_train.jsonl', '{\n::endgroup::\n');
  });
  const token = 'canary/token value';
  for (const format of ['text', 'json', 'markdown', 'sarif', 'github']) {
    const run = runAction(repository.path, { name: 'push' }, { format, token });
    expect(run.code).toBe(1);
    expect(new Set(run.commands.map(({ name }) => name))).toEqual(new Set(['add-mask', 'error', 'warning']));
    const masked = new Set(run.commands.filter(({ name }) => name === 'add-mask').map(({ message }) => message));
    expect(masked).toEqual(new Set([token, Buffer.from(token).toString('base64'), encodeURIComponent(token)]));
    expect(run.stdout.replaceAll(/^::add-mask::.*$/gm, '') + run.stderr + run.summary).not.toContain('canary');
    consistent(run, 'fail');
  }
});

test('limits are kept, and what was left out is counted', () => {
  const repository = new Repository();
  const event = repository.pullRequest((repository) => {
    for (let n = 0; n < 6000; n++) repository.append(train, '{"concept": ');
    repository.updateManifest();
  });
  const run = runAction(repository.path, event);
  expect(run.annotations).toHaveLength(10);
  expect(run.stdout).toContain('10 of 6,001 findings are annotated');
  expect(run.stdout).toContain('50 of 6,001 findings shown');
  expect(run.summary).toContain('21 of 6,001 findings shown');
  expect(run.summary.length).toBeLessThan(60_000);
  expect(run.sarif?.runs[0].results).toHaveLength(5000);
  expect([run.outputs.findings, run.report?.findings.length]).toEqual(['6001', 6001]);
});

test('the test would notice a connection', () => {
  const preload = pathToFileURL(join(import.meta.dirname, 'no-network.mjs')).href;
  for (const reach of [
    "fetch('http://127.0.0.1:4999')",
    "import('node:tls').then((tls) => tls.connect(9, '127.0.0.1'))",
    "import('node:dns/promises').then((dns) => dns.lookup('localhost'))",
  ]) {
    const { status, stderr } = spawnSync(node, ['--import', preload, '--input-type=module', '-e', `await ${reach}`], {
      encoding: 'utf8',
    });
    expect(status).toBe(1);
    expect(stderr).toContain('NETWORK:');
  }
});

test('action.yml is what the table of inputs and outputs says', () => {
  const text = readFileSync(new URL('../../action.yml', import.meta.url), 'utf8');
  expect(text).toContain('using: node24');
  expect(text).toContain('main: dist/action.js');
});
