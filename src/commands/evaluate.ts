// `goldgate evaluate ROLE`: what a program scores on the held-out set, example by example, with the reasons.

import { basename, dirname, resolve } from 'node:path';
import { readConfigFile } from '../adapters/config-file.ts';
import { findRoot } from '../adapters/root.ts';
import { readRunFile } from '../adapters/run-folder.ts';
import type { Config } from '../config/config.ts';
import { exitCode, SetupError } from '../core/errors.ts';
import type { Evaluation, ExampleResult } from '../optimize/evaluation.ts';
import { parseProgram } from '../program/compiled.ts';
import { meanScore } from '../program/metric.ts';
import type { Role } from '../program/role.ts';
import { shorten, visible } from '../report/escape.ts';
import { safeJson } from '../report/json.ts';
import { renderTable } from '../report/table.ts';
import { count, percent } from '../report/words.ts';
import { findRole } from './find-role.ts';
import { evaluateHeldOut, metricsOf } from './held-out.ts';
import type { Host } from './host.ts';
import { needDataset } from './role-data.ts';
import { noJournal, openRunCalls } from './run-calls.ts';
import { chooseProgram, type Served } from './serve-program.ts';
import { budgetOf, concurrencyOf, type TuneFlags } from './tune-plan.ts';

type TuneLike = 'evalset' | 'metric' | 'model' | 'budgetUsd' | 'budgetMinutes' | 'concurrency' | 'config' | 'cache';

export interface EvaluateFlags extends Pick<TuneFlags, TuneLike> {
  role: string;
  /** A program.json; the program in use without one. */
  program?: string;
  format?: string;
}

interface MetricMean {
  metric: string;
  /** 0–1; `null` when no example could be judged. */
  mean: number | null;
  /** `null` without a target. */
  minimum: number | null;
}

/** Exit code 1: the target is missed, or an example could not be had. */
export async function evaluate(host: Host, flags: EvaluateFlags): Promise<number> {
  const { format = 'text' } = flags;
  if (!Object.hasOwn(renderers, format))
    throw new SetupError(`--format is ${Object.keys(renderers).join(', ')}, not ${format}`);
  const root = findRoot(host.cwd) ?? host.cwd;
  const { config } = await readConfigFile(root, flags.config);
  const role = findRole(config, flags.role, flags.metric);
  const data = await needDataset(host, root, config, role, 'eval', flags.evalset);
  const plan = {
    ...{ budget: budgetOf(flags), concurrency: concurrencyOf(flags, config.model), cache: flags.cache ?? true },
    ...{ model: flags.model ?? null, config: { model: config.model }, seed: 0, replayFailures: false },
  };
  const calls = await openRunCalls(host, plan, noJournal);
  const served = await namedProgram(host, root, config, role, calls.task.name, flags.program);
  const metrics = metricsOf(role.metric, role.target);
  for (const metric of metrics) await metric.prepare?.({ model: calls.prompt });
  const { evaluations, ended } = await evaluateHeldOut([{ program: served.program, sample: '' }], {
    ...{ examples: data.examples, metrics, model: calls.task, judge: calls.prompt },
    ...{ limits: role.limits, signal: host.signal, done: () => undefined },
  });
  const [evaluation] = evaluations as [Evaluation];
  const means = metrics.map(({ name }): MetricMean => {
    const minimum = role.target?.metric.name === name ? role.target.minimum : null;
    return { metric: name, mean: meanScore(evaluation.examples.flatMap(({ judged }) => judged[name] ?? [])), minimum };
  });
  const failed = evaluation.examples.filter((example) => example.failed !== null).length;
  const { usd, tokens } = calls.tally();
  const evaluated: Evaluated = {
    role: role.name,
    program: served.reason,
    means,
    failed,
    usd,
    tokens,
    examples: evaluation.examples,
  };
  host.print((renderers[format] as (evaluated: Evaluated) => string)(evaluated));
  if (ended !== null) host.note(`${ended}\n`);
  return failed > 0 || means.some(falls) ? exitCode.findings : exitCode.clean;
}

interface Evaluated {
  role: string;
  program: string;
  means: MetricMean[];
  failed: number;
  usd: number;
  tokens: { input: number; output: number };
  examples: readonly ExampleResult[];
}

const falls = ({ mean, minimum }: MetricMean) => minimum !== null && (mean === null || mean < minimum - 1e-9);

const renderers: Record<string, (evaluated: Evaluated) => string> = {
  json: (evaluated) => `${safeJson(evaluated, 2)}\n`,
  text: ({ role, program, means, failed, usd, tokens, examples }) => {
    const share = (value: number | null | undefined) =>
      value === null || value === undefined ? 'none' : percent(value);
    const rows = examples.map(({ key, judged, failed, seconds }) => [
      visible(shorten(key, 40)),
      ...means.map(({ metric }) => (failed === null ? share(judged[metric]?.score) : 'failed')),
      `${seconds.toFixed(1)} s`,
      visible(shorten(failed ?? means.flatMap(({ metric }) => judged[metric]?.reasons ?? []).join('; '), 80)),
    ]);
    const totals = means.map((mean) => {
      const target =
        mean.minimum === null ? '' : ` (target ${percent(mean.minimum)}: ${falls(mean) ? 'missed' : 'met'})`;
      return `${mean.metric} ${share(mean.mean)}${target}`;
    });
    return [
      renderTable({ head: ['example', ...means.map(({ metric }) => metric), 'latency', 'why'], rows }),
      `${visible(role)}: ${totals.join(' · ')} · ${count(examples.length, 'example')}${failed > 0 ? `, ${failed} failed` : ''}\n`,
      `${visible(program)} · ${tokens.input + tokens.output} tokens · $${usd.toFixed(4)}\n`,
    ].join('');
  },
};

async function namedProgram(
  host: Host,
  root: string,
  config: Config,
  role: Role,
  model: string,
  path?: string,
): Promise<Served> {
  if (path === undefined) return chooseProgram(root, config, role, host.env, model);
  // Whoever names it may read it, wherever it stands.
  const place = resolve(host.cwd, path);
  const text = await readRunFile(dirname(place), basename(place), 64 * 1024 * 1024);
  if (text === null) throw new SetupError(`${path} does not exist; name a program.json of a run`);
  return { run: null, program: parseProgram(text, role, path), reason: `the program of ${path}` };
}
