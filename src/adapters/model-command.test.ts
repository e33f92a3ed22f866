import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Call } from '../program/model.ts';
import { openCommandModel } from './model-command.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'goldgate-command-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const key = 'sk-canary+/0123456789==';
const env = {
  PATH: process.env.PATH,
  OPENAI_API_KEY: key,
  AZURE_OPENAI_API_KEY: key,
  CODEX_API_KEY: 'codex-0123456789',
};
const call: Call = {
  messages: [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'Say "$HOME" & `id`' },
  ],
  ...{ maxTokens: 9, temperature: 0, timeoutSeconds: 10 },
};
const ask = (script: string, more: Partial<Call> = {}, signal = new AbortController().signal) =>
  openCommandModel(['node', '-e', script, '$HOME; exit 1'], undefined, env, folder).complete(
    { ...call, ...more },
    signal,
  );
const gone = (pid: number) => {
  try {
    process.kill(pid, 0);
    // Ended, but nobody has asked how.
    return existsSync('/proc') && / Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return true;
  }
};

test('the prompt on stdin, the answer on stdout, no shell between', async () => {
  const model = openCommandModel(['cat'], undefined, env, folder);
  expect(model.name).toBe('cat');
  const reply = await model.complete(call, new AbortController().signal);
  expect(reply).toEqual({
    ...{ text: 'Be brief.\n\nSay "$HOME" & `id`', tokens: { input: 19, output: 8 }, estimated: true },
    ...{ usd: 0, seconds: expect.any(Number), cached: false },
  });
  expect((await ask('console.log(process.argv.slice(1).join())')).text).toBe('$HOME; exit 1');
});

test('several turns are named, and JSON is asked for', async () => {
  const messages = [
    ...call.messages,
    { role: 'assistant' as const, content: 'A' },
    { role: 'user' as const, content: 'B' },
  ];
  const { text } = await ask('process.stdin.pipe(process.stdout)', { messages, json: true });
  expect(text).toMatch(
    /^Be brief\.\n\nUser:\nSay .*\n\nAssistant:\nA\n\nUser:\nB\n\nAnswer with one JSON object and nothing else\.$/,
  );
});

test('keys of endpoints stay here, the program’s own goes along', async () => {
  const { text } = await ask('console.log(Object.keys(process.env).filter((name) => /KEY/.test(name)).join())');
  expect(text).toBe('CODEX_API_KEY');
});

test.each<[string, string, string, RegExp]>([
  [
    'another exit code',
    'console.error("no credit for " + "codex-0123456789"); process.exit(3)',
    'server',
    /^node ends with 3: no credit for \*\*\*$/,
  ],
  [
    'a signal',
    'process.kill(process.pid, "SIGTERM"); setTimeout(() => 0, 9999)',
    'server',
    /^node ends by SIGTERM; it says nothing/,
  ],
  ['silence', 'console.error("hm")', 'reply', /^node gives an empty answer: hm$/],
  ['too much', 'const more = () => process.stdout.write("x".repeat(1e6), more); more()', 'reply', /16 MiB/],
])('%s is an error', async (_, script, failure, message) => {
  await expect(ask(script)).rejects.toMatchObject({ failure, message: expect.stringMatching(message) });
});

test('a program that is not there is an error that no other try mends', async () => {
  const answer = openCommandModel(['no-such-program'], 'm', env, folder).complete(call, new AbortController().signal);
  await expect(answer).rejects.toMatchObject({
    failure: 'request',
    passing: false,
    message: expect.stringMatching(/`model.command`/),
  });
});

test('a program that does not read its prompt may answer all the same', async () => {
  const messages = [{ role: 'user' as const, content: 'x'.repeat(5e6) }];
  expect((await ask('console.log("early")', { messages })).text).toBe('early');
});

const family = (path: string) => `
  const { spawn } = require('node:child_process');
  const child = spawn('sleep', ['60'], { stdio: 'inherit' });
  require('node:fs').writeFileSync(${JSON.stringify(path)}, process.pid + ' ' + child.pid);`;

test.each(['a time-out', 'an abort', 'its end'])('%s ends all that the program started', async (how) => {
  const path = join(folder, `pids of ${how}`);
  const abort = new AbortController();
  const script =
    family(path) + (how === 'its end' ? 'console.log("ok"); process.exit(0)' : 'setTimeout(() => 0, 60000)');
  const answer = ask(script, how === 'a time-out' ? { timeoutSeconds: 0.7 } : {}, abort.signal);
  if (how === 'an abort') setTimeout(() => abort.abort(new Error('stop')), 700);
  if (how === 'its end') expect((await answer).text).toBe('ok');
  else
    await expect(answer).rejects.toThrow(
      how === 'an abort' ? 'stop' : /^node has not answered within 0.7 s, and was ended$/,
    );
  const pids = readFileSync(path, 'utf8').split(' ').map(Number);
  for (let tries = 0; tries < 50 && !pids.every(gone); tries++) await sleep(20);
  expect(pids.map(gone)).toEqual([true, true]);
});
