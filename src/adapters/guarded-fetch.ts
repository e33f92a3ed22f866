// The one way out to a model: https, no redirects, no private address unless allowed, bounded in size. The address is
// judged where the connection is made, so a name that changes its address between check and use gains nothing.

import { lookup as resolveHost } from 'node:dns';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { SetupError } from '../core/errors.ts';
import { ModelError } from '../program/model.ts';

const largestReply = 16 * 1024 * 1024;

// One list a family: in a shared one, the subnet of mapped addresses would take in all of IPv4.
const internal4 = new BlockList();
const internal6 = new BlockList();
for (const [net, prefix] of [
  ...([
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['169.254.0.0', 16],
  ] as const),
  ...([
    ['172.16.0.0', 12],
    ['192.0.0.0', 24],
    ['192.168.0.0', 16],
    ['198.18.0.0', 15],
  ] as const),
  ...([
    ['224.0.0.0', 4],
    ['240.0.0.0', 4],
  ] as const),
]) {
  internal4.addSubnet(net, prefix, 'ipv4');
}
// Mapped, translated and tunnelled IPv4 addresses are refused as a whole.
for (const [net, prefix] of [
  ...([
    ['::', 96],
    ['::ffff:0:0', 96],
    ['64:ff9b::', 96],
    ['64:ff9b:1::', 48],
    ['2002::', 16],
  ] as const),
  ...([
    ['fc00::', 7],
    ['fe80::', 10],
    ['fec0::', 10],
    ['ff00::', 8],
  ] as const),
]) {
  internal6.addSubnet(net, prefix, 'ipv6');
}

/** Whether an IP address is private, loopback, link-local or otherwise not of the public internet. */
export function isInternal(address: string): boolean {
  return isIP(address) === 6 ? internal6.check(address, 'ipv6') : internal4.check(address, 'ipv4');
}

/**
 * A `fetch` for one host. `allowed`: the operator or the configuration names the host, so it may be internal, and
 * then plain http. The promise is rejected with a SetupError for an address that may not be asked.
 */
export function guardedFetch(allowed: boolean): (url: string | URL | Request, init?: RequestInit) => Promise<Response> {
  return (target, init = {}) =>
    new Promise((resolve, reject) => {
      const url = new URL(target instanceof Request ? target.url : target);
      const secure = url.protocol === 'https:';
      const judge = (address: string): SetupError | null => {
        if (isInternal(address)) return allowed ? null : internalHost(url.hostname);
        return secure ? null : new SetupError(`${url.hostname} is asked over http; write https://`);
      };
      const lookup: LookupFunction = (name, options, done) =>
        resolveHost(name, options, (error, address, family) => {
          const addresses = typeof address === 'string' ? [address] : (address ?? []).map((entry) => entry.address);
          const refused = error ?? addresses.map(judge).find((problem) => problem !== null);
          done(refused ?? null, address as never, family);
        });
      const literal = url.hostname.replace(/^\[|\]$/g, '');
      const refused = isIP(literal) ? judge(literal) : null;
      if (refused) return reject(refused);
      const headers = Object.fromEntries(new Headers(init.headers));
      const { signal, method = 'GET' } = init;
      const request = (secure ? requestHttps : requestHttp)(
        url,
        { method, headers: { ...headers, 'accept-encoding': 'identity' }, lookup, ...(signal ? { signal } : {}) },
        (reply) => {
          const chunks: Buffer[] = [];
          let size = 0;
          reply.on('data', (chunk: Buffer) => {
            chunks.push(chunk);
            size += chunk.length;
            if (size > largestReply) reply.destroy(tooLarge(url.hostname));
          });
          reply.on('error', reject);
          reply.on('end', () => {
            const { statusCode: status = 500, headers } = reply;
            const kept = Object.entries(headers).flatMap(([name, value]) =>
              [value ?? []].flat().map((one): [string, string] => [name, one]),
            );
            const body = status === 204 || status === 205 || status === 304 ? null : Buffer.concat(chunks);
            resolve(new Response(body, { status: status < 200 ? 502 : status, headers: kept }));
          });
        },
      );
      request.on('error', reject);
      request.end(typeof init.body === 'string' ? init.body : undefined);
    });
}

function tooLarge(name: string): ModelError {
  return new ModelError('reply', `${name} answers with more than 16 MiB; check the base URL`);
}

function internalHost(name: string): SetupError {
  return new SetupError(
    `${name} is a private address; allow it by name in \`model.allow-hosts\`, or name it in OPENAI_BASE_URL`,
  );
}
