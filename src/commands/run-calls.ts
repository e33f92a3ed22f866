// The models of a run behind one budget, journal, cache and queue.

import { cacheFolder, openCallCache } from '../adapters/call-cache.ts';
import { systemClock } from '../adapters/model-clock.ts';
import { Budget } from '../optimize/budget.ts';
import { type Calls, openCalls } from '../optimize/calls.ts';
import type { Journal } from '../optimize/calls-journal.ts';
import type { Price } from '../optimize/price.ts';
import type { Model } from '../program/model.ts';
import type { Host } from './host.ts';
import { openConfiguredModel, priced } from './open-model.ts';
import type { TunePlan } from './tune-plan.ts';

export interface RunCalls extends Pick<Calls, 'tally' | 'drain'> {
  /** Answers the program's calls. */
  task: Model;
  /** Writes instructions and judges. */
  prompt: Model;
  budget: Budget;
  prices: Prices;
  /** As a snapshot names it. */
  provider: string;
}

type CallPlan = Pick<TunePlan, 'budget' | 'concurrency' | 'cache' | 'model'> & {
  config: Pick<TunePlan['config'], 'model'>;
  seed: number;
  /** A run that is taken up again has the same failures, so that it has the same trials. */
  replayFailures: boolean;
};

/** Of the model that is tuned for, and of the one that writes instructions and judges. */
export interface Prices {
  task: Price;
  prompt: Price;
}

/** Opens no connection yet. Throws SetupError without a model or without its price. */
export async function openRunCalls(host: Host, plan: CallPlan, journal: Journal): Promise<RunCalls> {
  const { provider, task, prompt } = await openPair(host, plan);
  const budget = new Budget(plan.budget, systemClock, journal.past.used);
  const calls = openCalls(task, {
    ...{ budget, journal, clock: systemClock, concurrency: plan.concurrency, seed: plan.seed },
    cache: plan.cache ? openCallCache(cacheFolder(host.env)) : null,
    replayFailures: plan.replayFailures,
  });
  const prices = { task: task.price, prompt: prompt.price };
  return {
    ...{ task: calls, prompt: prompt === task ? calls : calls.beside(prompt), budget, prices, provider },
    tally: () => calls.tally(),
    drain: () => calls.drain(),
  };
}

/** The models that a plan needs, with their prices. Throws SetupError, before anything is made or spent. */
export async function openPair(host: Host, { config, model }: Pick<CallPlan, 'config' | 'model'>) {
  const opened = await openConfiguredModel(host, config.model, model ?? undefined);
  const task = priced(opened, config.model);
  const name = config.model['prompt-model'];
  const prompt = name === undefined ? task : priced(await openConfiguredModel(host, config.model, name), config.model);
  return { provider: opened.provider, task, prompt };
}

/** For a command that keeps no run folder. */
export const noJournal: Journal = {
  past: {
    ...{ replies: new Map(), gaveUp: new Map(), used: { usd: 0, seconds: 0 } },
    ...{ calls: 0, tokens: { input: 0, output: 0 } },
  },
  append: () => undefined,
};
