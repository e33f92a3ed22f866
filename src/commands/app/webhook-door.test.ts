import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { bodyLimit, type Delivery, type DoorOptions, webhookDoor, webhookPath } from './webhook-door.ts';

const secret = 'x'.repeat(32);
const sign = (body: string | Buffer) => `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
const close: (() => void)[] = [];
afterEach(() => {
  for (const end of close.splice(0)) end();
});

async function open(options: Partial<DoorOptions> = {}) {
  const received: Delivery[] = [];
  const lines: string[] = [];
  const door = webhookDoor({
    verify: async (body, signature) => signature === sign(body),
    receive: async (delivery) => void received.push(delivery),
    unready: () => null,
    draining: () => false,
    log: (fields, message) => void lines.push(JSON.stringify({ ...fields, message })),
    ...options,
  });
  door.listen(0, '127.0.0.1');
  await once(door, 'listening');
  close.push(() => {
    door.close();
    door.closeAllConnections();
  });
  const { port } = door.address() as AddressInfo;
  const at = `http://127.0.0.1:${port}`;
  const post = async (body: string | Buffer, headers: Record<string, string | null> = {}) => {
    const all = {
      'content-type': 'application/json',
      'x-github-event': 'push',
      'x-github-delivery': 'd1',
      'x-hub-signature-256': sign(body),
      ...headers,
    };
    const given = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null)) as Record<
      string,
      string
    >;
    const bytes = typeof body === 'string' ? body : new Uint8Array(body);
    const answer = await fetch(at + webhookPath, { method: 'POST', body: bytes, headers: given });
    return { status: answer.status, text: await answer.text() };
  };
  return { received, lines, post, at, port };
}

test('a signed delivery is received once, however often it comes', async () => {
  const { post, received } = await open();
  const body = '{"action":"é"}';
  expect(await post(body)).toEqual({ status: 202, text: 'accepted\n' });
  expect(await post(body)).toEqual({ status: 202, text: 'accepted before\n' });
  expect((await post(body, { 'x-github-delivery': 'd2' })).status).toBe(202);
  expect(received).toEqual([
    { id: 'd1', name: 'push', payload: { action: 'é' } },
    { id: 'd2', name: 'push', payload: { action: 'é' } },
  ]);
});

test('nothing is received whose signature is not of the very bytes', async () => {
  const { post, received, lines } = await open();
  const body = '{"text":"secret canary"}';
  const wrong = [
    null,
    '',
    sign('{}'),
    sign(body).toUpperCase(),
    sign(body).slice(0, -1),
    `sha1=${'0'.repeat(40)}`,
    `sha256=${'0'.repeat(64)}`,
  ];
  for (const signature of wrong) expect((await post(body, { 'x-hub-signature-256': signature })).status).toBe(401);
  const changed = Buffer.from(body);
  changed[5] = (changed[5] ?? 0) ^ 1;
  expect((await post(changed, { 'x-hub-signature-256': sign(body) })).status).toBe(401);
  // Bytes that are no UTF-8 read as the same text as others do.
  const invalid = Buffer.from([0x22, 0xff, 0x22]);
  expect((await post(invalid, { 'x-hub-signature-256': sign(invalid.toString()) })).status).toBe(401);
  expect((await post(invalid)).status).toBe(401);
  expect((await post('', {})).status).toBe(401);
  expect(received).toEqual([]);
  expect(lines.join()).not.toContain('canary');
});

