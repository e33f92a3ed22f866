import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { SetupError } from '../core/errors.ts';
import { type Call, ModelError } from '../program/model.ts';
import { guardedFetch, isInternal } from './guarded-fetch.ts';
import { type Endpoint, openModel } from './model.ts';

const key = 'sk-canary+/0123456789==';
const completion = (content: unknown, more = {}) => ({
  ...{ id: 'c', object: 'chat.completion', created: 1, model: 'm' },
  choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop', ...more }],
  usage: { prompt_tokens: 12, completion_tokens: 34, total_tokens: 46 },
});

type Answer = (request: { body: Record<string, unknown>; message: IncomingMessage }, reply: ServerResponse) => void;
const json =
  (status: number, value: unknown, headers = {}): Answer =>
  (_, reply) =>
    void reply.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));

let server: Server;
let script: Answer[] = [];
let asked: { body: Record<string, unknown>; message: IncomingMessage }[] = [];
let endpoint: Endpoint;

beforeAll(async () => {
  server = createServer((message, reply) => {
    const chunks: Buffer[] = [];
    message.on('data', (chunk: Buffer) => chunks.push(chunk));
    message.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString() || '{}') as Record<string, unknown>;
      asked.push({ body, message });
      const answer = script.shift() ?? json(500, { error: { message: 'the script is over' } });
      answer({ body, message }, reply);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  endpoint = { baseUrl: `http://127.0.0.1:${port}/v1`, name: 'm', key, keyFrom: 'OPENAI_API_KEY', allowed: true };
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  script = [];
  asked = [];
});

const call: Call = {
  messages: [{ role: 'user', content: 'hello' }],
  // What a budget has left is no whole number of milliseconds.
  ...{ maxTokens: 9, temperature: 0.5, timeoutSeconds: 4.99991 },
};

async function ask(answers: Answer[], more: Partial<Call> = {}, signal = new AbortController().signal) {
  script = answers;
  const model = await openModel(endpoint);
  return model.complete({ ...call, ...more }, signal);
}

test('an answer with its tokens and time, the key in one header', async () => {
  const reply = await ask([json(200, completion('# S1'))]);
  expect(reply).toEqual({
    ...{ text: '# S1', tokens: { input: 12, output: 34 }, usd: 0, seconds: expect.any(Number), cached: false },
  });
  expect(asked[0]?.body).toEqual({
    ...{ model: 'm', max_tokens: 9, temperature: 0.5, stream: false },
    messages: [{ role: 'user', content: 'hello' }],
  });
  expect(asked[0]?.message.url).toBe('/v1/chat/completions');
  expect(asked[0]?.message.headers.authorization).toBe(`Bearer ${key}`);
});

test('what a model refuses is left out', async () => {
  const refuse = (param: string) => json(400, { error: { message: `Unsupported ${param}`, param } });
  const { text } = await ask([refuse('max_tokens'), refuse('temperature'), json(200, completion('ok'))]);
  expect(text).toBe('ok');
  expect(asked[2]?.body).toMatchObject({ max_completion_tokens: 9 });
  expect(Object.keys(asked[2]?.body ?? {})).not.toContain('temperature');
  expect(Object.keys(asked[2]?.body ?? {})).not.toContain('max_tokens');
});

test('calls at the same time learn of it each', async () => {
  const refuse = json(400, { error: { message: "Unsupported parameter: 'max_tokens'", param: 'max_tokens' } });
  script = [refuse, refuse, json(200, completion('ok')), json(200, completion('ok'))];
  const model = await openModel(endpoint);
  const both = [1, 2].map(() => model.complete(call, new AbortController().signal));
  expect((await Promise.all(both)).map(({ text }) => text)).toEqual(['ok', 'ok']);
});

test('JSON mode and seed, until the endpoint refuses them in its own words', async () => {
  const refuse = json(422, { detail: 'extra inputs are not permitted: response_format' });
  const unknown = json(400, [{ error: { message: 'Invalid JSON payload received. Unknown name "seed"' } }]);
  script = [json(200, completion('ok')), refuse, unknown, json(200, completion('ok'))];
  const model = await openModel(endpoint);
  const more = { ...call, json: true, seed: 7 };
  await model.complete(more, new AbortController().signal);
  expect(asked[0]?.body).toMatchObject({ response_format: { type: 'json_object' }, seed: 7 });
  await model.complete(more, new AbortController().signal);
  expect(Object.keys(asked[3]?.body ?? {}).sort()).toEqual([
    'max_tokens',
    'messages',
    'model',
    'stream',
    'temperature',
  ]);
});

test('a limit that no name is right for is an error, not a call without a limit', async () => {
  const refuse = json(400, { error: { message: 'max_tokens and max_completion_tokens are not supported' } });
  await expect(ask([refuse, refuse, refuse])).rejects.toMatchObject({ failure: 'request' });
  expect(asked).toHaveLength(2);
});

test.each([
  ['max_tokens', 'max_tokens is too large: 9. This model supports at most 4 completion tokens'],
  ['messages', "This model's maximum context length is 4 tokens; you requested 8 (max_tokens), 9 in all"],
  [null, 'max_tokens must be less than 4: the context is full'],
])('a limit that does not fit is no limit of an unknown name: param %j', async (param, message) => {
  await expect(ask([json(400, { error: { message, param } })])).rejects.toBeInstanceOf(ModelError);
  expect(asked).toHaveLength(1);
});

test('tokens that are not counted are estimated', async () => {
  const reply = await ask([json(200, { ...completion('x'.repeat(40)), usage: null })]);
  expect(reply).toMatchObject({ tokens: { input: 10, output: 10 }, estimated: true });
});

test('an answer that repeats the key is cleaned of it', async () => {
  const { text } = await ask([json(200, completion(`Your key is ${key}, or ${encodeURIComponent(key)}.`))]);
  expect(text).toBe('Your key is ***, or ***.');
});

test('how long to wait is in the error', async () => {
  const busy = json(429, { error: { message: 'busy' } }, { 'retry-after': '3' });
  await expect(ask([busy])).rejects.toMatchObject({ failure: 'rate', retryAfter: 3, billable: false });
});

test('what was never made is not paid for', async () => {
  const nobody = await openModel({ ...endpoint, baseUrl: 'http://127.0.0.1:1/v1' });
  const refused = nobody.complete(call, new AbortController().signal);
  await expect(refused).rejects.toMatchObject({ failure: 'network', passing: true, billable: false });
  const gone = (_: unknown, reply: ServerResponse) => void reply.destroy();
  await expect(ask([gone])).rejects.toMatchObject({ failure: 'network', passing: true, billable: true });
});

test.each([
  { message: 'This model has a maximum context length of 8192 tokens.', code: 'context_length_exceeded' },
  { message: 'the request exceeds the available context size', type: 'exceed_context_size_error' },
  { message: 'The response was filtered', code: 'content_filter' },
])('one prompt that is not answered does not end a run: %j', async (error) => {
  const answer = ask([json(400, { error })]);
  await expect(answer).rejects.toMatchObject({ failure: 'reply', passing: true, billable: false });
});

test('a quota that is used up does not pass', async () => {
  const answer = json(429, { error: { message: 'You exceeded your current quota', code: 'insufficient_quota' } });
  await expect(ask([answer])).rejects.toMatchObject({ failure: 'key', passing: false });
});

describe('each failure says what to do, and never the key', () => {
  const leak = `key ${key} and ${encodeURIComponent(key)} and ${Buffer.from(key).toString('base64')}`;
  const error = (status: number, headers = {}) => json(status, { error: { message: leak } }, headers);
  const raw =
    (status: number, text: string, type: string): Answer =>
    (_, reply) =>
      void reply.writeHead(status, { 'content-type': type }).end(text);
  test.each<[string, Answer, string, RegExp]>([
    ['401', error(401), 'key', /OPENAI_API_KEY/],
    ['403', error(403), 'key', /OPENAI_API_KEY/],
    ['404', error(404), 'model', /no model "m"/],
    ['400', error(400), 'request', /refuses the request \(400\)/],
    ['429', error(429, { 'retry-after': '0' }), 'rate', /quota or wait/],
    ['500', error(500), 'server', /try again later/],
    ['503 in HTML', raw(503, '<h1>busy</h1>', 'text/html'), 'server', /503/],
    ['a redirect', error(307, { location: `https://x.test/?${key}` }), 'redirect', /name the final URL/],
    ['no JSON', raw(200, '{"choices": [', 'application/json'), 'reply', /broken JSON/],
    ['HTML', raw(200, '<html>', 'text/html'), 'reply', /no chat completion/],
    ['other JSON', json(200, { ok: true }), 'reply', /no chat completion/],
    ['null', json(200, null), 'reply', /no chat completion/],
    ['no choice', json(200, { choices: [] }), 'reply', /empty answer/],
    ['an empty answer', json(200, completion(' \n')), 'reply', /empty answer/],
    ['no content', json(200, completion(null, { finish_reason: 'length' })), 'reply', /token limit/],
    [
      'a connection closed half-way',
      (_, reply) => {
        reply.writeHead(200, { 'content-type': 'application/json', 'content-length': '999' });
        reply.write('{"choices": [', () => reply.destroy());
      },
      ...(['network', /cannot be reached/] as const),
    ],
    ['a closed connection', (_, reply) => void reply.destroy(), 'network', /cannot be reached/],
    ['silence', () => undefined, 'time-out', /within 0.3 s/],
    [
      'half an answer',
      (_, reply) => void reply.writeHead(200, { 'content-type': 'application/json' }).write('{'),
      ...(['time-out', /within 0.3 s/] as const),
    ],
    [
      'too much',
      (_, reply) => {
        reply.writeHead(200, { 'content-type': 'application/json' });
        for (let sent = 0; sent < 20; sent++) reply.write('x'.repeat(1024 * 1024));
      },
      ...(['reply', /16 MiB/] as const),
    ],
  ])('%s', async (name, answer, failure, message) => {
    const timeoutSeconds = /silence|half/.test(name) ? 0.3 : 10;
    const thrown = await ask([answer], { timeoutSeconds }).then(
      () => null,
      (error: unknown) => error,
    );
    expect(thrown).toBeInstanceOf(ModelError);
    expect(thrown).toBeInstanceOf(SetupError);
    expect(thrown).toMatchObject({ failure, message: expect.stringMatching(message) });
    const all = `${(thrown as Error).message}\n${(thrown as Error).stack}\n${JSON.stringify(thrown)}`;
    for (const form of [key, encodeURIComponent(key), Buffer.from(key).toString('base64').replace(/=+$/, '')]) {
      expect(all).not.toContain(form);
    }
    expect(asked).toHaveLength(1);
  });
});

test('an abort ends the call and stays an abort', async () => {
  const abort = new AbortController();
  await expect(ask([() => abort.abort()], {}, abort.signal)).rejects.toMatchObject({ name: 'AbortError' });
  await expect(ask([], {}, abort.signal)).rejects.toMatchObject({ name: 'AbortError' });
});

describe('private addresses', () => {
  test.each([
    ...['127.0.0.1', '10.1.2.3', '172.31.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '224.0.0.1'],
    ...['::1', '::', 'fe80::1', 'fd00::1', '::ffff:127.0.0.1', '::ffff:8.8.8.8', '64:ff9b::7f00:1', '2002:7f00:1::'],
  ])('%s', (address) => expect(isInternal(address)).toBe(true));
  test.each(['8.8.8.8', '172.32.0.1', '2606:4700::1111'])('%s is none', (address) =>
    expect(isInternal(address)).toBe(false),
  );

  test('are asked only when the host is allowed', async () => {
    const { port } = server.address() as AddressInfo;
    const hosts = ['127.0.0.1', 'localhost', '[::1]', '2130706433', '0x7f.1', '[::ffff:127.0.0.1]'];
    for (const host of hosts) {
      await expect(guardedFetch(false)(`http://${host}:${port}/`), host).rejects.toThrow(/private address/);
    }
    const model = await openModel({ ...endpoint, allowed: false });
    const answer = model.complete(call, new AbortController().signal);
    await expect(answer).rejects.toMatchObject({
      failure: 'request',
      message: expect.stringContaining('`model.allow-hosts`'),
    });
    expect(asked).toEqual([]);
  });

  test('a public host is asked over https alone', async () => {
    await expect(guardedFetch(true)('http://192.0.2.1/')).rejects.toThrow(/write https/);
  });
});
