// Every example of every event that GitHub documents, through the real door of the real server.

import { createHmac, generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import events from '@octokit/webhooks-examples';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { webhookPath } from '../../src/commands/app/webhook-door.ts';
import { installationOf, workOf } from '../../src/review/events.ts';
import { type AppChild, startApp } from './child.ts';

const secret = 'a-secret-of-forty-bytes-for-these-tests!';
const examples = events.flatMap(({ name, examples }) =>
  examples.map((payload, index) => ({ name, payload, id: `${name}-${index}`, body: JSON.stringify(payload) })),
);
/** A GitHub that is down, so that no example makes anybody write anything. */
const nowhere = createServer((_, response) => response.writeHead(503).end());
let app: AppChild;

beforeAll(async () => {
  nowhere.listen(0, '127.0.0.1');
  await once(nowhere, 'listening');
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  const api = `http://127.0.0.1:${(nowhere.address() as AddressInfo).port}`;
  app = await startApp({ appId: 1, privateKey, secret, api, logLevel: 'trace' });
});
afterAll(async () => {
  await app.end('SIGKILL');
  nowhere.close();
  nowhere.closeAllConnections();
});

const sign = (body: string) => `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

async function post(name: string, id: string, body: string, signature = sign(body)): Promise<string> {
  const answer = await fetch(app.url + webhookPath, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-github-event': name,
      'x-github-delivery': id,
      'x-hub-signature-256': signature,
    },
  });
  return `${answer.status} ${(await answer.text()).trim()}`;
}

async function all(send: (example: (typeof examples)[number]) => Promise<string>): Promise<string[]> {
  const answers: string[] = [];
  for (const example of examples) answers.push(await send(example));
  return [...new Set(answers)];
}

test('there are examples of all events that ask for work', () => {
  const asking = examples.filter(({ name, payload }) => workOf(name, payload) !== null).map(({ name }) => name);
  const wanted = ['check_run', 'check_suite', 'member', 'merge_group', 'pull_request'];
  expect([...new Set(asking)].sort()).toEqual(expect.arrayContaining([...wanted, 'pull_request_review', 'team']));
  expect(examples.length).toBeGreaterThan(250);
});

test('what an example asks for has the shape that the queue takes', () => {
  for (const { name, payload } of examples) {
    expect(() => installationOf(name, payload)).not.toThrow();
    for (const work of workOf(name, payload)?.work ?? []) {
      expect(JSON.parse(JSON.stringify(work))).toEqual(work);
      if (work.kind === 'pull-request') expect(work.number).toBeGreaterThan(0);
    }
  }
});

test('any field that is missing or of another kind is no reason to throw', () => {
  for (const { name, payload } of examples) {
    for (const other of [undefined, null, 0, -1, 1.5, '', 'x', [], {}, true]) {
      for (const broken of brokenAt(payload, other)) expect(() => workOf(name, broken)).not.toThrow();
    }
  }
});

/** The payload with each field of its first two levels changed. */
function* brokenAt(payload: object, other: unknown): Generator<object> {
  for (const [key, value] of Object.entries(payload)) {
    yield { ...payload, [key]: other };
    if (typeof value !== 'object' || value === null || !/^(?:pull|review|comm|issue|check|merge|workf)/.test(key))
      continue;
    for (const inner of Object.keys(value)) yield { ...payload, [key]: { ...value, [inner]: other } };
  }
}

test('without the right signature none is let in', async () => {
  expect(await all(({ name, id, body }) => post(name, id, body, sign(`${body} `)))).toEqual([
    '401 the signature is not of this body',
  ]);
});

test('a single changed byte shuts each out', async () => {
  const changed = (body: string) => {
    const middle = body.length >> 1;
    return body.slice(0, middle) + (body[middle] === 'x' ? 'y' : 'x') + body.slice(middle + 1);
  };
  expect(await all(({ name, id, body }) => post(name, id, changed(body), sign(body)))).toEqual([
    '401 the signature is not of this body',
  ]);
});

test('each is accepted, and accepted once', async () => {
  expect(await all(({ name, id, body }) => post(name, id, body))).toEqual(['202 accepted']);
  expect(await all(({ name, id, body }) => post(name, id, body))).toEqual(['202 accepted before']);
});

test('no text of any of them is in the log, at its most talkative', () => {
  const written = app.written();
  expect(written).toContain('"event":"pull_request_review"');
  const texts = examples.flatMap(({ payload }) => textsOf(payload)).filter((text) => text.length > 25);
  expect(texts.length).toBeGreaterThan(500);
  const known = /^[0-9a-f]{40}$|^[a-z_]+$/;
  expect([...new Set(texts)].filter((text) => !known.test(text) && written.includes(text))).toEqual([]);
});

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}
