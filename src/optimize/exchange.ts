// How a call comes to its answer: remembered, or asked under the budget and in its turn, written down before and after, and
// tried again when it fails.

import { createHash } from 'node:crypto';
import { canonicalJson } from '../dataset/scan/canonical.ts';
import { type Call, ModelError, type Reply } from '../program/model.ts';
import type { Asked, CallParts, Tally } from './calls.ts';
import type { JournalLine } from './calls-journal.ts';
import { Memory } from './calls-memory.ts';
import { Limiter } from './limiter.ts';
import { costOf, highestCost } from './price.ts';
import { Patience } from './retry.ts';
/** Names a call: two with one key have the same answer. 64 hex digits. */
export function keyOf({ endpoint, model }: Asked, call: Call): string {
  const { messages, maxTokens, temperature, json = false, seed = null, sample = '' } = call;
  const parameters = { maxTokens, temperature, json, seed };
  const turns = messages.map(({ role, content }) => ({ role, content }));
  const named = canonicalJson({ endpoint, model: model.name, parameters, messages: turns, sample });
  return createHash('sha256').update(named).digest('hex');
}

type Unstamped<Line = JournalLine> = Line extends JournalLine ? Omit<Line, 'at'> : never;

interface Running {
  answer: Promise<Reply>;
  /** Of whoever asked first. */
  signal: AbortSignal;
}

/** One for all models of a run. */
export class Exchange {
  readonly #parts: CallParts;
  readonly #turns: Limiter;
  readonly #running = new Map<string, Running>();
  readonly #memory: Memory;
  readonly #tally: Pick<Tally, 'calls' | 'remembered' | 'failed' | 'tokens' | 'inFlight'>;
  #order = 0;
  #pausedUntil = -Infinity;
  /** Seconds of the quickest answer of this session. */
  #quickest = 0;
  #broken: Error | null = null;
  /** Aborted with it, so that nobody waits for a try that will not be made. */
  readonly #end = new AbortController();
  /** Whether a try of this session has brought an answer. */
  #answered = false;

  constructor(parts: CallParts) {
    this.#parts = parts;
    this.#turns = new Limiter(parts.concurrency);
    const { calls, tokens } = parts.journal.past;
    this.#memory = new Memory(parts, (line) => this.#write(line));
    this.#tally = { calls, remembered: 0, failed: 0, tokens: { ...tokens }, inFlight: 0 };
  }

