// The webhook's side: every event is signed, sent, and kept in the log that `/app/hook/deliveries` shows.

import { createHmac, randomUUID } from 'node:crypto';
import { request } from 'node:http';
import type { Faults } from './faults.ts';
import { appEvents } from './permissions.ts';
import type { Told, World } from './world.ts';

export interface Delivery {
  id: number;
  guid: string;
  event: string;
  action: string | null;
  deliveredAt: Date;
  redelivery: boolean;
  durationMs: number;
  /** 0 while it is on its way. */
  statusCode: number;
  status: string;
  repositoryId: number | null;
  body: string;
  headers: Record<string, string>;
  answer: string;
}

export class Deliveries {
  readonly log: Delivery[] = [];
  url: string | null = null;
  readonly #world: World;
  readonly #secret: string;
  readonly #faults: Faults;
  readonly #hookId: number;
  #flying = 0;
  #waiting: (() => void)[] = [];

  constructor(world: World, secret: string, faults: Faults) {
    this.#world = world;
    this.#secret = secret;
    this.#faults = faults;
    this.#hookId = world.id();
    world.onTold((event) => this.#deliver(event));
  }

  /** Resolves when no delivery is on its way. */
  idle(): Promise<void> {
    return this.#flying === 0 ? Promise.resolve() : new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Sends the same event once more, with the same GUID; `null` when there is no such delivery. */
  redeliver(id: number): Delivery | null {
    const found = this.log.find((delivery) => delivery.id === id);
    if (!found) return null;
    const again = this.#record(found.event, found.action, found.repositoryId, found.body, found.guid);
    this.#send(again);
    return again;
  }

  #deliver({ event, repository, payload }: Told): void {
    // An app that is installed on the upstream hears nothing of its forks.
    if (repository?.parent || !appEvents.has(event)) return;
    const action = typeof payload.action === 'string' ? payload.action : null;
    const delivery = this.#record(event, action, repository?.id ?? null, JSON.stringify(payload), null);
    const fault = this.#faults.delivery?.({ event, action, guid: delivery.guid }) ?? null;
    if (fault?.kind === 'drop') end(delivery, 504, 'timed out', '');
    else if (fault?.kind === 'delay') this.#later(fault.ms, () => this.#send(delivery));
    else this.#send(delivery);
    if (fault?.kind === 'double') this.#send({ ...delivery });
  }

  #record(
    event: string,
    action: string | null,
    repositoryId: number | null,
    body: string,
    guid: string | null,
  ): Delivery {
    const delivery: Delivery = {
      id: this.#world.id(),
      guid: guid ?? randomUUID(),
      event,
      action,
      deliveredAt: this.#world.date(),
      redelivery: guid !== null,
      durationMs: 0,
      statusCode: 0,
      status: 'pending',
      repositoryId,
      body,
      headers: {},
      answer: '',
    };
    delivery.headers = {
      'content-type': 'application/json',
      'user-agent': 'GitHub-Hookshot/fakehub',
      'x-github-delivery': delivery.guid,
      'x-github-event': event,
      'x-github-hook-id': String(this.#hookId),
      'x-github-hook-installation-target-id': String(this.#world.appId),
      'x-github-hook-installation-target-type': 'integration',
      'x-hub-signature-256': `sha256=${createHmac('sha256', this.#secret).update(body).digest('hex')}`,
    };
    this.log.push(delivery);
    return delivery;
  }

  #send(delivery: Delivery): void {
    if (!this.url) {
      end(delivery, 502, 'failed to connect to host', '');
      return;
    }
    this.#flying += 1;
    const start = performance.now();
    const finish = (status: number, text: string, answer: string) => {
      delivery.durationMs = performance.now() - start;
      end(delivery, status, text, answer);
      this.#landed();
    };
    const sent = request(this.url, { method: 'POST', headers: delivery.headers, timeout: 10_000 }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('error', () => undefined);
      answer.on('close', () => {
        const status = answer.complete ? (answer.statusCode ?? 0) : 502;
        finish(status, status < 300 ? 'OK' : `Invalid HTTP Response: ${status}`, Buffer.concat(parts).toString());
      });
    });
    let answered = false;
    sent.on('response', () => {
      answered = true;
    });
    sent.on('timeout', () => sent.destroy());
    sent.on('error', () => answered || finish(502, 'failed to connect to host', ''));
    sent.end(delivery.body);
  }

  #later(ms: number, send: () => void): void {
    this.#flying += 1;
    setTimeout(() => {
      send();
      this.#landed();
    }, ms);
  }

  #landed(): void {
    this.#flying -= 1;
    if (this.#flying > 0) return;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}

function end(delivery: Delivery, statusCode: number, status: string, answer: string): void {
  Object.assign(delivery, { statusCode, status, answer });
}
