// What the server must be told before it starts. Every fault is named at once, each with what to do.

import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { reasonOf, SetupError } from '../../core/errors.ts';

export interface AppSettings {
  appId: number;
  /** PEM. */
  privateKey: string;
  webhookSecret: string;
  host: string;
  port: number;
  logLevel: (typeof logLevels)[number];
  /** Of GitHub's API; without it, api.github.com. */
  baseUrl: string | undefined;
}

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;

type Environment = Readonly<Record<string, string | undefined>>;

/** Bytes. GitHub takes any secret, and one that can be guessed lets everybody speak for GitHub. */
const secretBytes = 32;

/** Throws SetupError with one line for each setting that is missing or cannot be. No line holds a value of a secret. */
export function parseAppSettings(env: Environment): AppSettings {
  const faults: string[] = [];
  const take = <Value>(read: (env: Environment) => Value): Value | undefined => {
    try {
      return read(env);
    } catch (fault) {
      if (!(fault instanceof SetupError)) throw fault;
      faults.push(fault.message);
      return undefined;
    }
  };
  const settings = {
    appId: take(readAppId),
    privateKey: take(readPrivateKey),
    webhookSecret: take(readSecret),
    host: env.HOST || '0.0.0.0',
    port: take(readPort),
    logLevel: take(readLogLevel),
    baseUrl: take(readBaseUrl),
  };
  if (faults.length > 0) throw new SetupError(faults.join('\n'));
  return settings as AppSettings;
}

function readAppId({ APP_ID }: Environment): number {
  if (!APP_ID) throw new SetupError('APP_ID is not set: it is the number on the page of the GitHub App');
  const appId = Number(APP_ID);
  if (Number.isSafeInteger(appId) && appId > 0) return appId;
  throw new SetupError('APP_ID is no number: it stands on the page of the GitHub App, above the client id');
}

function readPrivateKey({ PRIVATE_KEY, PRIVATE_KEY_PATH }: Environment): string {
  if (!PRIVATE_KEY && !PRIVATE_KEY_PATH) {
    throw new SetupError(
      'neither PRIVATE_KEY nor PRIVATE_KEY_PATH is set: generate a key on the page of the GitHub App',
    );
  }
  const name = PRIVATE_KEY ? 'PRIVATE_KEY' : 'PRIVATE_KEY_PATH';
  const text = PRIVATE_KEY || readKeyFile(PRIVATE_KEY_PATH ?? '');
  const key = (text.includes('-----BEGIN') ? text : Buffer.from(text, 'base64').toString()).replaceAll('\\n', '\n');
  try {
    // The one form that is understood by every part, whatever GitHub or a converter wrote.
    const parsed = createPrivateKey(key.trim());
    if (parsed.asymmetricKeyType === 'rsa') return parsed.export({ type: 'pkcs8', format: 'pem' }).toString();
  } catch {
    // OpenSSL's message says nothing about what to do.
  }
  throw new SetupError(`${name} holds no RSA private key: give the .pem file of the GitHub App, as it is or in base64`);
}

function readKeyFile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new SetupError(`PRIVATE_KEY_PATH cannot be read: ${reasonOf(error)}`);
  }
}

function readSecret({ WEBHOOK_SECRET }: Environment): string {
  const how = `set at least ${secretBytes} random bytes, here and on the page of the GitHub App`;
  if (!WEBHOOK_SECRET) throw new SetupError(`WEBHOOK_SECRET is not set: ${how}`);
  if (Buffer.byteLength(WEBHOOK_SECRET) >= secretBytes) return WEBHOOK_SECRET;
  throw new SetupError(`WEBHOOK_SECRET is too short to keep anybody out: ${how}`);
}

function readPort({ PORT = '3000' }: Environment): number {
  const port = /^\d+$/.test(PORT) ? Number(PORT) : Number.NaN;
  if (port <= 65_535) return port;
  throw new SetupError('PORT is a whole number from 0 (any that is free) to 65535');
}

function readLogLevel({ LOG_LEVEL = 'info' }: Environment): AppSettings['logLevel'] {
  const level = logLevels.find((name) => name === LOG_LEVEL);
  if (level) return level;
  throw new SetupError(`LOG_LEVEL is one of ${logLevels.join(', ')}`);
}

function readBaseUrl({ GITHUB_API_URL }: Environment): string | undefined {
  if (!GITHUB_API_URL) return undefined;
  const url = URL.canParse(GITHUB_API_URL) ? new URL(GITHUB_API_URL) : null;
  const local = ['127.0.0.1', 'localhost', '[::1]'].includes(url?.hostname ?? '');
  if (url && (url.protocol === 'https:' || (local && url.protocol === 'http:'))) return url.href.replace(/\/+$/, '');
  throw new SetupError('GITHUB_API_URL is an https address, such as https://github.example.com/api/v3');
}
