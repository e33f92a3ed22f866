// The scripted model behind a door that counts, waits and refuses, as endpoints do.

import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { type ScriptedModel, type ScriptedOptions, startScriptedModel } from '../../bench/scripted-model/server.ts';

export interface Refusal {
  status: number;
  body: string;
  headers?: Record<string, string>;
}

export class Endpoint implements AsyncDisposable {
  /** Of every request, in the order they came. */
  readonly bodies: string[] = [];
  readonly headers: IncomingHttpHeaders[] = [];
  inFlight = 0;
  /** The most requests that were in flight at once. */
  peak = 0;
  /** Milliseconds before an answer. */
  latency = () => 0;
  /** What is said in place of an answer; `nth` counts from 1. */
  refuse: (nth: number, body: string) => Refusal | 'hang' | null = () => null;
  /** Another surface or seed of the scripted model, such as `/flat/3`. */
  prefix = '';
  url = '';
  readonly #server: Server;
  readonly #model: ScriptedModel;

  private constructor(model: ScriptedModel) {
    this.#model = model;
    this.#server = createServer(async (request, response) => {
      const body = await text(request);
      const nth = this.bodies.push(body);
      this.headers.push(request.headers);
      this.peak = Math.max(this.peak, ++this.inFlight);
      response.on('close', () => void this.inFlight--);
      const pause = this.latency();
      if (pause > 0) await wait(pause);
      const refusal = this.refuse(nth, body);
      if (refusal === 'hang') return;
      const answer = refusal ?? (await this.#ask(request.url ?? '', body));
      response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers }).end(answer.body);
    });
  }

  static async open(options: ScriptedOptions = {}): Promise<Endpoint> {
    const endpoint = new Endpoint(await startScriptedModel({ seed: 1, ...options }));
    await new Promise<void>((resolve) => endpoint.#server.listen(0, '127.0.0.1', resolve));
    endpoint.url = `http://127.0.0.1:${(endpoint.#server.address() as AddressInfo).port}/v1`;
    return endpoint;
  }

  get asked(): number {
    return this.bodies.length;
  }

  /** Forgets what it was asked, and answers plainly again. */
  reset(): void {
    this.bodies.length = 0;
    this.headers.length = 0;
    this.peak = 0;
    this.prefix = '';
    this.latency = () => 0;
    this.refuse = () => null;
  }

  async #ask(path: string, body: string): Promise<Refusal> {
    const reply = await fetch(`${this.#model.url.replace('/v1', this.prefix)}${path}`, { method: 'POST', body });
    return { status: reply.status, body: await reply.text() };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
    await this.#model.close();
  }
}
