// What went between the fake GitHub and the app: deliveries one way, API calls the other, the newest first.

import type { Delivery } from '../fakehub/deliveries.ts';
import type { FakeHub, LoggedRequest } from '../fakehub/fakehub.ts';

const most = 200;

export class Traffic {
  readonly #hub: FakeHub;
  readonly #lines: (Delivery | LoggedRequest)[] = [];
  #deliveries = 0;
  #requests = 0;

  constructor(hub: FakeHub) {
    this.#hub = hub;
  }

  /** The two logs have no clock in common: they are woven as they were found, so look often. */
  view() {
    const { deliveries, requests } = this.#hub;
    this.#lines.unshift(...[...deliveries.slice(this.#deliveries), ...requests.slice(this.#requests)].reverse());
    this.#lines.length = Math.min(this.#lines.length, most);
    this.#deliveries = deliveries.length;
    this.#requests = requests.length;
    const unchanged = requests.filter(({ conditional }) => conditional).length;
    return {
      counts: { deliveries: deliveries.length, calls: requests.length - unchanged, unchanged },
      lines: this.#lines.map(shown),
    };
  }
}

function shown(line: Delivery | LoggedRequest) {
  if ('route' in line) return { kind: 'call', text: `${line.method} ${shortened(line.path)}`, status: line.status };
  const { event, action, statusCode } = line;
  return { kind: 'delivery', text: action ? `${event}.${action}` : event, status: statusCode };
}

const shortened = (path: string) =>
  path
    .replace(/^\/repos\/acme\/golden\b/, '')
    .replaceAll('%2F', '/')
    .replace(/^$/, '/')
    .replace(/[0-9a-f]{40}/g, (sha) => sha.slice(0, 7));
