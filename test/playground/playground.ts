// The playground: a GitHub on loopback, the real app on it, a small Actions runner with the scripted model, and the page.

import { fileURLToPath } from 'node:url';
import { startScriptedModel } from '../../bench/scripted-model/server.ts';
import { FakeHub } from '../fakehub/fakehub.ts';
import { type AppProcess, startApp } from './app-process.ts';
import { perform, Refused, type Stage } from './deeds.ts';
import { Diary } from './diary.ts';
import { servePage } from './page-server.ts';
import { Runner } from './runner.ts';
import { settle } from './town.ts';
import { Traffic } from './traffic.ts';
import { viewOf } from './view.ts';

const production = new URL('../../data/production/', import.meta.url);

export interface Playground {
  /** Of the page. */
  url: string;
  hub: FakeHub;
  app: AppProcess;
  close(): Promise<void>;
}

/** `latencyMs` is the scripted model's for a call, so that a tuning can be watched. Throws when the app does not start. */
export async function startPlayground({ port = 0, latencyMs = 0 } = {}): Promise<Playground> {
  const ends: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const end of ends.splice(0).reverse()) await end();
  };
  try {
    const hub = await FakeHub.start();
    ends.push(() => hub[Symbol.asyncDispose]());
    const app = await startApp(hub);
    ends.push(() => app.stop());
    hub.deliverTo(app.webhook);
    const [diary, traffic] = [new Diary(), new Traffic(hub)];
    hub.world.onEvent((event) => diary.take(event));
    const repository = settle(hub.world);
    const data = ['train', 'eval'].map((split) => fileURLToPath(new URL(`ba_${split}.jsonl`, production)));
    const model = await startScriptedModel({ surface: 'easy', latencyMs, data });
    ends.push(() => model.close());
    const runner = new Runner({
      repository,
      apiUrl: hub.url,
      model,
      tokenFor: (permissions) => hub.workflowToken(repository.fullName, permissions),
    });
    ends.push(() => runner.stop());
    const stage: Stage = { repository, opened: new Map() };
    const page = await servePage({
      port,
      view: () => JSON.stringify(viewOf(stage, diary, traffic, runner.views())),
      act: (body) => answer(stage, body),
    });
    ends.push(() => page.close());
    return { url: page.url, hub, app, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function answer(stage: Stage, body: unknown): { status: number; body: object } {
  try {
    return { status: 200, body: perform(stage, body) };
  } catch (error) {
    // What fakehub itself refuses, GitHub would refuse too; anything else is a bug and ends the playground.
    if (error instanceof Refused || /^fakehub: /.test((error as Error).message)) {
      return { status: 422, body: { error: (error as Error).message.replace(/^fakehub: /, '') } };
    }
    throw error;
  }
}
