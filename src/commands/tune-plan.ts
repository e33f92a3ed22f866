// What a run is to do, as `run.json` keeps it: written before the first call, so that a resumed run asks for nothing again.

import { join } from 'node:path';
import type { Config } from '../config/config.ts';
import { reasonOf, SetupError } from '../core/errors.ts';
import type { ModelConfig } from '../optimize/model-config.ts';
import type { TuneRequest, TuneSettings } from '../optimize/settings.ts';
import type { DatasetMark } from '../pilots/run-files.ts';
import type { DataFlags } from './role-data.ts';

export interface TuneFlags extends DataFlags {
  role?: string;
  metric?: string;
  auto?: string;
  candidates?: number;
  trials?: number;
  /** Other names of the two, which the users' scripts have. */
  numCandidates?: number;
  numTrials?: number;
  maxIters?: number;
  seed?: number;
  model?: string;
  optimizer?: string;
  sampler?: string;
  budgetUsd?: number;
  budgetMinutes?: number;
  concurrency?: number;
  dryRun?: boolean;
  resume?: string;
  output?: string;
  config?: string;
  /** Whether answers of earlier runs may be used; on unless `--no-cache` says otherwise. */
  cache?: boolean;
}

export interface TunePlan {
  version: 1;
  role: string;
  settings: TuneSettings;
  metric: string | null;
  data: { train: DatasetMark; val: DatasetMark | null; eval: DatasetMark };
  budget: { usd: number; minutes: number };
  concurrency: number;
  cache: boolean;
  /** The model's name as given, and what the configuration says of role and model: later edits do not change a run. */
  model: string | null;
  config: { role: Config['roles'][string] | null; model: ModelConfig };
  /** Host or command that is asked, which the environment may have named. */
  provider: string;
  commit: string | null;
  parent: string | null;
  /** The run that this one makes again. */
  reproduces: string | null;
  startedAt: string;
}

/** What the users are promised: six minutes and twenty cents a role. */
const defaults = { usd: 0.2, minutes: 6, concurrency: 8 };

/** What was asked for, as settings take it. */
export function requestOf(flags: TuneFlags): TuneRequest {
  const oneOf = <const Name extends string>(flag: string, value: string, names: readonly Name[]): Name => {
    const name = names.find((known) => known === value);
    if (name !== undefined) return name;
    throw new SetupError(`--${flag} is ${names.join(' or ')}, not ${value}`);
  };
  const { auto, seed, optimizer, sampler } = flags;
  const candidates = flags.candidates ?? flags.numCandidates;
  const trials = flags.trials ?? flags.numTrials ?? flags.maxIters;
  return {
    ...(auto === undefined ? {} : { auto }),
    ...(candidates === undefined ? {} : { candidates }),
    ...(trials === undefined ? {} : { trials }),
    ...(seed === undefined ? {} : { seed }),
    ...(optimizer === undefined ? {} : { optimizer: oneOf('optimizer', optimizer, ['mipro', 'bootstrap']) }),
    ...(sampler === undefined ? {} : { sampler: oneOf('sampler', sampler, ['best', 'tpe']) }),
  };
}

export function budgetOf({
  budgetUsd = defaults.usd,
  budgetMinutes = defaults.minutes,
}: TuneFlags): TunePlan['budget'] {
  for (const [flag, value] of [
    ['usd', budgetUsd],
    ['minutes', budgetMinutes],
  ] as const) {
    if (!(value >= 0 && Number.isFinite(value))) throw new SetupError(`--budget-${flag} must be a number from 0 on`);
  }
  return { usd: budgetUsd, minutes: budgetMinutes };
}

export function concurrencyOf({ concurrency }: TuneFlags, { concurrency: configured }: ModelConfig): number {
  const value = concurrency ?? configured ?? defaults.concurrency;
  if (value < 1) throw new SetupError('--concurrency must be 1 or more');
  return value;
}

export const renderPlan = (plan: TunePlan) => `${JSON.stringify(plan, null, 2)}\n`;

/** Throws SetupError when the text is no plan of this version. */
export function parsePlan(text: string, folder: string): TunePlan {
  const path = join(folder, 'run.json');
  try {
    const plan = JSON.parse(text) as TunePlan;
    if (plan.version === 1 && typeof plan.role === 'string' && typeof plan.settings === 'object' && plan.data?.eval)
      return plan;
  } catch (error) {
    throw new SetupError(`${path} is no JSON: ${reasonOf(error)}; start a new run`);
  }
  throw new SetupError(`${path} is no run of this version of Goldgate; start a new run`);
}
