import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SetupError } from '../core/errors.ts';
import { type Call, type Model, ModelError, type ModelFailure, type Reply } from '../program/model.ts';
import { type Amount, Budget, BudgetReached, type Clock } from './budget.ts';
import { type CallParts, openCalls } from './calls.ts';
import { type Journal, parseJournal } from './calls-journal.ts';
import type { CallCache } from './calls-memory.ts';
import { highestCost, type Price } from './price.ts';

/** Time that passes only while everybody sleeps. */
class VirtualClock implements Clock {
  #time = 0;
  #sleepers: { at: number; wake: () => void }[] = [];
  now = () => this.#time;
  sleep = (seconds: number, signal: AbortSignal) =>
    new Promise<void>((wake, refuse) => {
      const sleeper = { at: this.#time + seconds, wake };
      this.#sleepers.push(sleeper);
      signal.addEventListener('abort', () => {
        this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
        refuse(signal.reason);
      });
    });
  async run<Result>(work: Promise<Result>): Promise<Result> {
    let over = false;
    const ended = work.finally(() => {
      over = true;
    });
    ended.catch(() => undefined);
    while (!over) {
      await new Promise((next) => setImmediate(next));
      const next = this.#sleepers.sort((a, b) => a.at - b.at).shift();
      if (!next) continue;
      this.#time = Math.max(this.#time, next.at);
      next.wake();
    }
    return ended;
  }
}

const free: Price = { input: 0, output: 0, call: 0 };
const answer = (text: string, input = 1, output = 1): Reply => ({
  ...{ text, tokens: { input, output }, usd: 0, seconds: 0.5, cached: false },
});
const ask = (content: string, more: Partial<Call> = {}): Call => ({
  messages: [{ role: 'user', content }],
  ...{ maxTokens: 10, temperature: 0, timeoutSeconds: 60, ...more },
});
const never = new AbortController().signal;

/** A journal in memory, from the text of an earlier one. */
function journalOf(text = ''): Journal & { text: string } {
  const journal = {
    text,
    past: parseJournal(text, 'journal.jsonl').past,
    append: (line: unknown) => {
      journal.text += `${JSON.stringify(line)}\n`;
    },
  };
  return journal;
}

interface World extends Partial<CallParts> {
  price?: Price;
  caps?: { usd: number | null; minutes: number | null };
}

function open(complete: Model['complete'], { price = free, caps, ...parts }: World = {}) {
  const clock = new VirtualClock();
  const journal = (parts.journal ?? journalOf()) as Journal & { text: string };
  const budget = new Budget(caps ?? { usd: null, minutes: null }, clock, journal.past.used);
  const calls = openCalls(
    { model: { name: 'm', complete }, endpoint: 'http://localhost/v1', price },
    { ...{ budget, clock, cache: null, concurrency: 4, seed: 0, replayFailures: true }, ...parts, journal },
  );
  return { calls, clock, journal, budget };
}

/** A model that answers by a script, then by the prompt, and knows what it was asked. */
function scripted(script: (Reply | Error)[] = []) {
  const asked: Call[] = [];
  const complete: Model['complete'] = async (call) => {
    asked.push(call);
    const next = script.shift() ?? answer(`re: ${call.messages[0]?.content}`);
    if (next instanceof Error) throw next;
    return next;
  };
  return { asked, complete };
}

test('identical calls are asked once, at the same time and later', async () => {
  const { asked, complete } = scripted();
  const { calls, clock } = open(complete);
  const twice = [calls.complete(ask('a'), never), calls.complete(ask('a'), never)];
  const [first, second] = await clock.run(Promise.all(twice));
  expect(first).toMatchObject({ text: 're: a', cached: false });
  expect(second).toEqual({ ...first, cached: true });
  expect(await calls.complete(ask('a'), never)).toEqual(second);
  await clock.run(
    Promise.all(
      [{ sample: 'again' }, { seed: 1 }, { json: true }].map((more) => calls.complete(ask('a', more), never)),
    ),
  );
  expect(asked).toHaveLength(4);
  expect(calls.tally()).toMatchObject({ calls: 4, remembered: 2, failed: 0, inFlight: 0 });
});

test('an abort of one is no abort of the other that asks the same', async () => {
  const one = new AbortController();
  let asked = 0;
  const { calls, clock } = open(async (_, signal) => {
    asked++;
    await clock.sleep(1, signal);
    return answer('ok');
  });
  const first = calls.complete(ask('a'), one.signal);
  const second = calls.complete(ask('a'), never);
  setImmediate(() => one.abort(new Error('stop')));
  await expect(first).rejects.toThrow('stop');
  expect(await clock.run(second)).toMatchObject({ text: 'ok' });
  expect(asked).toBe(2);
});

test('a run that goes on has the same answers, the same failures and the same money, unasked', async () => {
  const price = { input: 1e6, output: 1e6, call: 0 };
  const down = () => new ModelError('reply', 'empty');
  const { complete } = scripted([answer('a', 2, 3), down(), down()]);
  const { calls, clock, journal, budget } = open(complete, { price });
  const first = await clock.run(calls.complete(ask('a'), never));
  await expect(clock.run(calls.complete(ask('b'), never))).rejects.toThrow('empty');
  expect(first).toMatchObject({ usd: 5, cached: false });

  const later = scripted();
  const again = open(later.complete, { price, journal: journalOf(journal.text) });
  expect(again.budget.used.usd).toBe(budget.used.usd);
  expect(await again.calls.complete(ask('a'), never)).toEqual(first);
  expect(await again.calls.complete(ask('a'), never)).toEqual({ ...first, cached: true });
  await expect(again.calls.complete(ask('b'), never)).rejects.toMatchObject({ failure: 'reply', message: 'empty' });
  expect(later.asked).toEqual([]);
  expect(again.calls.tally()).toMatchObject({ calls: 3, tokens: { input: 2, output: 3 } });

  const mended = open(later.complete, { price, journal: journalOf(journal.text), replayFailures: false });
  expect(await mended.clock.run(mended.calls.complete(ask('b'), never))).toMatchObject({ text: 're: b' });
});

test('a failure that two callers shared is one for both of them again, here and in a run that goes on', async () => {
  const down = () => new ModelError('reply', 'empty');
  const { asked, complete } = scripted([down(), down()]);
  const { calls, clock, journal } = open(complete);
  const both = (of: Model) => Promise.allSettled([1, 2].map(() => of.complete(ask('a'), never)));
  const failed = { status: 'rejected', reason: { message: 'empty' } };
  expect(await clock.run(both(calls))).toMatchObject([failed, failed]);
  expect(await clock.run(both(calls))).toMatchObject([failed, failed]);
  expect(asked).toHaveLength(2);
  const later = scripted();
  const again = open(later.complete, { journal: journalOf(journal.text) });
  expect(await again.clock.run(both(again.calls))).toMatchObject([failed, failed]);
  expect(later.asked).toEqual([]);
});

test('a refused key ends those that wait at once, and what is under way is still written down', async () => {
  const { calls, clock, journal } = open(async ({ messages }) => {
    const content = messages[0]?.content;
    await clock.sleep(content === 'slow' ? 5 : 1, never);
    if (content === 'slow') return answer('paid for');
    throw content === 'key' ? new ModelError('key', 'revoked') : new ModelError('rate', 'later', 100);
  });
  const all = ['rate', 'slow', 'key'].map((content) => calls.complete(ask(content), never));
  for (const call of all) call.catch(() => undefined);
  await expect(clock.run(all[2] as Promise<Reply>)).rejects.toThrow('revoked');
  await clock.run(calls.drain());
  expect(clock.now()).toBe(5);
  expect(await Promise.allSettled(all)).toMatchObject([
    { reason: { message: 'revoked' } },
    { value: { text: 'paid for' } },
    { reason: { message: 'revoked' } },
  ]);
  expect(journal.text).toContain('paid for');
  expect(calls.tally().inFlight).toBe(0);
});

test.each([
  'null',
  '{"call":"x","at":1}',
  '{"call":"x","at":1,"reply":null}',
  '{"call":"x","at":"1","reserved":1}',
  '{"call":"x","at":1,"reply":{"text":"t","cached":false,"tokens":{"input":1},"usd":0,"seconds":1}}',
  '{"call":"x","at":1,"failed":"luck","usd":0}',
  '{"call":"x","at":1,"gaveUp":{"failure":"reply"}}',
])('%s is no line of a journal', (line) => {
  const start = '{"call":"x","at":1,"reserved":1}';
  expect(() => parseJournal(`${start}\n${line}\n`, 'journal.jsonl')).toThrow('journal.jsonl:2: is damaged');
});

test('a try that was cut off counts as its reservation', () => {
  const lines = [
    { at: 1, call: 'a', reserved: 2 },
    { at: 2, call: 'b', reserved: 3 },
    { at: 3.5, call: 'a', failed: 'rate', usd: 0 },
    { at: 3.6, call: 'b', reserved: 3 },
  ];
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  const { past, length } = parseJournal(`${text}{"at":4,"ca`, 'j');
  expect(past).toMatchObject({ used: { usd: 6, seconds: 3.6 }, calls: 3 });
  expect(length).toBe(text.length);
  expect(() => parseJournal(`{"at":1}\n${text}`, 'runs/1/journal.jsonl')).toThrow(
    /^runs\/1\/journal\.jsonl:1: is damaged/,
  );
});

test('the cache of earlier runs answers the first sample alone, and is journaled', async () => {
  const kept = new Map<string, Reply>();
  const cache: CallCache = { read: (key) => kept.get(key) ?? null, write: (key, reply) => void kept.set(key, reply) };
  const price = { input: 1e6, output: 0, call: 0 };
  const first = open(scripted().complete, { cache, price });
  await first.clock.run(first.calls.complete(ask('a'), never));
  await first.clock.run(first.calls.complete(ask('a', { sample: 'again' }), never));
  expect(kept.size).toBe(1);

  const later = scripted();
  const second = open(later.complete, { cache, price });
  expect(await second.calls.complete(ask('a'), never)).toMatchObject({ cached: true, usd: 1, seconds: 0.5 });
  expect(second.budget.used.usd).toBe(0);
  expect(later.asked).toEqual([]);
  await second.clock.run(second.calls.complete(ask('a', { sample: 'again' }), never));
  expect(later.asked).toHaveLength(1);
  expect(parseJournal(second.journal.text, 'j').past.used.usd).toBe(1);
});

test('failures that pass are tried again after a growing wait, and what the endpoint asks for is kept', async () => {
  const { asked, complete } = scripted([
    new ModelError('server', 'busy'),
    new ModelError('rate', 'slow down', 20),
    new ModelError('rate', 'slow down', 0.5),
  ]);
  const { calls, clock } = open(complete);
  expect(await clock.run(calls.complete(ask('a'), never))).toMatchObject({ text: 're: a' });
  expect(asked).toHaveLength(4);
  expect(clock.now()).toBeGreaterThan(20.5);
  expect(clock.now()).toBeLessThan(25);
});

test.each<[ModelFailure, number]>([
  ['rate', 8],
  ['server', 5],
  ['network', 5],
  ['time-out', 3],
  ['reply', 2],
])('%s is given up after %i tries', async (failure, tries) => {
  const { asked, complete } = scripted(
    Array.from({ length: 9 }, (_, index) => new ModelError(failure, `try ${index + 1}`)),
  );
  const { calls, clock } = open(complete);
  await expect(clock.run(calls.complete(ask('a'), never))).rejects.toThrow(`try ${tries}`);
  expect(asked).toHaveLength(tries);
});

test('an endpoint that asks for an hour is given up at once', async () => {
  const { asked, complete } = scripted([new ModelError('rate', 'come back tomorrow', 3600)]);
  const { calls, clock } = open(complete);
  await expect(clock.run(calls.complete(ask('a'), never))).rejects.toThrow('tomorrow');
  expect(asked).toHaveLength(1);
});

test('after a failure that does not pass nothing more is asked', async () => {
  const { asked, complete } = scripted(Array.from({ length: 99 }, () => new ModelError('key', 'revoked')));
  const { calls, clock } = open(complete, { concurrency: 2 });
  const all = Array.from({ length: 9 }, (_, index) => calls.complete(ask(`${index}`), never));
  const results = await clock.run(Promise.allSettled(all));
  expect(results.map((result) => result.status === 'rejected' && result.reason.message)).toEqual(
    Array(9).fill('revoked'),
  );
  expect(asked).toHaveLength(2);
});

test('a journal that cannot be written ends the run before money is spent', async () => {
  const { asked, complete } = scripted();
  const append = () => {
    throw new SetupError('disk full');
  };
  const { calls, clock } = open(complete, { journal: { ...journalOf(), append } });
  await expect(clock.run(calls.complete(ask('a'), never))).rejects.toThrow('disk full');
  await expect(clock.run(calls.complete(ask('b'), never))).rejects.toThrow('disk full');
  expect(asked).toEqual([]);
});

test('fewer at once when the endpoint refuses, more again when it answers; turns go by age', async () => {
  let inside = 0;
  const seen: number[] = [];
  const order: string[] = [];
  let refusals = 8;
  const { calls, clock } = open(
    async (call, signal) => {
      seen.push(++inside);
      await clock.sleep(1, signal);
      inside--;
      if (refusals-- > 0) throw new ModelError('rate', 'slow down', 1);
      order.push(call.messages[0]?.content ?? '');
      return answer('ok');
    },
    { concurrency: 8 },
  );
  const names = Array.from({ length: 40 }, (_, index) => String(index));
  await clock.run(Promise.all(names.map((name) => calls.complete(ask(name), never))));
  expect(Math.max(...seen)).toBe(8);
  expect(Math.max(...seen.slice(8, 12))).toBeLessThanOrEqual(4);
  expect(calls.tally().concurrency).toBeGreaterThan(4);
  // Four had their turn while the refused ones waited.
  expect(order.slice(4)).toEqual(names.filter((name) => !order.slice(0, 4).includes(name)));
});

test('the time is a cap too: calls are cut at it, and then none begins', async () => {
  const timeouts: number[] = [];
  const { calls, clock, budget } = open(
    async ({ timeoutSeconds }, signal) => {
      timeouts.push(timeoutSeconds);
      await clock.sleep(Math.min(25, timeoutSeconds), signal);
      if (timeoutSeconds < 25) throw new ModelError('time-out', 'cut');
      return answer('ok');
    },
    { caps: { usd: null, minutes: 2 }, concurrency: 1 },
  );
  budget.setAside({ usd: 0, seconds: 50 });
  const all = ['a', 'b', 'c', 'd'].map((name) => calls.complete(ask(name), never));
  const results = await clock.run(Promise.allSettled(all));
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'rejected']);
  expect((results[3] as PromiseRejectedResult).reason).toBeInstanceOf(BudgetReached);
  expect(String((results[2] as PromiseRejectedResult).reason)).toBe(
    'BudgetReached: the budget of 2 min is reached: 1 min 10 s used, 50 s set aside for the final evaluation',
  );
  expect(timeouts).toEqual([60, 45, 20]);
  budget.enterEvaluation();
  expect(await clock.run(calls.complete(ask('d'), never))).toMatchObject({ text: 'ok' });
});

