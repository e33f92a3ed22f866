// A disk that is really full: a file system of a few kilobytes, in a mount namespace of its own, that grows afterwards.

import { spawn } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Endpoint } from '../tune/endpoint.ts';
import { cli, expectWhole, node, repeatedCalls, runFiles, small, Team } from '../tune/team.ts';

let endpoint: Endpoint;
beforeAll(async () => {
  endpoint = await Endpoint.open();
});
afterAll(() => endpoint[Symbol.asyncDispose]());

const asRoot = process.getuid?.() === 0 ? [] : ['--user', '--map-root-user'];
const alone = ['unshare', '--mount', ...asRoot, 'bash', '-c'] as const;
const script = `
mkdir -p artifacts then full && mount -t tmpfs -o size="$1"k none artifacts || exit 99
shift
"$@" tune ba --model scripted ${small.join(' ')} --no-cache 2>full.txt
echo "exit $?" >>full.txt
cp -r artifacts/. full/ && mount -o remount,size=8m artifacts || exit 99
"$@" tune ba --resume latest 2>then.txt
echo "exit $?" >>then.txt
cp -r artifacts/. then/`;

test.each([12, 48, 88, 120, 168, 204, 236])('%d kilobytes', async (kilobytes) => {
  using undisturbed = new Team(endpoint);
  const whole = await undisturbed.tune('ba', ...small, '--no-cache');
  using team = new Team(endpoint);
  const [command, ...before] = alone;
  const env = { ...team.env, PATH: process.env.PATH, HOME: team.path, NO_COLOR: '1' };
  const args = [...before, script, 'bash', `${kilobytes}`, node, cli];
  const child = spawn(command, args, { cwd: team.path, env, stdio: 'ignore' });
  expect(await new Promise((resolve) => child.on('close', resolve))).toBe(0);
  const said = team.read('full.txt');
  expect(said).toMatch(/^goldgate: .*cannot be (?:written|made).*no space left/im);
  expect(said).toMatch(/exit 2\n$/);
  expect(said.match(/^goldgate: /gm)).toHaveLength(1);
  expectWhole(team, 'full');

  expect(team.read('then.txt')).toMatch(/exit [01]\n$/);
  const run = `then/dspy/optimizer/ba/${team.files('then/dspy/optimizer/ba').at(-1)}`;
  expect(team.files(run)).toEqual(runFiles);
  expect(team.essence(run)).toBe(undisturbed.essence(whole.run));
  expect(repeatedCalls(team, run)).toEqual({ answered: 0 });
});
