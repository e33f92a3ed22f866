// The app on fakehub, to be killed and started again as often as one likes.

import { type AppChild, startApp } from '../app/child.ts';
import type { FakeHub } from '../fakehub/fakehub.ts';

export class KillableApp implements AsyncDisposable {
  readonly #hub: FakeHub;
  #child: AppChild | null = null;

  constructor(hub: FakeHub) {
    this.#hub = hub;
  }

  async start(): Promise<void> {
    const { id: appId, privateKey, webhookSecret: secret } = this.#hub.app;
    const child = await startApp({ appId, privateKey, secret, api: this.#hub.url });
    this.#child = child;
    this.#hub.deliverTo(`${child.url}/api/github/webhooks`);
  }

  /** Between any two of its steps; what is sent to it from then on is lost. */
  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    await child?.end('SIGKILL');
  }

  get isAlive(): boolean {
    return this.#child !== null;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#hub.deliverTo(null);
    await this.kill();
  }
}
