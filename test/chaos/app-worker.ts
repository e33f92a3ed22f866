// The server in a thread of its own, which can be ended between any two of its steps, as a process can.

import { parentPort, workerData } from 'node:worker_threads';
import { startApp } from '../../src/commands/app-server.ts';
import { parseAppSettings } from '../../src/commands/app-settings.ts';

const { port } = await startApp(parseAppSettings(workerData));
parentPort?.postMessage(port);
