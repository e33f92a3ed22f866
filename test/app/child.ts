// The server as a process of its own, which knows nothing but its environment.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const source = fileURLToPath(new URL('../../src/app.ts', import.meta.url));

export interface AppChild extends AsyncDisposable {
  url: string;
  /** Everything that it has written. */
  written(): string;
  /** The exit code; `null` after a signal that it did not answer. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

export interface AppOptions {
  appId: number;
  privateKey: string;
  secret: string;
  /** Of GitHub's API. */
  api: string;
  /** Any that is free, if unsaid. */
  port?: number;
  logLevel?: string;
  /** The file that is run: the source, if unsaid. */
  door?: string;
}

/** Resolves when it listens. */
export async function startApp(options: AppOptions): Promise<AppChild> {
  const { appId, privateKey, secret, api, port = 0, logLevel = 'info', door } = options;
  const identity = { APP_ID: `${appId}`, PRIVATE_KEY: privateKey, WEBHOOK_SECRET: secret };
  const place = { GITHUB_API_URL: api, HOST: '127.0.0.1', PORT: `${port}`, LOG_LEVEL: logLevel };
  const child = spawnApp({ ...identity, ...place }, door);
  const end = async (signal: NodeJS.Signals) => {
    if (child.process.exitCode !== null || child.process.signalCode !== null) return child.process.exitCode;
    const exit = once(child.process, 'exit');
    child.process.kill(signal);
    return ((await exit) as [number | null])[0];
  };
  for (;;) {
    const [, listening] = /"port":(\d+)/.exec(child.written()) ?? [];
    const url = `http://127.0.0.1:${listening}`;
    const kill = () => end('SIGKILL').then(() => {});
    if (listening) return { url, written: child.written, end, [Symbol.asyncDispose]: kill };
    if (child.process.exitCode !== null) throw new Error(child.written());
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** With this environment and none of the test's own. */
export function spawnApp(env: Record<string, string>, door = source) {
  const process_ = spawn(process.execPath, [door], { cwd: dirname(door), env, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  for (const stream of [process_.stdout, process_.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (chunk: string) => {
      text += chunk;
    });
  }
  return { process: process_, written: () => text };
}
