// What a run is to do, as `run.json` keeps it: written before the first call, so that a resumed run asks for nothing again.

import { join } from 'node:path';
import { type Config, configSchema } from '../config/config.ts';
import { findMisfits, type Schema } from '../config/misfits.ts';
import { SetupError } from '../core/errors.ts';
import type { ModelConfig } from '../optimize/model-config.ts';
import type { TuneRequest, TuneSettings } from '../optimize/settings.ts';
import type { DatasetMark } from '../pilots/run-files.ts';
import { readShape, shape } from '../pilots/shape.ts';
import { findRole } from './find-role.ts';
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
  const candidates = oneValue({ candidates: flags.candidates, 'num-candidates': flags.numCandidates });
  const trials = oneValue({ trials: flags.trials, 'num-trials': flags.numTrials, 'max-iters': flags.maxIters });
  return {
    ...(auto === undefined ? {} : { auto }),
    ...(candidates === undefined ? {} : { candidates }),
    ...(trials === undefined ? {} : { trials }),
    ...(seed === undefined ? {} : { seed }),
    ...(optimizer === undefined ? {} : { optimizer: oneOf('optimizer', optimizer, ['mipro', 'bootstrap']) }),
    ...(sampler === undefined ? {} : { sampler: oneOf('sampler', sampler, ['best', 'tpe']) }),
  };
}

/** What names of one flag say, when they agree. */
function oneValue(names: Readonly<Record<string, number | undefined>>): number | undefined {
  const given = Object.entries(names).filter(([, value]) => value !== undefined);
  if (new Set(given.map(([, value]) => value)).size > 1) {
    const flags = given.map(([name, value]) => `--${name} ${value}`);
    throw new SetupError(`${flags.join(' and ')} are names of one flag and say different things; give one of them`);
  }
  return given[0]?.[1];
}

export const budgetOf = ({
  budgetUsd = defaults.usd,
  budgetMinutes = defaults.minutes,
}: TuneFlags): TunePlan['budget'] => ({
  usd: budgetUsd,
  minutes: budgetMinutes,
});

export const concurrencyOf = ({ concurrency }: TuneFlags, { concurrency: configured }: ModelConfig): number =>
  concurrency ?? configured ?? defaults.concurrency;

export const renderPlan = (plan: TunePlan) => `${JSON.stringify(plan, null, 2)}\n`;

const { text, name, count, number, boolean, oneOf, orNull, object } = shape;
const mark = object({ name: text, path: text, sha256: shape.sha256, examples: count });
const planShape = object({
  version: oneOf(1),
  role: name,
  settings: object({
    ...{ optimizer: oneOf('mipro', 'bootstrap'), sampler: oneOf('best', 'tpe'), seed: count },
    ...{ instructionCandidates: count, demoCandidates: count, trials: count },
    ...{ maxBootstrappedDemos: count, maxLabeledDemos: count },
    ...{ minibatch: boolean, minibatchSize: count, minibatchFullEvalSteps: count },
    ...{ metricThreshold: orNull(number), initTemperature: number, viewDataBatchSize: count },
    ...{ maxErrors: count, valExamples: count },
  } satisfies Record<keyof TuneSettings, unknown>),
  metric: orNull(text),
  data: object({ train: mark, val: orNull(mark), eval: mark }),
  budget: object({ usd: number, minutes: number }),
  concurrency: count,
  cache: boolean,
  model: orNull(text),
  config: object({ role: orNull(object({})), model: object({}) }),
  provider: text,
  commit: orNull(text),
  parent: orNull(name),
  reproduces: orNull(name),
  startedAt: text,
} satisfies Record<keyof TunePlan, unknown>);

/** Throws SetupError, with file and line, when the text is no plan of this version. */
export function parsePlan(json: string, folder: string): TunePlan {
  const path = join(folder, 'run.json');
  const plan = readShape<TunePlan>(json, path, planShape);
  const { role, model } = plan.config;
  const roles = role ? { [plan.role]: role } : {};
  const [misfit] = findMisfits({ roles, model }, configSchema as Schema);
  if (misfit) throw new SetupError(`${path}: \`config\`: ${misfit.message}; restore the file, or start a new run`);
  try {
    findRole({ roles }, plan.role, plan.metric ?? undefined);
  } catch (error) {
    throw error instanceof SetupError ? new SetupError(`${path}: ${error.message}`) : error;
  }
  return plan;
}
