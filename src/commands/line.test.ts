import { type SpawnOptions, spawn } from 'node:child_process';
import { chmodSync, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { version } from '../core/version.ts';
import { runLine } from './line.ts';
import { baLines, manifest, type Run, Scratch, train } from './scratch.ts';

const cli = fileURLToPath(new URL('../cli.ts', import.meta.url));
const bundled = fileURLToPath(new URL('../../node_modules/node/bin/node', import.meta.url));
const node = existsSync(bundled) ? bundled : process.execPath;
let team: Scratch;
beforeEach(async () => {
  team = await Scratch.team();
});
afterEach(() => team[Symbol.dispose]());

/** A process of its own: signals, pipes and exit codes as a shell sees them. */
function start(command: string, args: string[], options: SpawnOptions = {}) {
  const child = spawn(command, args, { cwd: team.path, stdio: ['ignore', 'pipe', 'pipe'], ...options });
  const [out, err]: [string[], string[]] = [[], []];
  child.stdout?.on('data', (chunk) => out.push(String(chunk)));
  child.stderr?.on('data', (chunk) => err.push(String(chunk)));
  const ended = new Promise<Run>((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) => done({ code: code ?? -1, out: out.join(''), err: err.join('') }));
  });
  return { child, ended };
}

const shell = (line: string) =>
  start('bash', ['-c', `set -o pipefail; ${line}`], { env: { ...process.env, GOLDGATE: cli, NODE: node } }).ended;

describe('a process', () => {
  test('ends with 130 at Ctrl-C, in the middle of its work', async () => {
    team.write('bin/git', `#!/bin/sh\ntouch '${team.path}/started'\nexec sleep 60\n`);
    chmodSync(join(team.path, 'bin/git'), 0o755);
    const PATH = `${join(team.path, 'bin')}${delimiter}${process.env.PATH}`;
    const { child, ended } = start(node, [cli, 'check', '--base', 'HEAD'], {
      env: { ...process.env, PATH },
      detached: true,
    });
    const deadline = Date.now() + 30_000;
    while (!existsSync(join(team.path, 'started')) && Date.now() < deadline)
      await new Promise((go) => setTimeout(go, 20));
    process.kill(-(child.pid as number), 'SIGINT');
    expect(await ended).toEqual({ code: 130, out: '', err: '' });
  });

  test('is quiet when its reader goes away', async () => {
    team.write(train, '{}\n'.repeat(5000));
    const { code, out, err } = await shell('"$NODE" "$GOLDGATE" check --format json | head -1');
    expect({ code, out, err }).toEqual({ code: 0, out: '{\n', err: '' });
  });

  test('says so when its output cannot be written', async () => {
    const { code, err } = await shell('"$NODE" "$GOLDGATE" check > /dev/full');
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('standard output cannot be written') });
    expect(err).not.toContain('    at ');
  });

  test('writes to a device, and does not replace it', async () => {
    const { code, out } = await shell('"$NODE" "$GOLDGATE" check --output /dev/stdout 2>/dev/null | cat');
    expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining('✓ pass') });
  });

  test('in a folder that it may not write in, or a file that it may not read, says what it cannot do', async () => {
    const someone = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    team.write(train, baLines(1, 21));
    for (const folder of ['', 'data', 'data/production']) chmodSync(join(team.path, folder), 0o555);
    const update = await start(node, [cli, 'manifest', 'update'], someone).ended;
    expect(update).toEqual({
      code: 2,
      out: '',
      err: expect.stringMatching(/manifest\.json cannot be written: EACCES/),
    });
    const checked = await start(node, [cli, 'check', '--output', 'report.txt'], someone).ended;
    expect(checked).toEqual({ code: 2, out: '', err: expect.stringMatching(/report\.txt cannot be written: EACCES/) });
    for (const path of [train, manifest]) {
      chmodSync(join(team.path, path), 0o000);
      const blind = await start(node, [cli, 'check'], someone).ended;
      expect(blind).toEqual({ code: 2, out: '', err: expect.stringMatching(/cannot be read: EACCES/) });
      chmodSync(join(team.path, path), 0o644);
    }
    for (const folder of ['', 'data', 'data/production']) chmodSync(join(team.path, folder), 0o755);
  });
});

describe('the line', () => {
  test.each([
    [['nonsense'], 2],
    [['check', '--nonsense'], 2],
    [['check', '--max-findings', '-1'], 2],
    [['check', '--max-findings', '1.5'], 2],
    [['check', '--rule'], 2],
    [['diff'], 2],
    [['manifest'], 2],
    [[], 2],
    [['--help'], 0],
    [['check', '--help'], 0],
    [['--version'], 0],
  ])('%j is exit %i', async (args, code) => {
    const ended = await start(node, [cli, ...args]).ended;
    expect(ended.code).toBe(code);
    expect(ended.out + ended.err).not.toContain('    at ');
    if (code === 0) expect(ended.err).toBe('');
    else expect(ended.out).toBe('');
  });

  test('a path may follow --rule', async () => {
    expect((await team.run('check', '--rule', 'valid-json', 'data/production')).code).toBe(0);
    expect((await team.run('check', '--rule', 'valid-json', 'data/nowhere')).code).toBe(2);
  });

  test('--version is the version', async () => {
    expect((await start(node, [cli, '--version']).ended).out).toBe(`${version}\n`);
  });

  test('what was stopped is 130 whatever it says', async () => {
    const { host } = team.host();
    expect(await runLine(['check'], { ...host, signal: AbortSignal.abort() })).toBe(130);
    expect(await runLine(['check', 'gone'], { ...host, signal: AbortSignal.abort() })).toBe(130);
  });

  test('a bug keeps its stack and is 70', async () => {
    const { host, err } = team.host();
    const broken = { ...host, now: () => new Date(Number.NaN) };
    expect(await runLine(['check'], broken)).toBe(70);
    expect(err.join('')).toMatch(/this is a bug.*\n.*RangeError.*\n {4}at /);
  });
});
