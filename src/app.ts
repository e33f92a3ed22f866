// The server's door: the environment in, a server on Probot out, and an orderly end.

import { startApp } from './commands/app/server.ts';
import { parseAppSettings } from './commands/app/settings.ts';
import { exitCode, SetupError } from './core/errors.ts';

/** Milliseconds for what runs when the end is asked for: hosts commonly kill after 30 s. */
const patience = 25_000;

try {
  const app = await startApp(parseAppSettings(process.env));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, async () => {
      await app.stop(patience);
      // Not before the log is written out.
      setImmediate(() => process.exit(exitCode.clean));
    });
  }
} catch (error) {
  const known = error instanceof SetupError;
  process.stderr.write(known ? error.message.replace(/^/gm, 'error: ').concat('\n') : `${(error as Error).stack}\n`);
  process.exit(known ? exitCode.setup : exitCode.bug);
}
