#!/usr/bin/env node
// The command line: one of the three doors. It starts a command, or the scanner's worker when it is loaded as one.

import module from 'node:module';
import { isMainThread } from 'node:worker_threads';

if (isMainThread) {
  module.enableCompileCache?.();
  process.exitCode = await (await import('./commands/line.ts')).runLine(process.argv.slice(2));
}
