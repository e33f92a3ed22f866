// The port to a language model: chat completions of anything that speaks OpenAI's protocol. The key goes into one
// header and nowhere else; what comes back as an error is cleaned of it.

import { notLoaded, reasonOf, SetupError } from '../core/errors.ts';
import { guardedFetch } from './guarded-fetch.ts';
import { secretForms } from './secret-forms.ts';

export interface Message {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

export interface Reply {
  text: string;
  tokens: { input: number; output: number };
  seconds: number;
}

export interface Model {
  /** One answer. Throws ModelError when there is none; an abort is thrown on as it is. */
  complete(
    messages: readonly Message[],
    options: { maxTokens: number; temperature: number; signal: AbortSignal },
  ): Promise<Reply>;
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
  constructor(failure: ModelFailure, message: string) {
    super(message);
    this.failure = failure;
  }
}

export interface Endpoint {
  baseUrl: string;
  name: string;
  key: string | undefined;
  /** Whether the host may be internal: the operator named it, or the configuration allows it. */
  allowed: boolean;
}

export interface Settings {
  'base-url'?: string;
  name?: string;
  'allow-hosts'?: string[];
}

const defaultUrl = 'https://api.openai.com/v1';

/**
 * The endpoint that environment, flag and configuration name; `null` when they name none. The environment goes
 * before the configuration. Throws SetupError for a URL that is none or carries a password, or without a model.
 */
export function findEndpoint(
  env: Readonly<Record<string, string | undefined>>,
  settings: Settings,
  name?: string,
): Endpoint | null {
  const key = env.OPENAI_API_KEY?.trim() || undefined;
  const own = env.OPENAI_BASE_URL?.trim() || undefined;
  const baseUrl = own ?? settings['base-url'] ?? (key ? defaultUrl : undefined);
  if (baseUrl === undefined) return null;
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : null;
  const source = own ? 'OPENAI_BASE_URL' : '`model.base-url`';
  if (!url || !/^https?:$/.test(url.protocol)) throw new SetupError(`${source} is no URL; write https://…`);
  if (url.username || url.password) throw new SetupError(`${source} holds a password; put it into OPENAI_API_KEY`);
  const model = name ?? settings.name;
  if (!model) throw new SetupError('no model is named; set `model.name` in the configuration or give --model');
  const host = url.hostname.replace(/^\[|\]$/g, '').toLowerCase();
  const named = (settings['allow-hosts'] ?? []).some((entry) => entry.replace(/^\[|\]$/g, '').toLowerCase() === host);
  return { baseUrl: baseUrl.replace(/\/+$/, ''), name: model, key, allowed: own !== undefined || named };
}

/** Opens no connection yet. `timeoutSeconds` bounds each try from its start to the last byte. */
export async function openModel(
  { baseUrl, name, key, allowed }: Endpoint,
  { retries = 2, timeoutSeconds = 120 }: { retries?: number; timeoutSeconds?: number } = {},
): Promise<Model> {
  const { default: OpenAI } = await import('openai').catch(notLoaded);
  const client = new OpenAI({
    ...{ apiKey: key ?? 'none', adminAPIKey: null, organization: null, project: null, webhookSecret: null },
    ...{ baseURL: baseUrl, maxRetries: retries, timeout: timeoutSeconds * 1000, logLevel: 'off' },
    fetch: guardedFetch(allowed),
  });
  const where = new URL(baseUrl).host;
  const describe = (error: unknown): ModelError => {
    const cause = rootCause(error);
    if (cause instanceof ModelError) return cause;
    if (cause instanceof SetupError) return new ModelError('network', cause.message);
    const said = mask(reasonOf(cause), key).replace(/\s+/g, ' ').slice(0, 300);
    if (error instanceof OpenAI.APIConnectionTimeoutError) {
      return new ModelError('time-out', `${where} has not answered within ${timeoutSeconds} s; try again later`);
    }
    if (cause instanceof SyntaxError) {
      return new ModelError('reply', `${where} answers with broken JSON: ${said}; check the base URL`);
    }
    if (!(error instanceof OpenAI.APIError) || error.status === undefined) {
      return new ModelError('network', `${where} cannot be reached: ${said}; check the base URL`);
    }
    const { status } = error;
    if (status === 401 || status === 403) {
      const todo = key ? 'check the key in OPENAI_API_KEY' : 'set OPENAI_API_KEY';
      return new ModelError('key', `${where} refuses the request (${status}); ${todo}: ${said}`);
    }
    if (status === 404) {
      return new ModelError('model', `${where} knows no model "${name}" at this base URL (404); check both: ${said}`);
    }
    if (status === 429) {
      return new ModelError('rate', `${where} takes no more requests for now (429); check the quota or wait: ${said}`);
    }
    if (status >= 500) return new ModelError('server', `${where} fails (${status}); try again later: ${said}`);
    if (status < 400) {
      return new ModelError('redirect', `${where} redirects (${status}), which is not followed; name the final URL`);
    }
    return new ModelError('request', `${where} refuses the request (${status}): ${said}`);
  };

  // Some models know the limit by another name only, some no temperature: what they refuse is left out from then on.
  let limit: 'max_tokens' | 'max_completion_tokens' = 'max_tokens';
  let tempered = true;
  return {
    async complete(messages, { maxTokens, temperature, signal }) {
      for (;;) {
        signal.throwIfAborted();
        const started = performance.now();
        try {
          const request = { model: name, messages: [...messages], [limit]: maxTokens };
          const reply = await client.chat.completions.create(
            { ...request, ...(tempered ? { temperature } : {}), stream: false },
            { signal },
          );
          return readReply(reply, where, (performance.now() - started) / 1000);
        } catch (error) {
          signal.throwIfAborted();
          const param = error instanceof OpenAI.BadRequestError ? error.param : null;
          if (param === 'max_tokens' && limit === 'max_tokens') limit = 'max_completion_tokens';
          else if (param === 'temperature' && tempered) tempered = false;
          else throw describe(error);
        }
      }
    },
  };
}

function readReply(reply: unknown, where: string, seconds: number): Reply {
  const { choices, usage } = (typeof reply === 'object' && reply !== null ? reply : {}) as {
    choices?: { message?: { content?: unknown }; finish_reason?: unknown }[];
    usage?: { prompt_tokens?: unknown; completion_tokens?: unknown };
  };
  if (!Array.isArray(choices)) {
    throw new ModelError('reply', `${where} answers with no chat completion; check that the base URL ends in /v1`);
  }
  const text = choices[0]?.message?.content;
  if (typeof text !== 'string' || text.trim() === '') {
    const cut = choices[0]?.finish_reason === 'length' ? ', because it ran into the token limit' : '';
    throw new ModelError('reply', `${where} gives an empty answer${cut}; try again or name another model`);
  }
  const count = (value: unknown) => (typeof value === 'number' && value >= 0 ? value : 0);
  return { text, tokens: { input: count(usage?.prompt_tokens), output: count(usage?.completion_tokens) }, seconds };
}

function rootCause(error: unknown): unknown {
  let cause = error;
  for (let depth = 0; depth < 5 && cause instanceof Error && cause.cause !== undefined; depth++) cause = cause.cause;
  return cause;
}

/** A text without the key, in whatever form. */
export function mask(text: string, key: string | undefined): string {
  if (!key) return text;
  return secretForms(key).reduce((masked, form) => masked.replaceAll(form, '***'), text);
}
