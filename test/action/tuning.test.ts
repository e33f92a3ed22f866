// Tuning and its report as the runner runs them: the bundle, a scripted model and a small GitHub, all on loopback.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ScriptedModel, startScriptedModel } from '../../bench/scripted-model/server.ts';
import { FakeGitHub, head } from '../../src/adapters/github/step-fake.ts';
import { held, Repository, train } from './repository.ts';
import { type Event, node, runAction, runOnLoopback } from './run.ts';

const dispatch: Event = {
  name: 'workflow_dispatch',
  ref: 'refs/heads/main',
  payload: { inputs: {}, repository: { default_branch: 'main' } },
};
const small = '--candidates 2 --trials 2 --seed 0 --budget-minutes 2';
const canary = 'sk-canary-0123456789abcdef';
const environment = {
  GITHUB_WORKFLOW_REF: 'octo/data/.github/workflows/tune.yml@refs/heads/main',
  GITHUB_RUN_ID: '50',
};

let model: ScriptedModel;
let fake: FakeGitHub;
beforeAll(async () => {
  const data = [train, held].map((path) => new URL(`../../${path}`, import.meta.url).pathname);
  model = await startScriptedModel({ data });
  fake = await new FakeGitHub().listen();
});
afterAll(async () => {
  await model.close();
  await fake[Symbol.asyncDispose]();
});

const calls = () => model.stats.task + model.stats.propose;
function step(
  repository: Repository,
  inputs: Record<string, string>,
  event = dispatch,
  more = {},
  meanwhile?: Parameters<typeof runOnLoopback>[4],
) {
  const env = { ...environment, ...fake.env, OPENAI_BASE_URL: model.url, OPENAI_API_KEY: canary, ...more };
  const given = { command: 'tune', role: 'ba', model: 'scripted', token: 'gh-canary-token', ...inputs };
  return runOnLoopback(repository.path, event, given, env, meanwhile);
}
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const snapshotOf = (repository: Repository, run = '') => JSON.parse(repository.read(`${run}/snapshot.json`));

