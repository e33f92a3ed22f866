// Where artifacts are downloaded: another server, which takes no credentials but the link's own, and that not for long.

import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export class Downloads {
  /** How long a link is good for, in milliseconds. */
  lifetimeMs = 60_000;
  readonly #links = new Map<string, { data: Buffer; until: number }>();
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => {
      const link = this.#links.get((request.url ?? '').slice(1));
      // As the storage behind GitHub does with a second credential.
      const status = request.headers.authorization ? 400 : !link || link.until < performance.now() ? 403 : 200;
      if (status !== 200 || !link)
        return response.writeHead(status, { 'content-type': 'application/xml' }).end('<Error/>');
      response.writeHead(200, { 'content-type': 'application/zip', 'content-length': link.data.length }).end(link.data);
    });
  }

  start(): Promise<void> {
    return new Promise((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  link(data: Buffer): string {
    const name = `artifact-${randomBytes(12).toString('hex')}.zip`;
    this.#links.set(name, { data, until: performance.now() + this.lifetimeMs });
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/${name}`;
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}
