// A real language model on loopback behind the committed bundle: what a pipeline asks is answered, and what is counted
// is what the model says it read and wrote.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nodes, Sandbox } from './bundle.ts';

const sandbox = new Sandbox();
const node = nodes()[24] as string;
const script = fileURLToPath(new URL('../../bench/small-model/serve.mjs', import.meta.url));
let server: ChildProcess;
let url: string;

beforeAll(async () => {
  server = spawn(node, [script, '--port', '0', '--quiet'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(server, 'exit').then(() => Promise.reject(new Error('the small model did not start')));
  const said = createInterface({ input: server.stdout as NonNullable<ChildProcess['stdout']> });
  for await (const line of said) {
    const found = /http:\S+/.exec(line)?.[0];
    if (!found) continue;
    url = found;
    break;
  }
  ended.catch(() => undefined);
  expect(url).toBeDefined();
}, 280_000);
afterAll(() => {
  server.kill();
  sandbox[Symbol.dispose]();
});

const roles = `roles:
  guide:
    instructions: Answer the question in one short sentence.
    inputs: { question: what somebody asks }
    outputs: { answer: one short sentence }
    limits: { max-tokens: 40, seconds: 120 }
`;

/** The command with `input` on its standard input, asking the small model. */
async function goldgate(args: string[], input: string) {
  sandbox.write('team/.github/goldgate.yml', roles);
  const env = { PATH: process.env.PATH, OPENAI_BASE_URL: url, XDG_CACHE_HOME: join(sandbox.path, 'cache') };
  const child = spawn(node, [sandbox.cli, ...args, '--model', 'smollm2'], { cwd: join(sandbox.path, 'team'), env });
  child.stdin.end(input);
  const [out, err] = await Promise.all(
    [child.stdout, child.stderr].map(async (stream) => (await stream.toArray()).join('')),
  );
  const code = child.exitCode ?? ((await once(child, 'close'))[0] as number);
  return { code, out, err };
}

test('answers a pipeline, in the same words again', async () => {
  const ask = () => goldgate(['run', 'guide'], JSON.stringify({ question: 'What is the capital of France?' }));
  const { code, out, err } = await ask();
  expect({ code, err }).toEqual({ code: 0, err: expect.stringContaining('untuned program') });
  expect((JSON.parse(out) as { answer: string }).answer).toMatch(/Paris/);
  expect((await ask()).out).toBe(out);
});

test('is evaluated, and its tokens are counted', async () => {
  const lines = ['What is the capital of France?', 'What is the capital of Italy?'].map((question, index) =>
    JSON.stringify({ input: { question }, output: { answer: index === 0 ? 'Paris' : 'Rome' } }),
  );
  sandbox.write('team/data/production/guide_eval.jsonl', `${lines.join('\n')}\n`);
  const { code, out, err } = await goldgate(['evaluate', 'guide', '--metric', 'contains', '--format', 'json'], '');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const { examples, failed, tokens } = JSON.parse(out) as Record<string, never> & {
    examples: { tokens: { input: number; output: number } }[];
    tokens: { input: number; output: number };
  };
  expect([examples.length, failed]).toEqual([2, 0]);
  const [first] = examples as [{ tokens: { input: number; output: number } }];
  expect(first.tokens.input).toBeGreaterThan(50);
  expect(first.tokens.output).toBeLessThanOrEqual(40);
  expect(tokens.input).toBe(examples.reduce((sum, example) => sum + example.tokens.input, 0));
});
