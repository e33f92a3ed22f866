// A place to try the app: a GitHub on loopback, the real app on it, and a page that shows what both do. Nothing else is
// opened, and Ctrl-C ends it all. `npm run playground -- [--port N]`.
import { parseArgs } from 'node:util';
import { startPlayground } from '../test/playground/playground.ts';

const { values } = parseArgs({ options: { port: { type: 'string', default: '4300' } } });
const port = Number(values.port);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error('--port takes a number from 0 (any that is free) to 65535.');
  process.exit(2);
}

// Slow enough to watch a tuning.
const starting = startPlayground({ port, latencyMs: 120 });
let ending = false;
const end = async (code) => {
  if (ending) return;
  ending = true;
  await starting.then(
    (playground) => playground.close(),
    () => undefined,
  );
  process.exit(code);
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => end(0));
process.on('uncaughtException', (error) => {
  console.error(error);
  end(70);
});

try {
  const { url } = await starting;
  console.log(`The playground is at ${url} (Ctrl-C ends it)`);
} catch (error) {
  if (error.code !== 'EADDRINUSE') throw error;
  console.error(`Port ${port} is in use; name another with --port.`);
  end(2);
}
