// The app on fakehub, to be killed and started again as often as one likes.

import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { FakeHub } from '../fakehub/fakehub.ts';

export class KillableApp implements AsyncDisposable {
  readonly #hub: FakeHub;
  #worker: Worker | null = null;

  constructor(hub: FakeHub) {
    this.#hub = hub;
  }

  async start(): Promise<void> {
    const { id, privateKey, webhookSecret } = this.#hub.app;
    const workerData = {
      ...{ APP_ID: String(id), PRIVATE_KEY: privateKey, WEBHOOK_SECRET: webhookSecret },
      ...{ GITHUB_API_URL: this.#hub.url, HOST: '127.0.0.1', PORT: '0', LOG_LEVEL: 'fatal' },
    };
    const worker = new Worker(new URL('./app-worker.ts', import.meta.url), { workerData });
    const [port] = (await once(worker, 'message')) as [number];
    this.#worker = worker;
    this.#hub.deliverTo(`http://127.0.0.1:${port}/api/github/webhooks`);
  }

  /** Between any two of its steps; what is sent to it from then on is lost. */
  async kill(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    await worker?.terminate();
  }

  get isAlive(): boolean {
    return this.#worker !== null;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#hub.deliverTo(null);
    await this.kill();
  }
}