  tally(): Tally {
    const { usd } = this.#parts.budget.used;
    return { ...this.#tally, tokens: { ...this.#tally.tokens }, usd, concurrency: this.#turns.concurrency };
  }

  async drain(): Promise<void> {
    this.#break(new Error('the run is over'));
    while (this.#running.size > 0) await Promise.allSettled([...this.#running.values()].map(({ answer }) => answer));
  }

  async complete(asked: Asked, call: Call, signal: AbortSignal): Promise<Reply> {
    signal.throwIfAborted();
    const key = keyOf(asked, call);
    const running = this.#running.get(key);
    if (running) {
      try {
        await running.answer;
      } catch (error) {
        if (!running.signal.aborted || signal.aborted) throw error;
      }
      return this.complete(asked, call, signal);
    }
    const known = this.#memory.recall(key, call.sample);
    if (known?.cached) this.#tally.remembered++;
    if (known) return known;
    const answer = this.#answer(asked, key, call, signal).finally(() => this.#running.delete(key));
    this.#running.set(key, { answer, signal });
    return answer;
  }

  async #answer(asked: Asked, key: string, call: Call, signal: AbortSignal): Promise<Reply> {
    const reply = await this.#ask(asked, key, call, signal);
    if (!call.sample) await this.#parts.cache?.write(key, reply);
    return reply;
  }

  /** Tries until an answer comes or there is no point in going on. */
  async #ask(asked: Asked, key: string, call: Call, signal: AbortSignal): Promise<Reply> {
    const { budget, clock, seed } = this.#parts;
    const order = this.#order++;
    const patience = new Patience(key, seed);
    for (;;) {
      await this.#turns.enter(order);
      let calledAt = clock.now();
      let wait: number | null;
      try {
        while (clock.now() < this.#pausedUntil) await this.#wait(this.#pausedUntil - clock.now(), signal);
        calledAt = clock.now();
        const reply = await this.#try(asked, key, call, signal);
        this.#turns.rise();
        return reply;
      } catch (error) {
        if (signal.aborted || !(error instanceof ModelError)) throw error;
        // It was given less time than it may take, and that was the last.
        if (error.failure === 'time-out' && budget.left.seconds < 0.1) await budget.stopForTime();
        wait = patience.after(error);
        if (error.failure === 'rate') this.#turns.cut(calledAt, clock.now());
        if (wait === null) {
          if (!this.#answered && ['network', 'server', 'rate'].includes(error.failure)) {
            // Nobody has answered yet: it is the endpoint that fails, not this example.
            throw this.#break(new ModelError('request', error.message));
          }
          if (error.passing) this.#memory.giveUp(key, error);
          throw error;
        }
        if (error.retryAfter) this.#pausedUntil = Math.max(this.#pausedUntil, clock.now() + error.retryAfter);
      } finally {
        this.#turns.leave();
      }
      await this.#wait(wait, signal);
    }
  }

  async #wait(seconds: number, signal: AbortSignal): Promise<void> {
    const { budget, clock } = this.#parts;
    if (this.#broken) throw this.#broken;
    if (seconds >= budget.left.seconds) await budget.stopForTime();
    await clock.sleep(seconds, AbortSignal.any([signal, this.#end.signal]));
  }

  /** One try. Whatever ends it, its reservation is settled and the journal knows. */
  async #try({ model, price }: Asked, key: string, call: Call, signal: AbortSignal): Promise<Reply> {
    const { budget } = this.#parts;
    const reserved = highestCost(call, price);
    // A call that cannot end in time would cost money and bring nothing.
    if (budget.left.seconds < this.#quickest) await budget.stopForTime();
    await budget.reserve(reserved);
    let spent = 0;
    this.#tally.inFlight++;
    try {
      signal.throwIfAborted();
      if (this.#broken) throw this.#broken;
      const timeoutSeconds = Math.min(call.timeoutSeconds, budget.left.seconds);
      this.#write({ call: key, reserved });
      this.#tally.calls++;
      // Until it is known better: an abort or a crash may come when the endpoint has done its work.
      spent = reserved;
      const { text, tokens, seconds, estimated } = await model.complete({ ...call, timeoutSeconds }, signal);
      this.#answered = true;
      spent = estimated ? reserved : costOf(tokens, price);
      this.#quickest = Math.min(this.#quickest || seconds, seconds);
      this.#tally.tokens.input += tokens.input;
      this.#tally.tokens.output += tokens.output;
      const reply = { text, tokens, usd: spent, seconds, cached: false, ...(estimated ? { estimated } : {}) };
      this.#memory.keep(key, reply);
      return reply;
    } catch (error) {
      if (error instanceof ModelError && error !== this.#broken && !signal.aborted) {
        if (!error.billable) spent = 0;
        this.#tally.failed++;
        this.#write({ call: key, failed: error.failure, usd: spent });
        if (!error.passing) this.#break(error);
      }
      throw error;
    } finally {
      this.#tally.inFlight--;
      budget.settle(reserved, spent);
    }
  }

  /** Nothing is asked from now on; returns what everybody is told, the first error of them. */
  #break(error: Error): Error {
    this.#broken ??= error;
    this.#end.abort(this.#broken);
    return this.#broken;
  }

  #write(line: Unstamped): void {
    const { journal, budget } = this.#parts;
    try {
      journal.append({ at: Math.round(budget.used.seconds * 1000) / 1000, ...line } as JournalLine);
    } catch (error) {
      this.#break(error as Error);
      throw error;
    }
  }
}
