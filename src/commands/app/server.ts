// The server: deliveries in at the door, through Probot into the queue, and work out of it, with the sweeps beside.

import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Probot } from 'probot';
import { reasonOf, SetupError } from '../../core/errors.ts';
import { installationOf } from '../../review/events.ts';
import { Installations } from './installations.ts';
import { fieldsOf, jobs, type Log } from './jobs.ts';
import { type Clock, MemoryQueue, type Queue } from './queue.ts';
import { tasksOf } from './sent-deliveries.ts';
import type { AppSettings } from './settings.ts';
import { Sweeps } from './sweeps.ts';
import { type Delivery, webhookDoor } from './webhook-door.ts';

export interface RunningApp {
  /** Where it listens. */
  port: number;
  /** Takes no more deliveries, ends what runs, within so many milliseconds. */
  stop(milliseconds: number): Promise<void>;
}

const clock: Clock = {
  now: () => Date.now(),
  after(milliseconds, call) {
    const timer = setTimeout(call, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** Throws SetupError when it cannot listen. GitHub need not be there yet: what fails is tried again. */
export async function startApp(settings: AppSettings): Promise<RunningApp> {
  const { appId, privateKey, webhookSecret: secret, baseUrl, logLevel } = settings;
  const probot = new Probot({
    appId,
    privateKey,
    secret,
    logLevel,
    logFormat: 'json',
    logLevelInString: true,
    ...(baseUrl ? { baseUrl } : {}),
  });
  await probot.ready();
  const { log } = probot;
  const installations = new Installations(probot, baseUrl);
  const queue: Queue = new MemoryQueue({ ...jobs(installations, log, () => queue), clock });
  const sweeps = new Sweeps(installations, queue, log, clock);
  const receive = dispatch(probot, queue, sweeps, log);
  let draining = false;
  const door = webhookDoor({
    verify: probot.webhooks.verify,
    receive,
    draining: () => draining,
    unready: () => (draining ? 'shutting down' : sweeps.begun ? null : 'GitHub has not told yet who the App is'),
    log: (fields, message) => log.info(fields, message),
  });
  door.listen(settings.port, settings.host);
  await once(door, 'listening').catch((error) => {
    throw new SetupError(`HOST and PORT name no place to listen: ${reasonOf(error)}`);
  });
  const { port } = door.address() as AddressInfo;
  log.info({ port, host: settings.host, app: appId }, 'listening');
  void sweeps.start();
  return {
    port,
    async stop(milliseconds) {
      draining = true;
      sweeps.stop();
      await queue.drain(milliseconds);
      log.info({ ...queue.size }, 'stopped');
      door.close();
      door.closeAllConnections();
    },
  };
}

/** For the log: what happened is a word of GitHub's own, or else not told. */
function actionOf(payload: unknown): string | null {
  const { action } = payload as { action?: unknown };
  return typeof action === 'string' && /^\w{1,40}$/.test(action) ? action : null;
}

/** Through Probot's own dispatch, whose handlers see what it has made of the event. Rejects when the queue does not take it. */
function dispatch(probot: Probot, queue: Queue, sweeps: Sweeps, log: Log): (delivery: Delivery) => Promise<void> {
  const refused = new Map<string, unknown>();
  probot.onAny(async ({ id, name, payload }) => {
    try {
      for (const task of tasksOf(name, payload, false)) {
        await queue.add(task);
        log.info({ delivery: id, event: name, action: actionOf(payload), ...fieldsOf(task) }, 'queued');
      }
      const installation = installationOf(name, payload);
      if (installation !== null) sweeps.soon(installation);
    } catch (error) {
      // Probot would log what a handler throws, and the whole payload with it.
      refused.set(id, error);
    }
  });
  return async ({ id, name, payload }) => {
    // Probot's types know the events of today; GitHub may send others.
    await probot.webhooks.receive({ id, name, payload } as Parameters<typeof probot.webhooks.receive>[0]);
    const error = refused.get(id);
    if (refused.delete(id)) throw error;
  };
}
