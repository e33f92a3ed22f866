// The real app as a process of its own, told nothing but the fake GitHub's address, key and secret.

import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const node24 = join(root, 'node_modules/node/bin/node');
/** Node 24, which the Action runs on and TypeScript needs. */
export const node = existsSync(node24) ? node24 : process.execPath;

export interface AppProcess {
  /** Where deliveries go. */
  webhook: string;
  /** What it has logged, for the message when something goes wrong. */
  log(): string;
  stop(): Promise<void>;
}

/** Ready to take deliveries. The bundle, or the source while there is none. */
export async function startApp(github: {
  url: string;
  app: { id: number; privateKey: string; webhookSecret: string };
}): Promise<AppProcess> {
  const bundle = join(root, 'dist/app.js');
  const child = spawn(node, [existsSync(bundle) ? bundle : join(root, 'src/app.ts')], {
    cwd: root,
    env: {
      PATH: process.env.PATH ?? '',
      HOST: '127.0.0.1',
      PORT: '0',
      APP_ID: String(github.app.id),
      PRIVATE_KEY: github.app.privateKey,
      WEBHOOK_SECRET: github.app.webhookSecret,
      GITHUB_API_URL: github.url,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    // Ctrl-C is for the playground, which ends the app in order.
    detached: true,
  });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => lines.splice(0, Math.max(0, lines.push(text) - 500)));
  }
  const log = () => lines.join('');
  const url = await ready(child, log);
  const died = () => {
    throw new Error(`the app has ended by itself:\n${log()}`);
  };
  child.once('exit', died);
  const stop = () => {
    child.off('exit', died);
    return end(child);
  };
  return { webhook: `${url}/api/github/webhooks`, log, stop };
}

/** Where it listens, once it says so and is ready. */
async function ready(child: ChildProcess, log: () => string): Promise<string> {
  for (let tries = 0; tries < 150; tries++) {
    if (child.exitCode !== null) throw new Error(`the app ended at once:\n${log()}`);
    const [, port] = /"port":(\d+)/.exec(log()) ?? [];
    const url = `http://127.0.0.1:${port}`;
    if (port && (await fetch(`${url}/readyz`).catch(() => null))?.ok) return url;
    await wait(100);
  }
  await end(child);
  throw new Error(`the app is not ready after 15 s:\n${log()}`);
}

/** Asks, and insists after 5 s. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((done) => child.once('exit', done));
  child.kill('SIGTERM');
  const insist = setTimeout(() => child.kill('SIGKILL'), 5000);
  await gone;
  clearTimeout(insist);
}