describe('a tuning by hand', () => {
  const repository = new Repository();
  const ran = beforeRun(() => step(repository, { parameters: small }));

  test('leaves its run, says so in the outputs and tells the verdict in the summary', () => {
    const { code, outputs, summary, stdout, stderr } = ran();
    expect([0, 1], stdout + stderr).toContain(code);
    expect(outputs).toMatchObject({ verdict: code === 0 ? 'pass' : 'fail' });
    expect(outputs.run).toMatch(/^artifacts\/dspy\/optimizer\/ba\/[\w-]+$/);
    expect(summary.slice(0, 200)).toBe(repository.read(`${outputs.run}/report.md`).slice(0, 200));
    expect(snapshotOf(repository, outputs.run)).toMatchObject({ role: 'ba', seed: 0, train: { path: train } });
    expect(fake.requests).toEqual([]);
  });

  test('keeps key and token to itself', () => {
    const { stdout, stderr, summary, commands } = ran();
    const masked = commands.filter(({ name }) => name === 'add-mask').map(({ message }) => message);
    expect(masked).toEqual(expect.arrayContaining([canary, 'gh-canary-token']));
    expect(stdout.replaceAll(/^::add-mask::.*$/gm, '') + stderr + summary).not.toContain('canary');
    const found = spawnSync('grep', ['-rl', 'canary', repository.path], { encoding: 'utf8' });
    expect(found.stdout).toBe('');
  });

  test('report tells it again, and keeps one issue', async () => {
    const { code, outputs } = ran();
    const again = await step(repository, { command: 'report' });
    expect([again.code, again.outputs.run], again.stdout).toEqual([code, outputs.run]);
    fake.requests.length = 0;
    for (let time = 0; time < 2; time++) {
      const told = await step(repository, { command: 'report', issue: 'true' });
      expect([told.code, told.outputs.verdict], told.stdout + told.stderr).toEqual([0, 'pass']);
      expect(told.stderr).toContain('https://github.example/issues/1');
    }
    expect(fake.requests.filter((request) => !request.startsWith('GET'))).toEqual(['POST /issues']);
    const [issue] = fake.issues;
    expect(issue?.title).toBe(`Tuning of ba: ${code === 0 ? 'Go' : 'No-Go'}`);
    expect(issue?.body.length).toBeLessThanOrEqual(65_536);
    expect(issue?.body).toMatch(/^<!-- goldgate:report-ba -->\n# /);
    expect(issue?.body).toMatch(/From the run https:\/\/github\.example\/octo\/data\/actions\/runs\/50, .*\n$/);
  });

  test('the nightly warns when the data has moved on, and does not fail for it', () => {
    const nightly = () => runAction(repository.path, { name: 'schedule' }, { command: 'nightly' });
    const before = nightly();
    expect([before.code, before.annotations], before.stdout).toEqual([0, []]);
    const [first = '', ...rest] = repository.lines(train);
    repository.write(train, `${[...rest, first].join('\n')}\n`);
    repository.updateManifest();
    const after = nightly();
    expect([after.code, after.annotations], after.stdout).toEqual([0, ['warning Goldgate']]);
    expect(after.stdout).toContain(`${train} has changed since the run`);
  });
});

test('the data of a pull request is read as blobs, wherever the configuration of the default branch has it', async () => {
  const repository = new Repository();
  const lines = repository.lines(held);
  const changed = `${[...lines.slice(1), lines[0]].join('\n')}\n`;
  fake.requests.length = 0;
  fake.files = {
    [train]: repository.read(train),
    [held]: changed,
    'data/production/ba_eval_v2.jsonl': 'a variant',
    'data/production/qa_train.jsonl': 'another role',
    'elsewhere/ba_val.jsonl': 'not configured',
    'data/production/manifest.json': '{}',
    '.github/goldgate.yml': 'datasets: [elsewhere/*.jsonl]\n',
    'package.json': '{"scripts":{"postinstall":"evil"}}',
  };
  const comment = { 'pull-request': '12', sha: head, 'comment-id': '345' };
  const { code, outputs, stdout, stderr } = await step(repository, { ...comment, parameters: small });
  expect([0, 1], stdout + stderr).toContain(code);
  const snapshot = snapshotOf(repository, outputs.run);
  expect(snapshot.eval).toMatchObject({ path: held, sha256: sha256(changed) });
  expect(snapshot.train).toMatchObject({ sha256: sha256(repository.read(train)) });
  expect(snapshot.val).toBeNull();
  expect(fake.requests.filter((request) => request.includes('/blobs/'))).toHaveLength(3);
  expect(existsSync(join(repository.path, `.goldgate-cache/data/${head}/package.json`))).toBe(false);
  expect(repository.git('status', '--porcelain', '--', 'data', '.github')).toBe('');
});

test('a validation set that only the default branch has is not mixed in', async () => {
  const repository = new Repository((repository) =>
    repository.write('data/production/ba_val.jsonl', repository.read(held)),
  );
  fake.files = { [train]: repository.read(train), [held]: repository.read(held) };
  const { code, commands } = await step(repository, { 'pull-request': '12', sha: head });
  expect(code).toBe(2);
  expect(commands.find(({ name }) => name === 'error')?.message).toContain('data/production/ba_val.jsonl');
});

test('a comment that has a run already gets no second one', async () => {
  fake.runs = [{ id: 49, display_title: 'tune ba · #12 · comment 345', conclusion: 'success' }];
  const before = calls();
  fake.requests.length = 0;
  const run = await step(new Repository(), { 'pull-request': '12', sha: head, 'comment-id': '345' });
  fake.runs = [];
  expect([run.code, run.outputs.verdict, calls() - before]).toEqual([1, 'fail', 0]);
  expect(run.summary).toContain('https://github.example/runs/49');
  expect(fake.requests).toEqual(['GET /actions/workflows/tune.yml/runs']);
});

const branch = { ...dispatch, ref: 'refs/heads/change' };
const both = { 'pull-request': '12', sha: head };
test.each<[string, Record<string, string>, Event, Record<string, string>, string]>([
  ['another branch', {}, branch, {}, 'runs on the default branch, main'],
  ['a tag', {}, { ...dispatch, ref: 'refs/tags/main' }, {}, 'runs on the default branch, main'],
  ['no default branch', {}, { ...dispatch, payload: {} }, {}, 'which branch is the default one'],
  ['a pull request', {}, { ...dispatch, name: 'pull_request' }, {}, 'not on `pull_request`'],
  ['a comment', {}, { ...dispatch, name: 'issue_comment' }, {}, 'not on `issue_comment`'],
  ['no role', { role: '' }, dispatch, {}, 'set the input `role`'],
  ['a role that is a path', { role: '../x' }, dispatch, {}, 'the input `role` takes'],
  ['an unknown role', { role: 'nobody' }, dispatch, {}, 'nobody'],
  ['unknown parameters', { parameters: '--output /tmp/x' }, dispatch, {}, '"--output" is no tuning parameter'],
  ['a pull request without its head', { 'pull-request': '12' }, dispatch, {}, 'together'],
  ['a short head', { 'pull-request': '12', sha: 'abc1234' }, dispatch, {}, '40 hex digits'],
  ['another head', { 'pull-request': '12', sha: 'c'.repeat(40) }, dispatch, {}, 'is not the head of pull request 12'],
  ['no such pull request', { 'pull-request': '13', sha: head }, dispatch, {}, 'does not give pull request 13'],
  ['no token', { ...both, token: '' }, dispatch, {}, 'set the input `token`'],
  ['no data in the pull request', { ...both, role: 'qa' }, dispatch, {}, 'has no qa_train.jsonl'],
  ['a strange comment id', { 'comment-id': '1;2' }, dispatch, {}, 'the input `comment-id` takes'],
  ['a runner that hides its run', { 'comment-id': '3' }, dispatch, { GITHUB_RUN_ID: '' }, 'which run this is'],
  ['a report without a run', { command: 'report' }, dispatch, {}, 'there is no finished run of ba'],
  ['a report without a role', { command: 'report', role: '' }, dispatch, {}, 'set the input `role`'],
  ['an unclear issue', { command: 'report', issue: 'yes' }, dispatch, {}, '`issue` is true or false'],
])('%s: exit code 2, and not a call', async (_, inputs, event, env, message) => {
  fake.files = { [train]: 'x', [held]: 'x' };
  const before = calls();
  const run = await step(new Repository(), inputs, event, env);
  expect([run.code, calls() - before], run.stdout + run.stderr).toEqual([2, 0]);
  expect(run.commands.find(({ name }) => name === 'error')?.message).toContain(message);
  expect(run.outputs.verdict).toBe('fail');
  expect(run.outputs.run).toBeUndefined();
  expect(run.summary).toContain('❌ Tuning: could not be done');
});

test('a revoked key is named, and the run is kept for a later step', async () => {
  const repository = new Repository();
  const url = model.url.replace('/v1', '/nowhere/1/v1');
  const { code, outputs, commands } = await step(repository, { parameters: small }, dispatch, { OPENAI_BASE_URL: url });
  expect(code).toBe(2);
  expect(commands.find(({ name }) => name === 'error')?.message).toContain('127.0.0.1');
  expect(existsSync(join(repository.path, outputs.run ?? '', 'run.json'))).toBe(true);
});

test('a cancelled workflow keeps the run, and ends within the seconds that it is given', async () => {
  const slow = await startScriptedModel({ latencyMs: 200 });
  const repository = new Repository();
  let cancelled = 0;
  const run = await step(repository, { parameters: small }, dispatch, { OPENAI_BASE_URL: slow.url }, (step) => {
    const cancel = setInterval(() => {
      if (slow.stats.task === 0) return;
      clearInterval(cancel);
      cancelled = performance.now();
      step.kill('SIGINT');
    }, 20);
  });
  await slow.close();
  expect(run.code, run.stdout + run.stderr).toBe(130);
  expect(performance.now() - cancelled).toBeLessThan(7000);
  expect(run.outputs.verdict).toBe('fail');
  expect(repository.lines(`${run.outputs.run}/journal.jsonl`).length).toBeGreaterThan(0);
});

test('the test would notice a connection that leaves the machine', () => {
  const preload = pathToFileURL(join(import.meta.dirname, 'loopback.mjs')).href;
  for (const reach of ["fetch('http://192.0.2.1/')", "fetch('http://example.invalid/')"]) {
    const { stderr } = spawnSync(node, ['--import', preload, '--input-type=module', '-e', `await ${reach}`], {
      encoding: 'utf8',
    });
    expect(stderr).toContain('NETWORK:');
  }
});

/** Runs once, before the tests of a group; they get what came of it. */
function beforeRun<Result>(run: () => Promise<Result>): () => Result {
  let result: Result;
  beforeAll(async () => {
    result = await run();
  }, 120_000);
  return () => result;
}