test('no call begins that is not likely to end in time', async () => {
  let asked = 0;
  const { calls, clock } = open(
    async (_, signal) => {
      asked++;
      await clock.sleep(25, signal);
      return { ...answer('ok'), seconds: 25 };
    },
    { caps: { usd: null, minutes: 1 }, concurrency: 1 },
  );
  const all = ['a', 'b', 'c', 'd'].map((name) => calls.complete(ask(name), never));
  const results = await clock.run(Promise.allSettled(all));
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'rejected']);
  expect(String((results[2] as PromiseRejectedResult).reason)).toMatch(/budget of 1 min is reached: 50 s used$/);
  expect(asked).toBe(2);
});

test('a budget says how much of it is gone', async () => {
  const price = { input: 0, output: 0, call: 0.05 };
  const { calls, clock, budget } = open(scripted().complete, { price, caps: { usd: 0.2, minutes: null } });
  budget.setAside({ usd: 0.0625, seconds: 0 });
  const all = ['a', 'b', 'c'].map((name) => calls.complete(ask(name), never));
  await expect(clock.run(Promise.all(all))).rejects.toThrow(
    'the budget of $0.20 is reached: $0.10 used, $0.0625 set aside for the final evaluation; the next call may cost up to $0.05',
  );
});

test('an endpoint without counts is charged the most that the call can cost', async () => {
  const price = { input: 1e6, output: 1e6, call: 1 };
  const { calls, clock } = open(scripted([{ ...answer('a'), estimated: true }]).complete, { price });
  const call = ask('abc');
  expect(await clock.run(calls.complete(call, never))).toMatchObject({
    estimated: true,
    usd: highestCost(call, price),
  });
});

