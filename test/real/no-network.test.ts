// In a network namespace of its own, where no connection can be made, the check and the Action say the same.

import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { nodes, run, Sandbox } from './bundle.ts';

const sandbox = new Sandbox();
afterAll(() => sandbox[Symbol.dispose]());
const team = sandbox.team('team');
appendFileSync(join(team, 'data/production/ba_train.jsonl'), '{}\n');
const node = nodes()[24] as string;
/** As root the namespace is to be had at once, else by way of a user namespace. */
const alone = process.getuid?.() === 0 ? ['--net'] : ['--user', '--map-root-user', '--net'];
const unconnected = (args: string[], env = {}) => run('unshare', [...alone, node, ...args], team, env);

test('there is no network in there', () => {
  const probe = `require('node:net').connect(9, '127.0.0.1').on('error', (e) => console.log(e.code))`;
  expect(unconnected(['-e', probe]).out).toMatch(/ENETUNREACH|EADDRNOTAVAIL/);
});

test.each(['check', 'check --base HEAD', 'lint', 'manifest verify'])('goldgate %s', (line) => {
  const args = [sandbox.cli, ...line.split(' ')];
  expect(unconnected(args)).toEqual(run(node, args, team));
});

test('the Action, at night', () => {
  for (const name of ['output', 'summary', 'state', 'env']) sandbox.write(`runner/${name}`, '');
  sandbox.write('runner/event.json', '{}');
  const file = (name: string) => join(sandbox.path, 'runner', name);
  const env = {
    ...{ GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: team, GITHUB_EVENT_NAME: 'schedule', RUNNER_TEMP: file('') },
    ...{ GITHUB_EVENT_PATH: file('event.json'), GITHUB_OUTPUT: file('output'), GITHUB_STEP_SUMMARY: file('summary') },
    ...{ GITHUB_STATE: file('state'), GITHUB_ENV: file('env'), GITHUB_REPOSITORY: 'octo/data', INPUT_COMMAND: 'check' },
  };
  const { code, out } = unconnected([join(sandbox.path, 'goldgate/action.js')], env);
  expect(code).toBe(1);
  expect(out).toContain('::error ');
  expect(readFileSync(file('summary'), 'utf8')).toContain('❌ Golden data: fail');
  expect(readFileSync(file('output'), 'utf8')).toMatch(/verdict<<(.+)\nfail\n\1/);
});
