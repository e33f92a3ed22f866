// A run that is killed at any moment repeats no call that was finished, and knows of all the money that was spent.

import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseJournal } from '../optimize/calls-journal.ts';
import { random } from '../optimize/random.ts';

const kills = 50;
const wanted = 1000;
const concurrency = 8;

/** Asks everything; every number in the prompt is a call. */
const child = `
  const here = ${JSON.stringify(new URL('.', import.meta.url).href)};
  const load = (path) => import(new URL(path, here));
  const [{ openCalls }, { Budget }, { openJournal }, { systemClock }] = await Promise.all(
    ['../optimize/calls.ts', '../optimize/budget.ts', './journal.ts', './model-clock.ts'].map(load));
  const [folder, url] = process.argv.slice(1);
  const journal = openJournal(folder);
  const model = { name: 'm', async complete({ messages }, signal) {
    const reply = await fetch(url, { method: 'POST', body: messages[0].content, signal });
    return { text: await reply.text(), tokens: { input: 1, output: 1 }, usd: 0, seconds: 0, cached: false };
  } };
  const calls = openCalls({ model, endpoint: url, price: { input: 0, output: 0, call: 1 } }, {
    budget: new Budget({ usd: null, minutes: null }, systemClock, journal.past.used),
    journal, cache: null, clock: systemClock, concurrency: ${concurrency}, seed: 0, replayFailures: true });
  const { signal } = new AbortController();
  const ask = (index) => calls.complete({ messages: [{ role: 'user', content: String(index) }], maxTokens: 1,
    temperature: 0, timeoutSeconds: 60 }, signal);
  const replies = await Promise.all(Array.from({ length: ${wanted} }, (_, index) => ask(index)));
  console.log(replies.map(({ text }) => text).join());
  journal.close();`;

test(`kill -9 at ${kills} random points`, { timeout: 300_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'goldgate-kill-'));
  const draws = random(0, 'kill');
  const finished = new Set<string>();
  const askedAgain: string[] = [];
  let [tries, answered, killAt] = [0, 0, Number.POSITIVE_INFINITY];
  let kill = (): void => undefined;
  const server = createServer((message, reply) => {
    let prompt = '';
    message.on('data', (chunk) => {
      prompt += chunk;
    });
    message.on('end', async () => {
      tries++;
      if (finished.has(prompt)) askedAgain.push(prompt);
      await new Promise((next) => setTimeout(next, draws.integer(6)));
      reply.end(`re:${prompt}`);
      // Right after an answer, or a moment later, when it may or may not have been written down.
      if (++answered === killAt) setTimeout(() => kill(), draws.integer(4));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const run = () =>
    new Promise<{ out: string; killed: boolean }>((done) => {
      const args = ['--experimental-strip-types', '--no-warnings', '--input-type=module', '-e', child, folder, url];
      const process_ = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
      kill = () => void process_.kill('SIGKILL');
      let out = '';
      process_.stdout.on('data', (chunk) => {
        out += chunk;
      });
      process_.on('close', (_, signal) => done({ out, killed: signal === 'SIGKILL' }));
    });
  const journal = () => parseJournal(readFileSync(join(folder, 'journal.jsonl'), 'utf8'), 'journal.jsonl').past;
  try {
    for (let round = 1; round <= kills; round++) {
      killAt = answered + 1 + draws.integer(7);
      expect((await run()).killed).toBe(true);
      const { replies, used } = journal();
      expect(used.usd).toBeGreaterThanOrEqual(tries);
      expect(used.usd).toBeLessThanOrEqual(tries + concurrency * round);
      for (const { text } of replies.values()) finished.add(text.slice(3));
    }
    killAt = Number.POSITIVE_INFINITY;
    const { out } = await run();
    expect(out.trim().split(',')).toEqual(Array.from({ length: wanted }, (_, index) => `re:${index}`));
    expect(askedAgain).toEqual([]);
    expect(tries).toBeLessThanOrEqual(wanted + concurrency * kills);
  } finally {
    server.close();
    rmSync(folder, { recursive: true });
  }
});
