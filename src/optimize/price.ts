// What a call costs, and the most that it can cost: the bound that is reserved before it is made.

import { SetupError } from '../core/errors.ts';
import type { Call, Message, Usage } from '../program/model.ts';

/** US dollars. */
export interface Price {
  /** Per million tokens. */
  input: number;
  output: number;
  /** Per call, on top. */
  call: number;
}

export type Prices = Readonly<Record<string, Partial<Price>>>;

const free: Price = { input: 0, output: 0, call: 0 };

/** Role markers and the like, which a chat template puts around each message and around them all. */
const tokensAround = 16;

/**
 * The price of a model at an endpoint: what the configuration says, or nothing on loopback. `baseUrl` is `null` for a
 * command. Throws SetupError with the lines to write when the price is unknown: a price learnt by heart would go stale.
 */
export function findPrice(name: string, baseUrl: string | null, prices: Prices = {}): Price {
  const written = Object.hasOwn(prices, name) ? prices[name] : undefined;
  const byToken = written?.input !== undefined && written.output !== undefined;
  if (written && (byToken || written.call !== undefined)) return { ...free, ...written };
  if (baseUrl !== null && isLoopback(baseUrl)) return free;
  const quoted = JSON.stringify(name);
  const line = baseUrl === null ? `${quoted}: {call: 0.05}` : `${quoted}: {input: 0.15, output: 0.60}`;
  const unit = baseUrl === null ? 'US dollars a call' : 'US dollars per million tokens, or `call` for dollars a call';
  throw new SetupError(
    `the price of ${quoted} is unknown, so no budget can be kept; write it into the configuration, in ${unit}:\nmodel:\n  prices:\n    ${line}`,
  );
}

/** Whether a URL names this very machine. */
export function isLoopback(baseUrl: string): boolean {
  const host = new URL(baseUrl).hostname.toLowerCase();
  return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

export function costOf({ input, output }: Usage['tokens'], price: Price): number {
  return (input * price.input + output * price.output) / 1e6 + price.call;
}

/** UTF-8 bytes of what is sent; no tokenizer in use makes more tokens than bytes. */
export function promptBytes(messages: readonly Message[]): number {
  return messages.reduce((sum, { content }) => sum + Buffer.byteLength(content) + tokensAround, tokensAround);
}

/** The most that one try of a call can cost, US dollars. */
export function highestCost({ messages, maxTokens }: Pick<Call, 'messages' | 'maxTokens'>, price: Price): number {
  return costOf({ input: promptBytes(messages), output: maxTokens }, price);
}