test('what is no delivery gets a short answer', async () => {
  const { post, at, received } = await open();
  expect((await post('{"a":', {})).status).toBe(400);
  for (const body of ['[]', 'null', '1', '"x"', '{"action":{}}', '{"installation":null}'])
    expect((await post(body)).status).toBe(400);
  expect((await post('{}', { 'x-github-event': null })).status).toBe(400);
  expect((await post('{}', { 'x-github-delivery': null })).status).toBe(400);
  expect((await post('{}', { 'x-github-delivery': 'a b' })).status).toBe(400);
  expect((await post('{}', { 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(415);
  expect((await fetch(at + webhookPath)).status).toBe(405);
  expect((await fetch(`${at}/`)).status).toBe(404);
  expect((await fetch(`${at}/healthz`, { method: 'POST' })).status).toBe(405);
  expect(received).toEqual([]);
});

test('a delivery that could not be taken counts when it comes again, and two at once are one', async () => {
  let fail = true;
  let calls = 0;
  const { post, lines } = await open({
    async receive() {
      calls++;
      await new Promise((resolve) => setTimeout(resolve, 20));
      if (fail) throw new Error('full of canaries');
    },
  });
  const both = await Promise.all([post('{}'), post('{}')]);
  expect(both).toEqual(Array(2).fill({ status: 503, text: 'not accepted; send it again\n' }));
  fail = false;
  expect((await post('{}')).status).toBe(202);
  expect(calls).toBe(2);
  expect(lines.join()).toContain('"fault":"Error"');
  expect(lines.join()).not.toContain('canaries');
});

test('a bug is answered, and told to the log', async () => {
  const { post, lines } = await open({ verify: () => Promise.reject(new TypeError('canary')) });
  expect((await post('{}')).status).toBe(500);
  expect(lines.join()).toContain('TypeError');
  expect(lines.join()).not.toContain('canary');
});

test('health, readiness, and the end', async () => {
  let why: string | null = 'not yet';
  let draining = false;
  const { at, post } = await open({ unready: () => why, draining: () => draining });
  expect((await fetch(`${at}/healthz`)).status).toBe(200);
  const unready = await fetch(`${at}/readyz`);
  expect([unready.status, await unready.text()]).toEqual([503, 'not yet\n']);
  why = null;
  expect((await fetch(`${at}/readyz?x=1`)).status).toBe(200);
  draining = true;
  expect((await post('{}')).status).toBe(503);
});

test('a body above the limit is not read to its end, told of or not', async () => {
  const { port, post, received } = await open();
  const told = await raw(port, `${head}Content-Length: ${bodyLimit + 1}\r\n\r\n{`);
  expect(told).toMatch(/^HTTP\/1\.1 413 /);
  const chunk = `${(1 << 20).toString(16)}\r\n${' '.repeat(1 << 20)}\r\n`;
  const untold = await raw(port, `${head}Transfer-Encoding: chunked\r\n\r\n${chunk.repeat(26)}`);
  expect(untold).toMatch(/^HTTP\/1\.1 413 /);
  const large = JSON.stringify({ text: 'x'.repeat(bodyLimit - 11) });
  expect(Buffer.byteLength(large)).toBe(bodyLimit);
  expect((await post(large)).status).toBe(202);
  expect(received).toHaveLength(1);
});

test('whoever sends slowly, garbage or huge headers is sent away', async () => {
  const { port, post } = await open({ slowest: 300 });
  expect(await raw(port, `${head}Content-Length: 100\r\n\r\n{`)).toMatch(/^HTTP\/1\.1 408 |^$/);
  expect(await raw(port, 'POST /api')).toMatch(/^HTTP\/1\.1 408 |^$/);
  expect(await raw(port, '\u0016\u0003\u0001garbage\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
  expect(await raw(port, `${head}X: ${'x'.repeat(20_000)}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431 /);
  expect((await post('{}')).status).toBe(202);
});

const head = `POST ${webhookPath} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nX-GitHub-Event: push\r\nX-GitHub-Delivery: raw\r\nX-Hub-Signature-256: ${sign('{}')}\r\n`;

/** What comes back until the other side ends it. */
async function raw(port: number, text: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk));
  // The other side does not read on.
  socket.on('error', () => {});
  socket.write(text);
  await once(socket, 'close');
  return Buffer.concat(chunks).toString();
}
