// What an endpoint's answer means: the text with its tokens, or why there is none and what to do about it.

import { reasonOf, SetupError } from '../core/errors.ts';
import { promptBytes } from '../optimize/price.ts';
import { type Message, ModelError, type Reply } from '../program/model.ts';
import type { Endpoint } from './model.ts';
import { secretForms } from './secret-forms.ts';

interface Completion {
  choices?: { message?: { content?: unknown }; finish_reason?: unknown }[];
  usage?: { prompt_tokens?: unknown; completion_tokens?: unknown } | null;
}

const bytesPerToken = 4;

/** Reads a chat completion. `where` is the endpoint's host. Throws ModelError when there is no text in it. */
export function readAnswer(answer: unknown, where: string, messages: readonly Message[], seconds: number): Reply {
  const { choices, usage } = (typeof answer === 'object' && answer !== null ? answer : {}) as Completion;
  if (!Array.isArray(choices)) {
    throw new ModelError('reply', `${where} answers with no chat completion; check that the base URL ends in /v1`);
  }
  const text = choices[0]?.message?.content;
  if (typeof text !== 'string' || text.trim() === '') {
    const cut = choices[0]?.finish_reason === 'length' ? ', because it ran into the token limit' : '';
    throw new ModelError('reply', `${where} gives an empty answer${cut}; try again or name another model`);
  }
  return { text, ...tokensOf(usage, messages, text), usd: 0, seconds, cached: false };
}

function tokensOf(usage: Completion['usage'], messages: readonly Message[], text: string) {
  const { prompt_tokens: input, completion_tokens: output } = usage ?? {};
  const counts = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
  return counts(input) && counts(output) ? { tokens: { input, output } } : estimateTokens(messages, text);
}

/** Tokens guessed from bytes, for an endpoint that does not count them. */
export function estimateTokens(messages: readonly Message[], text: string): Pick<Reply, 'tokens' | 'estimated'> {
  const guess = (bytes: number) => Math.ceil(bytes / bytesPerToken);
  return { tokens: { input: guess(promptBytes(messages)), output: guess(Buffer.byteLength(text)) }, estimated: true };
}

const todo: Record<Endpoint['keyFrom'], string> = {
  OPENAI_API_KEY: 'check the key in OPENAI_API_KEY',
  AZURE_OPENAI_API_KEY: 'check the key in AZURE_OPENAI_API_KEY',
  'workload identity': 'check `model.workload-identity`',
  nowhere: 'set OPENAI_API_KEY',
};

interface Refusal {
  status: number;
  headers: Headers | undefined;
  code?: string | null;
}

/** What was thrown in place of an answer, as a ModelError. `clean` takes secrets out of a text. */
export function failureOf(
  error: unknown,
  { baseUrl, name, keyFrom }: Endpoint,
  clean: (text: string) => string,
): ModelError {
  const where = new URL(baseUrl).host;
  const cause = rootCause(error);
  if (cause instanceof ModelError) return cause;
  if (cause instanceof SetupError) return new ModelError('request', cause.message);
  const said = clean(reasonOf(cause)).replace(/\s+/g, ' ').slice(0, 300);
  if (cause instanceof SyntaxError) {
    return new ModelError('reply', `${where} answers with broken JSON: ${said}; check the base URL`);
  }
  const { status, headers, code } = error as Partial<Refusal>;
  if (typeof status !== 'number') return unreachable(where, said, (cause as { code?: unknown } | null)?.code);
  if (status === 401 || status === 403) {
    return new ModelError('key', `${where} refuses the request (${status}); ${todo[keyFrom]}: ${said}`);
  }
  if (status === 404) {
    return new ModelError('model', `${where} knows no model "${name}" at this base URL (404); check both: ${said}`);
  }
  if (status === 429 && code === 'insufficient_quota') {
    return new ModelError('key', `${where} has no quota left (429); check the account’s plan and bill: ${said}`);
  }
  const retryAfter = headers ? retryAfterOf(headers, Date.now()) : undefined;
  if (status === 429) {
    const message = `${where} takes no more requests for now (429); check the quota or wait: ${said}`;
    return new ModelError('rate', message, retryAfter);
  }
  if (status >= 500 || status === 408) {
    return new ModelError('server', `${where} fails (${status}); try again later: ${said}`, retryAfter);
  }
  if (status < 400) {
    return new ModelError('redirect', `${where} redirects (${status}), which is not followed; name the final URL`);
  }
  if (ofThisPrompt.test(`${code} ${said}`)) {
    return new ModelError('reply', `${where} does not answer this prompt (${status}): ${said}`, undefined, false);
  }
  return new ModelError('request', `${where} refuses the request (${status}): ${said}`);
}

/** A prompt that is too long or that a filter stops fails alone; the next one may well be answered. */
const ofThisPrompt =
  /content_filter|content.management|context_length|context.(?:length|size|window)|prompt is too long/i;

function unreachable(where: string, said: string, code: unknown): ModelError {
  const message = `${where} cannot be reached: ${said}; check the base URL`;
  // A name that does not exist now will not exist in a minute.
  if (code === 'ENOTFOUND') return new ModelError('request', message);
  const arrived = code !== 'ECONNREFUSED' && code !== 'EAI_AGAIN';
  return new ModelError('network', message, undefined, arrived);
}

/** Seconds that the headers ask to wait, at `now` in milliseconds; `undefined` when they say nothing. */
export function retryAfterOf(headers: Headers, now: number): number | undefined {
  const milliseconds = number(headers.get('retry-after-ms'));
  if (milliseconds !== undefined) return milliseconds / 1000;
  const after = headers.get('retry-after');
  if (after) {
    const date = Date.parse(after);
    const seconds = number(after) ?? (Number.isNaN(date) ? undefined : (date - now) / 1000);
    if (seconds !== undefined) return Math.max(0, seconds);
  }
  const waits = ['requests', 'tokens'].flatMap((what) =>
    number(headers.get(`x-ratelimit-remaining-${what}`)) === 0
      ? (duration(headers.get(`x-ratelimit-reset-${what}`)) ?? [])
      : [],
  );
  return waits.length > 0 ? Math.max(...waits) : undefined;
}

const number = (text: string | null) => (text && /^\s*\d+(?:\.\d+)?\s*$/.test(text) ? Number(text) : undefined);

/** Seconds of `6m0s`, `1.5s`, `120ms` or plain seconds. */
function duration(text: string | null): number | undefined {
  if (!text) return undefined;
  const units = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86400 };
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|[smhd])/g)];
  if (parts.map(([part]) => part).join('') !== text.trim()) return number(text);
  return parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * units[unit as keyof typeof units], 0);
}

function rootCause(error: unknown): unknown {
  let cause = error;
  for (let depth = 0; depth < 5 && cause instanceof Error && cause.cause !== undefined; depth++) cause = cause.cause;
  return cause;
}

/** A text without the secret, in whatever form. */
export function mask(text: string, secret: string | undefined): string {
  if (!secret) return text;
  return secretForms(secret).reduce((masked, form) => masked.replaceAll(form, '***'), text);
}
