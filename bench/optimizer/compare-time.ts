// What the optimizer itself takes: its own time, and how well it keeps eight calls of 200 ms going at once.
import { setTimeout as wait } from 'node:timers/promises';
import type { TuneRequest } from '../../src/optimize/settings.ts';
import { startScriptedModel } from '../scripted-model/server.ts';
import { type Data, tuneWords } from './compare-goldgate.ts';

const latency = 0.2;
const lanes = 8;

export interface Times {
  calls: number;
  /** Seconds of all but the model's answers. */
  own: number;
  /** Seconds of a run with calls that take 200 ms, eight at once, and what it would be if all were busy all the time. */
  wall: number;
  ideal: number;
}

export async function measureTimes(data: Data, request: TuneRequest): Promise<Times> {
  const server = await startScriptedModel({ surface: 'both', seed: 1 });
  try {
    let answering = 0;
    const started = performance.now();
    await tuneWords(
      async (body) => {
        const asked = performance.now();
        const answer = server.ask(body);
        answering += performance.now() - asked;
        return answer;
      },
      data,
      request,
    );
    const own = (performance.now() - started - answering) / 1000;
    const calls = server.stats.task + server.stats.propose;

    const free = Array.from({ length: lanes }, () => Promise.resolve());
    const begun = performance.now();
    await tuneWords(
      async (body) => {
        const turn = free.shift() ?? Promise.resolve();
        const done = turn.then(() => wait(latency * 1000));
        free.push(done);
        await done;
        return server.ask(body);
      },
      data,
      request,
    );
    return { calls, own, wall: (performance.now() - begun) / 1000, ideal: (calls * latency) / lanes };
  } finally {
    await server.close();
  }
}
