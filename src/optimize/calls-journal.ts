// What a run's journal says: which calls were answered and how, and what has been spent, so that a run that was killed
// goes on where it was.

import { SetupError } from '../core/errors.ts';
import type { ModelFailure, Reply } from '../program/model.ts';
import type { Amount } from './budget.ts';

/** `at`: seconds of the run so far, earlier sessions included. `call`: the key of a call. */
export type JournalLine = { at: number; call: string } & (
  | { /** A try begins; US dollars. */ reserved: number }
  | { /** `cached`: an earlier run's answer, which cost nothing here. */ reply: Reply }
  | { /** A try failed; US dollars that it may have cost. */ failed: ModelFailure; usd: number }
  | { /** After the last try. */ gaveUp: GaveUp }
);

export interface GaveUp {
  failure: ModelFailure;
  message: string;
}

/** What earlier sessions of the run left. */
export interface Past {
  replies: Map<string, Reply>;
  gaveUp: Map<string, GaveUp>;
  /** A try without an end may have been paid for, so its reservation counts. */
  used: Amount;
  /** Tries, and the tokens of the answers that were paid for. */
  calls: number;
  tokens: { input: number; output: number };
}

export interface Journal {
  readonly past: Past;
  /** The line outlives the process when this returns. Throws SetupError when it cannot be kept. */
  append(line: JournalLine): void;
}

/**
 * `length`: how much of `text` is sound; a last line that was cut off by a crash is not. Throws SetupError, with file and
 * line, for a line that is none of a journal's.
 */
export function parseJournal(text: string, path: string): { past: Past; length: number } {
  const past: Past = {
    ...{ replies: new Map(), gaveUp: new Map(), used: { usd: 0, seconds: 0 } },
    ...{ calls: 0, tokens: { input: 0, output: 0 } },
  };
  const open = new Map<string, number>();
  let length = 0;
  for (let number = 1; length < text.length; number++) {
    const end = text.indexOf('\n', length);
    const line = end < 0 ? undefined : parseJson(text.slice(length, end));
    if (line === undefined && (end < 0 || end === text.length - 1)) break;
    if (!isLine(line)) {
      throw new SetupError(`${path}:${number}: is damaged; start a new run instead of resuming this one`);
    }
    readLine(line, past, open);
    length = end + 1;
  }
  for (const reserved of open.values()) past.used.usd += reserved;
  return { past, length };
}

function readLine(line: JournalLine, past: Past, open: Map<string, number>): void {
  const { call, at } = line;
  past.used.seconds = Math.max(past.used.seconds, at);
  if ('reserved' in line) {
    past.calls++;
    past.used.usd += open.get(call) ?? 0;
    open.set(call, line.reserved);
  } else if ('reply' in line) {
    past.replies.set(call, line.reply);
    if (line.reply.cached) return;
    open.delete(call);
    past.used.usd += line.reply.usd;
    past.tokens.input += line.reply.tokens.input;
    past.tokens.output += line.reply.tokens.output;
  } else if ('failed' in line) {
    open.delete(call);
    past.used.usd += line.usd;
  } else {
    past.gaveUp.set(call, line.gaveUp);
  }
}

/** `undefined` for what is no JSON, such as a line that a crash has cut off. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isLine(line: unknown): line is JournalLine {
  return isObject(line) && typeof line.call === 'string' && isAmount(line.at) && isEvent(line);
}

function isEvent({ reserved, reply, failed, usd, gaveUp }: Record<string, unknown>): boolean {
  if (reserved !== undefined) return isAmount(reserved);
  if (reply !== undefined) return isReply(reply);
  if (failed !== undefined) return isFailure(failed) && isAmount(usd);
  return isObject(gaveUp) && isFailure(gaveUp.failure) && typeof gaveUp.message === 'string';
}

function isReply(reply: unknown): boolean {
  if (!isObject(reply) || typeof reply.text !== 'string' || typeof reply.cached !== 'boolean') return false;
  const { tokens, usd, seconds } = reply;
  return isObject(tokens) && [tokens.input, tokens.output, usd, seconds].every(isAmount);
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const isAmount = (value: unknown) => typeof value === 'number' && value >= 0;
const failures: Record<ModelFailure, true> = {
  ...{ key: true, model: true, request: true, rate: true, server: true },
  ...{ 'time-out': true, redirect: true, network: true, reply: true },
};
const isFailure = (value: unknown) => typeof value === 'string' && Object.hasOwn(failures, value);
