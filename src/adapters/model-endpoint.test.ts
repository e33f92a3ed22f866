import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Call, ModelError } from '../program/model.ts';
import { type Endpoint, findEndpoint, openModel } from './model.ts';

const key = 'sk-canary+/0123456789==';
const completion = (content: string) => ({
  choices: [{ message: { role: 'assistant', content }, finish_reason: 'stop' }],
});
const call: Call = {
  messages: [{ role: 'user', content: 'hello' }],
  ...{ maxTokens: 9, temperature: 0.5, timeoutSeconds: 5 },
};

describe('the endpoint', () => {
  test('comes from the environment before the configuration', () => {
    const settings = { 'base-url': 'https://models.example/v1/', name: 'team', 'allow-hosts': ['LocalHost', '[::1]'] };
    expect(findEndpoint({}, {})).toBe(null);
    expect(findEndpoint({}, settings)).toEqual({
      ...{ baseUrl: 'https://models.example/v1', name: 'team', key: undefined, keyFrom: 'nowhere', allowed: false },
    });
    expect(findEndpoint({ OPENAI_API_KEY: ' k ', OPENAI_BASE_URL: 'http://localhost:1/v1' }, settings, 'mine')).toEqual(
      {
        ...{ baseUrl: 'http://localhost:1/v1', name: 'mine', key: 'k', keyFrom: 'OPENAI_API_KEY', allowed: true },
      },
    );
    expect(findEndpoint({ OPENAI_API_KEY: 'k' }, { name: 'm' })?.baseUrl).toBe('https://api.openai.com/v1');
    for (const url of ['http://localhost:11434/v1', 'http://[::1]:1/v1']) {
      expect(findEndpoint({}, { ...settings, 'base-url': url })?.allowed).toBe(true);
    }
  });

  test.each([
    [{ 'base-url': 'models', name: 'm' }, /no URL/],
    [{ 'base-url': 'file:///etc/passwd', name: 'm' }, /no URL/],
    [{ 'base-url': 'https://ada:secret@models.example', name: 'm' }, /holds a password/],
    [{ 'base-url': 'https://models.example' }, /no model is named/],
  ])('%j is refused', (settings, message) => {
    expect(() => findEndpoint({}, settings)).toThrow(message);
    expect(() => findEndpoint({}, settings)).not.toThrow(/secret/);
  });
});

describe('on Microsoft’s hosts', () => {
  const settings = { 'base-url': 'https://team.openai.azure.com/openai/v1', name: 'gpt' };
  test('the key has its own name and header', async () => {
    const env = { OPENAI_API_KEY: 'other', AZURE_OPENAI_API_KEY: key };
    const azure = findEndpoint(env, settings) as Endpoint;
    expect(azure).toMatchObject({ key, keyFrom: 'AZURE_OPENAI_API_KEY' });
    expect(findEndpoint(env, { ...settings, 'base-url': 'https://openai.azure.com.example/v1' })?.key).toBe('other');
    let sent = new Headers();
    const model = await openModel(azure, async (url, init) => {
      expect(String(url)).toBe('https://team.openai.azure.com/openai/v1/chat/completions');
      sent = new Headers(init?.headers);
      return Response.json(completion('ok'));
    });
    await model.complete(call, new AbortController().signal);
    expect(sent.get('api-key')).toBe(key);
    expect(sent.get('authorization')).toBe(null);
    const refusing = await openModel(azure, async () => Response.json({}, { status: 401 }));
    const answer = refusing.complete(call, new AbortController().signal);
    await expect(answer).rejects.toThrow(/check the key in AZURE_OPENAI_API_KEY/);
  });
});

describe('a job’s identity in place of a key', () => {
  const settings = {
    name: 'm',
    'workload-identity': {
      'identity-provider-id': 'idp',
      'service-account-id': 'sa',
      audience: 'https://api.openai.com/v1',
    },
  };
  const subject = 'subject-token-of-the-job-0123456789';
  const access = 'access-token-of-the-job-0123456789';
  let runner: Server;
  let issued: { status: number; body: unknown };
  let asked: IncomingMessage | undefined;
  beforeAll(async () => {
    runner = createServer((message, reply) => {
      asked = message;
      reply.writeHead(issued.status, { 'content-type': 'application/json' }).end(JSON.stringify(issued.body));
    });
    await new Promise<void>((done) => runner.listen(0, '127.0.0.1', done));
  });
  afterAll(() => {
    runner.closeAllConnections();
    runner.close();
  });
  const env = () => ({
    ACTIONS_ID_TOKEN_REQUEST_URL: `http://127.0.0.1:${(runner.address() as AddressInfo).port}/token?api-version=2`,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'request-token-0123456789',
  });

  test('is exchanged for a short-lived one', async () => {
    const found = findEndpoint(env(), settings) as Endpoint;
    expect(found).toMatchObject({ baseUrl: 'https://api.openai.com/v1', key: undefined, keyFrom: 'workload identity' });
    issued = { status: 200, body: { value: subject } };
    const seen: [string, string | null, string][] = [];
    const model = await openModel(found, async (url, init) => {
      seen.push([String(url), new Headers(init?.headers).get('authorization'), String(init?.body)]);
      return String(url).startsWith('https://auth.openai.com/')
        ? Response.json({ access_token: access, issued_token_type: 't', token_type: 'Bearer', expires_in: 3600 })
        : Response.json(completion(`ok ${access} ${subject}`));
    });
    const { text } = await model.complete(call, new AbortController().signal);
    expect(text).toBe('ok *** ***');
    expect(asked?.url).toBe(`/token?api-version=2&audience=${encodeURIComponent('https://api.openai.com/v1')}`);
    expect(asked?.headers.authorization).toBe('Bearer request-token-0123456789');
    expect(seen.map(([url, bearer]) => [url, bearer])).toEqual([
      ['https://auth.openai.com/oauth/token', null],
      ['https://api.openai.com/v1/chat/completions', `Bearer ${access}`],
    ]);
    expect(JSON.parse(seen[0]?.[2] ?? '')).toMatchObject({
      ...{ subject_token: subject, identity_provider_id: 'idp', service_account_id: 'sa' },
    });
  });

  test('says what is wrong, and no token', async () => {
    expect(() => findEndpoint({}, settings)).toThrow(/id-token: write/);
    expect(findEndpoint({ ...env(), OPENAI_API_KEY: 'k' }, settings)?.identity).toBe(undefined);
    const found = findEndpoint(env(), settings) as Endpoint;
    const refusing = async () => Response.json({ error: `no ${subject}` }, { status: 403 });
    const fail = async (answer: typeof issued, fetch?: typeof refusing) => {
      issued = answer;
      const model = await openModel(found, fetch);
      return model.complete(call, new AbortController().signal).catch((error: ModelError) => error);
    };
    const forbidden = await fail({ status: 403, body: {} });
    expect(forbidden).toMatchObject({ failure: 'key', message: expect.stringMatching(/no identity token \(403\)/) });
    const refused = await fail({ status: 200, body: { value: subject } }, refusing);
    expect(refused).toMatchObject({
      failure: 'key',
      message: expect.stringMatching(/check `model.workload-identity`/),
    });
    expect(String(refused)).not.toContain(subject);
  });
});
