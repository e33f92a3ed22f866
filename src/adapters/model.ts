// A model behind OpenAI's protocol: which endpoint is asked, and one try at an answer. The key goes into one header and
// nowhere else; what comes back is cleaned of it.

import { notLoaded, SetupError } from '../core/errors.ts';
import type { ModelConfig } from '../optimize/model-config.ts';
import { type Call, type Model, ModelError } from '../program/model.ts';
import { guardedFetch } from './guarded-fetch.ts';
import { failureOf, mask, readAnswer } from './model-answer.ts';
import { type Identity, workloadIdentity } from './model-identity.ts';

export interface Endpoint {
  baseUrl: string;
  name: string;
  key: string | undefined;
  keyFrom: 'OPENAI_API_KEY' | 'AZURE_OPENAI_API_KEY' | 'workload identity' | 'nowhere';
  /** In place of a key. */
  identity?: Identity;
  /** Whether the host may be internal: the operator named it, or the configuration allows it. */
  allowed: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

const defaultUrl = 'https://api.openai.com/v1';

/**
 * The endpoint that environment, flag and configuration name; `null` when they name none. The environment goes
 * before the configuration. Throws SetupError for a URL that is none or carries a password, or without a model.
 */
export function findEndpoint(env: Environment, settings: ModelConfig, name?: string): Endpoint | null {
  const own = env.OPENAI_BASE_URL?.trim() || undefined;
  const given = own ?? settings['base-url'];
  const credentials = findCredentials(env, settings, isAzure(given));
  const baseUrl = given ?? (credentials.keyFrom === 'nowhere' ? undefined : defaultUrl);
  if (baseUrl === undefined) return null;
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : null;
  const source = own ? 'OPENAI_BASE_URL' : '`model.base-url`';
  if (!url || !/^https?:$/.test(url.protocol)) throw new SetupError(`${source} is no URL; write https://…`);
  if (url.username || url.password) throw new SetupError(`${source} holds a password; put it into OPENAI_API_KEY`);
  const model = name ?? settings.name;
  if (!model) throw new SetupError('no model is named; set `model.name` in the configuration or give --model');
  const host = plainHost(url.hostname);
  const named = (settings['allow-hosts'] ?? []).some((entry) => plainHost(entry) === host);
  return { baseUrl: baseUrl.replace(/\/+$/, ''), name: model, ...credentials, allowed: own !== undefined || named };
}

const plainHost = (host: string) => host.replace(/^\[|\]$/g, '').toLowerCase();

function findCredentials(env: Environment, settings: ModelConfig, azure: boolean) {
  const azureKey = azure ? env.AZURE_OPENAI_API_KEY?.trim() : undefined;
  if (azureKey) return { key: azureKey, keyFrom: 'AZURE_OPENAI_API_KEY' as const };
  const key = env.OPENAI_API_KEY?.trim();
  if (key) return { key, keyFrom: 'OPENAI_API_KEY' as const };
  const { ACTIONS_ID_TOKEN_REQUEST_URL: requestUrl, ACTIONS_ID_TOKEN_REQUEST_TOKEN: requestToken } = env;
  const identity = settings['workload-identity'];
  if (!identity) return { key: undefined, keyFrom: 'nowhere' as const };
  if (!requestUrl || !requestToken) {
    throw new SetupError(
      'no identity token can be had for `model.workload-identity`; run in GitHub Actions with `id-token: write`, or set OPENAI_API_KEY',
    );
  }
  const found = { settings: identity, requestUrl, requestToken };
  return { key: undefined, keyFrom: 'workload identity' as const, identity: found };
}

/** Microsoft's hosts take the key in a header of its own. */
function isAzure(baseUrl: string | undefined): boolean {
  if (!baseUrl || !URL.canParse(baseUrl)) return false;
  return /\.(?:openai\.azure|cognitiveservices\.azure|services\.ai\.azure)\.(?:com|us|cn)$/.test(
    new URL(baseUrl).hostname,
  );
}

/**
 * Opens no connection yet. `complete` makes one try; what the endpoint refuses by name is left out from then on. A
 * reply's `usd` is 0, for this knows no prices. `fetch` is for tests.
 */
export async function openModel(endpoint: Endpoint, fetch = guardedFetch(endpoint.allowed)): Promise<Model> {
  const { baseUrl, name, key, identity } = endpoint;
  const { default: OpenAI } = await import('openai').catch(notLoaded);
  const secrets = new Set<string>();
  const keep = (secret: string) => secrets.add(secret);
  if (key) keep(key);
  const clean = (text: string) => [...secrets].reduce(mask, text);
  const azureKey = key && isAzure(baseUrl) ? { 'api-key': key, authorization: null } : {};
  const client = new OpenAI({
    ...(identity ? { workloadIdentity: workloadIdentity(identity, keep), apiKey: null } : { apiKey: key ?? 'none' }),
    ...{ adminAPIKey: null, organization: null, project: null, webhookSecret: null, defaultHeaders: azureKey },
    ...{ baseURL: baseUrl, maxRetries: 0, logLevel: 'off' },
    fetch: (url, init = {}) => {
      const bearer = new Headers(init.headers as RequestInit['headers']).get('authorization')?.replace(/^Bearer /, '');
      if (bearer && identity) keep(bearer);
      return fetch(url as string, { ...(init as RequestInit), signal: init.signal ?? AbortSignal.timeout(30_000) });
    },
  });
  const refused = new Set<string>();
  const where = new URL(baseUrl).host;

  return {
    name,
    async complete(call, signal) {
      for (;;) {
        signal.throwIfAborted();
        const parameters = parametersOf(call, refused);
        const started = performance.now();
        try {
          const request = { model: name, messages: [...call.messages], ...parameters, stream: false as const };
          const answer = await client.chat.completions.create(request, {
            signal,
            timeout: Math.ceil(call.timeoutSeconds * 1000),
          });
          const reply = readAnswer(answer, where, call.messages, (performance.now() - started) / 1000);
          return { ...reply, text: [...secrets].filter(isReal).reduce(mask, reply.text) };
        } catch (error) {
          signal.throwIfAborted();
          if (error instanceof OpenAI.APIConnectionTimeoutError) {
            const message = `${where} has not answered within ${call.timeoutSeconds} s; try again later`;
            throw new ModelError('time-out', message);
          }
          const culprit = refusedParameter(error, Object.keys(parameters));
          if (!culprit) throw failureOf(error, endpoint, clean);
          refused.add(culprit);
        }
      }
    },
  };
}

/** Not a word such as `none` or `ollama`, set for an endpoint that wants any; an answer may hold that. */
const isReal = (secret: string) => secret.length >= 16;

/** Some models know the limit by another name only, some no temperature, seed or JSON mode. */
function parametersOf({ maxTokens, temperature, seed, json }: Call, refused: ReadonlySet<string>) {
  const { response_format, ...rest } = {
    [refused.has('max_tokens') ? 'max_completion_tokens' : 'max_tokens']: maxTokens,
    ...(refused.has('temperature') ? {} : { temperature }),
    ...(seed === undefined || refused.has('seed') ? {} : { seed }),
    response_format: json && !refused.has('response_format') ? ({ type: 'json_object' } as const) : undefined,
  };
  return response_format ? { ...rest, response_format } : rest;
}

/** What endpoints say of a parameter that they do not take; a value that is too large is none of it. */
const notTaken =
  /unsupported|not supported|n(?:o|')t support|unknown|unrecogni[sz]ed|unexpected|not (?:permitted|allowed|known)|no such/i;

/** The parameter of those sent that a 400 or 422 names as one that it does not take. */
function refusedParameter(error: unknown, sent: readonly string[]): string | undefined {
  const {
    status,
    code,
    param,
    message = '',
  } = error as Partial<Record<'code' | 'param', string | null>> & {
    status?: number;
    message?: string;
  };
  if ((status !== 400 && status !== 422) || !notTaken.test(`${code ?? ''} ${message}`)) return undefined;
  const removable = sent.filter((name) => name !== 'max_completion_tokens');
  return removable.find((name) => (param ? param === name : new RegExp(`\\b${name}\\b`).test(message)));
}
