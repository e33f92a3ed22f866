// Each way in which an endpoint fails, over a real connection, with everything that stands between a run and an endpoint.

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Budget, BudgetReached } from '../optimize/budget.ts';
import { openCalls } from '../optimize/calls.ts';
import type { Price } from '../optimize/price.ts';
import { type Call, ModelError } from '../program/model.ts';
import { openCallCache } from './call-cache.ts';
import { type JournalFile, openJournal } from './journal.ts';
import { openModel } from './model.ts';
import { systemClock } from './model-clock.ts';
import { secretForms } from './secret-forms.ts';

const key = 'sk-canary+/0123456789==';
type Answer = (reply: ServerResponse, body: { max_tokens: number }) => void;
const json =
  (status: number, value: unknown, headers = {}): Answer =>
  (reply) =>
    void reply.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));
const completion = (content: string, tokens = 5) =>
  json(200, {
    choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
    usage: { prompt_tokens: 5, completion_tokens: tokens },
  });
const error = (status: number, headers = {}) => json(status, { error: { message: `refused ${key}` } }, headers);

let server: Server;
let script: Answer[];
let otherwise: Answer;
let asked: number;
let folder: string;
let journal: JournalFile;
let baseUrl: string;

beforeAll(async () => {
  server = createServer((message, reply) => {
    asked++;
    const chunks: Buffer[] = [];
    message.on('data', (chunk: Buffer) => chunks.push(chunk));
    message.on('end', () => (script.shift() ?? otherwise)(reply, JSON.parse(Buffer.concat(chunks).toString())));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'goldgate-faults-'));
  journal = openJournal(join(folder, 'run'));
  script = [];
  otherwise = completion('ok');
  asked = 0;
});
afterEach(() => {
  journal.close();
  rmSync(folder, { recursive: true });
});

const signal = new AbortController().signal;
const ask = (content: string, more: Partial<Call> = {}): Call => ({
  messages: [{ role: 'user', content }],
  ...{ maxTokens: 50, temperature: 0, timeoutSeconds: 5, ...more },
});

async function open(price: Price = { input: 1, output: 1, call: 0 }, usd: number | null = null, concurrency = 4) {
  const endpoint = { baseUrl, name: 'm', key, keyFrom: 'OPENAI_API_KEY' as const, allowed: true };
  const budget = new Budget({ usd, minutes: null }, systemClock, journal.past.used);
  const calls = openCalls(
    { model: await openModel(endpoint), endpoint: baseUrl, price },
    {
      ...{ budget, journal, cache: openCallCache(join(folder, 'cache')), clock: systemClock, concurrency, seed: 0 },
      replayFailures: true,
    },
  );
  return { calls, budget };
}

const hang: Answer = () => undefined;
const half: Answer = (reply) => {
  reply.writeHead(200, { 'content-type': 'application/json', 'content-length': '999' });
  reply.write('{"choices": [', () => reply.destroy());
};
const html: Answer = (reply) => void reply.writeHead(200, { 'content-type': 'text/html' }).end('<html>');
const broken: Answer = (reply) => void reply.writeHead(200, { 'content-type': 'application/json' }).end('{"choices"');
const huge: Answer = (reply) => {
  reply.writeHead(200, { 'content-type': 'application/json' });
  for (let sent = 0; sent < 20; sent++) reply.write('x'.repeat(1024 * 1024));
};

describe('what passes is tried again', () => {
  test.each<[string, Answer, boolean]>([
    ['429 with retry-after', error(429, { 'retry-after-ms': '30' }), false],
    ['429 without', error(429), false],
    ['500', error(500), true],
    ['a server that hangs', hang, true],
    ['half an answer', half, true],
    ['HTML', html, true],
    ['broken JSON', broken, true],
    ['an empty answer', completion(''), true],
    ['20 MB', huge, true],
  ])('%s', async (name, answer, paid) => {
    script = [answer];
    const { calls, budget } = await open();
    const call = ask('a', { timeoutSeconds: /hangs/.test(name) ? 0.3 : 5 });
    expect(await calls.complete(call, signal)).toMatchObject({ text: 'ok' });
    expect(asked).toBe(2);
    expect(calls.tally()).toMatchObject({ calls: 2, failed: 1, inFlight: 0 });
    // The answer cost 10 tokens; a try of which nobody knows what it cost, the most that it can: 1 + 32 bytes and 50.
    expect(budget.used.usd).toBeCloseTo((paid ? 10 + 83 : 10) / 1e6, 12);
  });
});

describe('what does not pass ends the run at once', () => {
  test.each<[string, Answer, RegExp]>([
    ['a revoked key', error(401), /refuses the request \(401\); check the key in OPENAI_API_KEY: .*refused \*\*\*/],
    ['a wrong model', error(404), /knows no model "m"/],
    ['a redirect', error(302, { location: 'https://elsewhere.example' }), /is not followed/],
  ])('%s', async (_, answer, message) => {
    otherwise = answer;
    const { calls, budget } = await open(undefined, null, 1);
    const all = await Promise.allSettled(['a', 'b', 'c'].map((prompt) => calls.complete(ask(prompt), signal)));
    for (const result of all) expect(String((result as PromiseRejectedResult).reason)).toMatch(message);
    expect(asked).toBe(1);
    expect(budget.used.usd).toBe(0);
  });
});

test('a cap is not passed at concurrency 16, whatever the endpoint does', async () => {
  let billed = 0;
  let turn = 0;
  otherwise = (reply, { max_tokens }) => {
    const kind = turn++ % 7;
    const tokens = kind === 0 ? max_tokens : (turn * 7) % max_tokens;
    if (kind !== 3) billed += (5 + tokens) / 1e6;
    const answer = kind === 3 ? error(429, { 'retry-after-ms': '5' }) : kind === 5 ? half : completion('ok', tokens);
    setTimeout(() => answer(reply, { max_tokens }), turn % 4);
  };
  const cap = 0.004;
  const { calls, budget } = await open({ input: 1, output: 1, call: 0 }, cap, 16);
  const all = Array.from({ length: 200 }, (_, index) => calls.complete(ask(`${index}`), signal));
  const results = await Promise.allSettled(all);
  const reasons = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
  expect(reasons.length).toBeGreaterThan(0);
  expect(reasons.every((reason) => reason instanceof BudgetReached || reason instanceof ModelError)).toBe(true);
  expect(reasons.some((reason) => reason instanceof BudgetReached)).toBe(true);
  expect(billed).toBeLessThanOrEqual(cap);
  expect(budget.used.usd).toBeGreaterThanOrEqual(billed - 1e-12);
  expect(budget.used.usd).toBeLessThanOrEqual(cap);
});

test('the key is in nothing that is written or thrown', async () => {
  const leak = secretForms(key).join(' ');
  const leaking = (status: number) => json(status, { error: { message: leak } }, { 'x-leak': key });
  script = [leaking(500), leaking(429), completion(leak), leaking(400), completion('fine')];
  const { calls } = await open(undefined, null, 1);
  const reply = await calls.complete(ask('a'), signal);
  const thrown = await calls
    .complete(ask('b'), signal)
    .catch((error: Error) => `${error.stack} ${JSON.stringify(error)}`);
  journal.checkpoint();
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const written = files.map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
  expect(written.length).toBeGreaterThanOrEqual(3);
  const all = [...written, JSON.stringify(reply), String(thrown)].join('\n');
  expect(all).toContain('***');
  for (const form of secretForms(key)) expect(all).not.toContain(form);
});
