// Loaded before the bundle: whoever reaches beyond the test's own servers throws, and the test hears of it.
import dns from 'node:dns';
import { writeSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

const refuse = (what) => {
  writeSync(2, `NETWORK: ${what}\n`);
  throw new Error(`no network but loopback in this test: ${what}`);
};
const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function (...args) {
  const { host } = args.flat().find((arg) => typeof arg?.host === 'string') ?? {};
  if (host !== '127.0.0.1') refuse(`connect ${host}`);
  return connect.apply(this, args);
};
for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6', 'resolveTxt']) {
  dns[name] = dns.promises[name] = () => refuse(`dns.${name}`);
}
syncBuiltinESMExports();
