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
  | { /** After the last try. */ gaveUp: { failure: ModelFailure; message: string } }
);

/** What earlier sessions of the run left. */
export interface Past {
  replies: Map<string, Reply>;
  /** In the order they came. */
  gaveUp: Map<string, { failure: ModelFailure; message: string }[]>;
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
 * line, for damage before the last line.
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
    const line = end < 0 ? null : parseLine(text.slice(length, end));
    if (!line) {
      if (end < 0 || end === text.length - 1) break;
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
    past.gaveUp.set(call, [...(past.gaveUp.get(call) ?? []), line.gaveUp]);
  }
}

function parseLine(text: string): JournalLine | null {
  try {
    const line = JSON.parse(text) as Partial<
      Record<'call' | 'at' | 'reserved' | 'reply' | 'failed' | 'gaveUp', unknown>
    >;
    const known = ['reserved', 'reply', 'failed', 'gaveUp'].some((key) => Object.hasOwn(line, key));
    return typeof line.call === 'string' && typeof line.at === 'number' && known ? (line as JournalLine) : null;
  } catch {
    return null;
  }
}
