import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SetupError } from '../../core/errors.ts';
import { parseAppSettings } from './settings.ts';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pkcs1 = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const good = { APP_ID: '7', PRIVATE_KEY: pkcs1, WEBHOOK_SECRET: 's'.repeat(32) };

function faults(env: Record<string, string | undefined>): string[] {
  try {
    parseAppSettings({ ...good, ...env });
    return [];
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    return error.message.split('\n');
  }
}

test('with an id, a key and a secret the rest has its usual values', () => {
  expect(parseAppSettings(good)).toEqual({
    appId: 7,
    privateKey: pkcs8,
    webhookSecret: good.WEBHOOK_SECRET,
    host: '0.0.0.0',
    port: 3000,
    logLevel: 'info',
    baseUrl: undefined,
  });
});

test('a key is taken as it is, in base64, on one line, or from a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'goldgate-key-'));
  const path = join(folder, 'key.pem');
  writeFileSync(path, pkcs1);
  const forms = [
    { PRIVATE_KEY: pkcs8 },
    { PRIVATE_KEY: Buffer.from(pkcs1).toString('base64') },
    { PRIVATE_KEY: pkcs1.replaceAll('\n', '\\n') },
    { PRIVATE_KEY: undefined, PRIVATE_KEY_PATH: path },
  ];
  for (const form of forms) expect(parseAppSettings({ ...good, ...form }).privateKey).toBe(pkcs8);
  rmSync(folder, { recursive: true });
});

test('every fault is told at once, a line each', () => {
  expect(faults({ APP_ID: undefined, PRIVATE_KEY: undefined, WEBHOOK_SECRET: undefined, PORT: 'x' })).toHaveLength(4);
});

test.each([
  ['APP_ID', { APP_ID: 'seven' }],
  ['APP_ID', { APP_ID: '0' }],
  ['PRIVATE_KEY holds', { PRIVATE_KEY: 'canary' }],
  ['PRIVATE_KEY holds', { PRIVATE_KEY: pkcs1.slice(0, -60) }],
  [
    'PRIVATE_KEY holds',
    { PRIVATE_KEY: generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() },
  ],
  ['PRIVATE_KEY_PATH cannot', { PRIVATE_KEY: undefined, PRIVATE_KEY_PATH: '/nowhere/key.pem' }],
  ['WEBHOOK_SECRET is not set', { WEBHOOK_SECRET: '' }],
  ['WEBHOOK_SECRET is too short', { WEBHOOK_SECRET: 'development' }],
  ['WEBHOOK_SECRET is too short', { WEBHOOK_SECRET: 'canary'.repeat(5) }],
  ['PORT', { PORT: '65536' }],
  ['PORT', { PORT: '-1' }],
  ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
  ['GITHUB_API_URL', { GITHUB_API_URL: 'http://github.example.com' }],
  ['GITHUB_API_URL', { GITHUB_API_URL: 'github.example.com' }],
])('%s is refused in a line that quotes no secret', (name, env) => {
  const [line, ...more] = faults(env);
  expect(line).toMatch(new RegExp(`^${name}`));
  expect(line).not.toContain('canary');
  expect(more).toEqual([]);
});

test('the address of the API is https, or of this machine, without a slash at its end', () => {
  const at = (url: string) => parseAppSettings({ ...good, GITHUB_API_URL: url }).baseUrl;
  expect(at('https://github.example.com/api/v3/')).toBe('https://github.example.com/api/v3');
  expect(at('http://127.0.0.1:81')).toBe('http://127.0.0.1:81');
});