// Doubles of fast-check crowd around zero.
const upTo = (most: number) => fc.integer({ min: 0, max: 1000 }).map((share) => (share / 1000) * most);
const outcome = fc.record({
  latency: upTo(5),
  failure: fc.option(fc.constantFrom<ModelFailure>('rate', 'server', 'time-out', 'network', 'reply'), { freq: 2 }),
  retryAfter: fc.option(upTo(3)),
  /** Share of the most that it can cost. */
  share: upTo(1),
});
const money = upTo(20);

test('an endpoint that ignores the limit of an answer is paid what it took, and the budget is over', async () => {
  const { complete, asked } = scripted([answer('endless', 1, 1000)]);
  const { calls, clock, budget } = open(complete, {
    price: { input: 0, output: 1000, call: 0 },
    caps: { usd: 0.5, minutes: null },
  });
  expect(await clock.run(calls.complete(ask('a'), never))).toMatchObject({ text: 'endless', usd: 1 });
  await expect(clock.run(calls.complete(ask('b'), never))).rejects.toThrow(
    'the budget of $0.50 is reached: $1.00 used',
  );
  expect([budget.used.usd, asked.length]).toEqual([1, 1]);
});

test('a cap is never passed, at concurrency 16 under any interleaving, and the journal never knows of less', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({ input: money, output: money, call: fc.constantFrom(0, 0.00001) }),
      upTo(0.02),
      upTo(0.01),
      fc.array(fc.tuple(fc.nat(40), fc.integer({ min: 1, max: 200 })), { minLength: 1, maxLength: 60 }),
      fc.array(outcome, { minLength: 1, maxLength: 40 }),
      async (price, cap, aside, wanted, outcomes) => {
        let tries = 0;
        let inside = 0;
        let billed = 0;
        const within = (amount: Amount['usd']) => {
          expect(billed).toBeLessThanOrEqual(amount + 1e-9);
          expect(budget.used.usd).toBeLessThanOrEqual(amount + 1e-9);
        };
        const { calls, clock, budget, journal } = open(
          async (call, signal) => {
            expect(++inside).toBeLessThanOrEqual(16);
            const { latency, failure, retryAfter, share } = outcomes[
              tries++ % outcomes.length
            ] as (typeof outcomes)[number];
            await clock.sleep(latency, signal);
            inside--;
            const output = Math.floor(call.maxTokens * share);
            const input = (call.messages[0]?.content.length ?? 0) + 1;
            if (failure !== 'rate') billed += (input * price.input + output * price.output) / 1e6 + price.call;
            expect(parseJournal(journal.text, 'j').past.used.usd + 1e-9).toBeGreaterThanOrEqual(billed);
            if (failure) throw new ModelError(failure, failure, retryAfter ?? undefined);
            return answer('ok', input, output);
          },
          { price, caps: { usd: cap, minutes: null }, concurrency: 16 },
        );
        budget.setAside({ usd: aside, seconds: 0 });
        const askAll = async (sample: string) => {
          const all = wanted.map(([size, maxTokens]) =>
            calls.complete(ask('x'.repeat(size), { maxTokens, sample }), never),
          );
          for (const result of await clock.run(Promise.allSettled(all))) {
            if (result.status === 'fulfilled') continue;
            expect(result.reason instanceof BudgetReached || result.reason instanceof ModelError).toBe(true);
          }
          expect(inside).toBe(0);
        };
        await askAll('');
        within(Math.max(0, cap - aside));
        budget.enterEvaluation();
        await askAll('again');
        within(cap);
        expect(parseJournal(journal.text, 'j').past.used.usd).toBeCloseTo(budget.used.usd, 9);
      },
    ),
    { numRuns: 300, interruptAfterTimeLimit: 30_000 },
  );
});
