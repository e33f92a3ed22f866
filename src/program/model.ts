// The port to a language model. Everything that asks one is given this and nothing more; the adapters stand behind it.

import { SetupError } from '../core/errors.ts';

export interface Message {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

export interface Call {
  messages: readonly Message[];
  /** The longest answer, in tokens. */
  maxTokens: number;
  temperature: number;
  /** Bounds one try, from its start to its last byte. */
  timeoutSeconds: number;
  /** JSON mode (`response_format`): the second try after an answer that could not be read. */
  json?: boolean;
  /** Passed on to endpoints that know it. */
  seed?: number;
  /**
   * Identical calls are asked once and remembered, but for calls of different samples. A sample that is not empty is
   * never answered by the cache of earlier runs: a second evaluation is the sample `again`.
   */
  sample?: string;
}

export interface Usage {
  tokens: { input: number; output: number };
  /** US dollars. */
  usd: number;
  /** Latency of the call itself, without waiting for a turn. */
  seconds: number;
}

export interface Reply extends Usage {
  text: string;
  /** The endpoint gave no token counts; `tokens` are estimated from bytes. */
  estimated?: true;
  /** The answer was remembered: latency and cost are those of the first time, and nothing was spent now. */
  cached: boolean;
}

export interface Model {
  /** As reports and snapshots name it. */
  readonly name: string;
  /** One answer. Throws ModelError when there is none; an abort is thrown on as it is. */
  complete(call: Call, signal: AbortSignal): Promise<Reply>;
}

export type ModelFailure =
  | 'key'
  | 'model'
  | 'request'
  | 'rate'
  | 'server'
  | 'time-out'
  | 'redirect'
  | 'network'
  | 'reply';

/** Why there is no answer, and what to do. */
export class ModelError extends SetupError {
  readonly failure: ModelFailure;
  /** Seconds that the endpoint asks to wait (`retry-after`); absent when it said nothing. */
  readonly retryAfter: number | undefined;
  /** The endpoint may have done the work and charge for it, though no answer came. */
  readonly billable: boolean;
  /** `arrived` is false when no connection was made. */
  constructor(failure: ModelFailure, message: string, retryAfter?: number, arrived = true) {
    super(message);
    this.failure = failure;
    this.retryAfter = retryAfter;
    this.billable = arrived && ['server', 'time-out', 'network', 'reply'].includes(failure);
  }

  /** Another try may bring an answer. What does not pass ends a run; what does is retried, then fails one example. */
  get passing(): boolean {
    return ['rate', 'server', 'time-out', 'network', 'reply'].includes(this.failure);
  }
}

export const noUsage: Usage = { tokens: { input: 0, output: 0 }, usd: 0, seconds: 0 };

export function addUsage(a: Usage, b: Usage): Usage {
  return {
    tokens: { input: a.tokens.input + b.tokens.input, output: a.tokens.output + b.tokens.output },
    usd: a.usd + b.usd,
    seconds: a.seconds + b.seconds,
  };
}
