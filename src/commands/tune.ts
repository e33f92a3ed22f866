// `goldgate tune`: prepares a run, or takes one up again, carries it out and says Go or No-Go.

import { join, resolve } from 'node:path';
import { readConfigFile } from '../adapters/config-file.ts';
import { resolveCommit } from '../adapters/git.ts';
import { openJournal } from '../adapters/journal.ts';
import { findRoot } from '../adapters/root.ts';
import { createRunFolder, findRun, needRunFile, readRunFile } from '../adapters/run-folder.ts';
import { writeFileAtomic } from '../adapters/workspace.ts';
import type { Config } from '../config/config.ts';
import { exitCode, SetupError } from '../core/errors.ts';
import { resolveSettings } from '../optimize/settings.ts';
import { compareRun, type FinishedRun } from '../pilots/comparison.ts';
import type { Role } from '../program/role.ts';
import { renderDocumentText } from '../report/document-text.ts';
import { visible } from '../report/escape.ts';
import { checkExam } from './exam.ts';
import { findRole } from './find-role.ts';
import { readFinishedRun, roleOfPlan, writeReports } from './finished-run.ts';
import { metricsOf } from './held-out.ts';
import type { Host } from './host.ts';
import { newestOfLineage } from './pilots.ts';
import { type Dataset, findDataset, needDataset, readDataset } from './role-data.ts';
import { openPair } from './run-calls.ts';
import { runsFolder } from './runs.ts';
import { estimateRun, renderEstimate } from './tune-estimate.ts';
import {
  budgetOf,
  concurrencyOf,
  parsePlan,
  renderPlan,
  requestOf,
  type TuneFlags,
  type TunePlan,
} from './tune-plan.ts';
import { carryOut, type RunData } from './tune-run.ts';

/** Exit code 1: No-Go, or stopped at a budget; the report is written all the same. */
export async function tune(host: Host, flags: TuneFlags): Promise<number> {
  const root = findRoot(host.cwd) ?? host.cwd;
  const { config } = await readConfigFile(root, flags.config);
  if (flags.resume !== undefined) return resume(host, root, config, flags, flags.resume);
  if (flags.role === undefined) throw new SetupError('name the role to tune, such as `goldgate tune ba`');
  const role = findRole(config, flags.role, flags.metric);
  const data = await readData(host, root, config, role, flags);
  checkExam(data);
  const plan = await planRun(host, root, config, role, data, flags);
  if (flags.dryRun) {
    const { task, prompt } = await openPair(host, plan);
    host.print(renderEstimate(estimateRun(plan, role, data, { task: task.price, prompt: prompt.price }), plan));
    return exitCode.clean;
  }
  return conclude(host, await start(host, root, config, plan, role, data, flags.output));
}

/** Sees that there is a model, makes the folder and writes the plan; then carries it out. */
export async function start(
  host: Host,
  root: string,
  config: Config,
  planned: Omit<TunePlan, 'provider'>,
  role: Role,
  data: RunData,
  output?: string,
): Promise<FinishedRun> {
  const { prompt, provider } = await openPair(host, planned);
  const plan = { ...planned, provider };
  for (const metric of metricsOf(role.metric, role.target)) await metric.prepare?.({ model: prompt.model });
  const runs = runsFolder(host, root, config, output);
  const folder = await createRunFolder(runs, plan.role, host.now(), plan.settings.seed);
  await writeFileAtomic(join(folder, 'run.json'), renderPlan(plan));
  return carryOut(host, root, { folder, runs, plan, role, data });
}

/** The verdict and where to read on. */
function conclude(host: Host, run: FinishedRun): number {
  host.print(renderDocumentText(compareRun(run), { color: host.color }));
  host.print(`\nThe report: ${visible(join(run.folder, 'report.html'))}\n`);
  return run.snapshot.verdict === 'go' ? exitCode.clean : exitCode.findings;
}

/** Goes on with a run by its own flags; one that is finished is told again, unchanged. */
async function resume(host: Host, root: string, config: Config, flags: TuneFlags, run: string): Promise<number> {
  const { resume: _, role: named, output, config: __, cache, ...others } = flags;
  const [given] = [...Object.keys(others), ...(cache === false ? ['no-cache'] : [])];
  if (given !== undefined) {
    const flag = given.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    throw new SetupError(`--resume goes on with the flags that the run began with; leave out --${flag}`);
  }
  const folder = await findRun(runsFolder(host, root, config, output), run, host.cwd, named);
  const plan = parsePlan(await needRunFile(folder, 'run.json'), folder);
  if (plan.role !== (named ?? plan.role)) throw new SetupError(`${run} is a run of ${plan.role}, not of ${named}`);
  const runs = resolve(folder, '../..');
  if ((await readRunFile(folder, 'snapshot.json')) !== null) {
    const journal = openJournal(folder);
    try {
      const finished = await readFinishedRun(host, folder);
      // It may have been killed before the reports were written.
      await writeReports(host, runs, folder, finished);
      return conclude(host, finished);
    } finally {
      journal.close();
    }
  }
  const { provider } = await openPair(host, plan);
  if (provider !== plan.provider) {
    throw new SetupError(
      `the run asks ${plan.provider}, not ${provider}; name the endpoint that it began with, or start a new run`,
    );
  }
  const role = roleOfPlan(plan);
  const data = await readPlanned(host, root, role, plan);
  return conclude(host, await carryOut(host, root, { folder, runs, plan, role, data }));
}

/** The datasets of a run that was planned earlier. Throws SetupError when one of them has changed since. */
export async function readPlanned(host: Host, root: string, role: Role, { data }: TunePlan): Promise<RunData> {
  const read = async (mark: TunePlan['data']['train']): Promise<Dataset> => {
    const dataset = await readDataset(host, root, role, mark.path);
    if (dataset.mark.sha256 === mark.sha256) return dataset;
    throw new SetupError(`${mark.path} has changed since the run began; restore it, or start a new run`);
  };
  return { train: await read(data.train), val: data.val && (await read(data.val)), eval: await read(data.eval) };
}

async function readData(host: Host, root: string, config: Config, role: Role, flags: TuneFlags): Promise<RunData> {
  const val = await findDataset(host, root, config, role.name, 'val', flags.valset);
  return {
    train: await needDataset(host, root, config, role, 'train', flags.trainset),
    val: val === null ? null : await readDataset(host, root, role, val),
    eval: await needDataset(host, root, config, role, 'eval', flags.evalset),
  };
}

async function planRun(
  host: Host,
  root: string,
  config: Config,
  role: Role,
  data: RunData,
  flags: TuneFlags,
): Promise<Omit<TunePlan, 'provider'>> {
  const settings = resolveSettings(requestOf(flags), {
    train: data.train.examples.length,
    val: data.val?.examples.length ?? null,
    predictors: role.program.predictors.length,
  });
  return {
    version: 1,
    role: role.name,
    settings,
    metric: flags.metric ?? null,
    data: { train: data.train.mark, val: data.val?.mark ?? null, eval: data.eval.mark },
    budget: budgetOf(flags),
    concurrency: concurrencyOf(flags, config.model),
    cache: flags.cache ?? true,
    model: flags.model ?? null,
    config: { role: config.roles[role.name] ?? null, model: config.model },
    commit: await resolveCommit(root, 'HEAD').catch(() => null),
    parent: await newestOfLineage(root, config, role, flags.model ?? config.model.name ?? ''),
    reproduces: null,
    startedAt: host.now().toISOString(),
  };
}
