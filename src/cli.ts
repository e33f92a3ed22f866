#!/usr/bin/env node
// The command line: one of the three doors.

import { runLine } from './commands/line.ts';

process.exitCode = await runLine(process.argv.slice(2));
