// `goldgate tune`: prepares a run, or takes one up again, carries it out and says Go or No-Go.

import { join, resolve } from 'node:path';
import { readConfigFile } from '../adapters/config-file.ts';
import { resolveCommit } from '../adapters/git.ts';
import { openJournal } from '../adapters/journal.ts';
import { findRoot } from '../adapters/root.ts';
import { findRun, needRunFile, readRunFile } from '../adapters/run-folder.ts';
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
import type { Host } from './host.ts';
import { newestOfLineage } from './pilots.ts';
import { findDataset, needDataset, readDataset } from './role-data.ts';
import { openPair } from './run-calls.ts';
import { runsFolder } from './runs.ts';
import { estimateRun, renderEstimate } from './tune-estimate.ts';
import { budgetOf, concurrencyOf, parsePlan, requestOf, type TuneFlags, type TunePlan } from './tune-plan.ts';
import { carryOut, type RunData } from './tune-run.ts';
import { readPlanned, start } from './tune-start.ts';

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
  const finished = await readAgain(host, root, config, folder, output);
  if (finished) return conclude(host, finished);
  const { provider } = await openPair(host, plan);
  if (provider !== plan.provider) {
    throw new SetupError(
      `the run asks ${plan.provider}, not ${provider}; name the endpoint that it began with, or start a new run`,
    );
  }
  const role = roleOfPlan(plan);
  const data = await readPlanned(host, root, role, plan);
  return conclude(
    host,
    await carryOut(host, root, { folder, runs: ownRuns(host, root, config, folder, output), plan, role, data }),
  );
}

/** A finished run, its reports written again; `null` when it is not finished, or no longer whole: then it is made again. */
async function readAgain(
  host: Host,
  root: string,
  config: Config,
  folder: string,
  output?: string,
): Promise<FinishedRun | null> {
  if ((await readRunFile(folder, 'snapshot.json')) === null) return null;
  const journal = openJournal(folder);
  try {
    const finished = await readFinishedRun(host, folder);
    // It may have been killed before the reports were written.
    await writeReports(host, ownRuns(host, root, config, folder, output), folder, finished);
    return finished;
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    host.note(`${visible(error.message)}\nThe results are made again from the journal.\n`);
    return null;
  } finally {
    journal.close();
  }
}

/** The folder of all runs that holds this one; `null` elsewhere, where no overview of ours belongs. */
function ownRuns(host: Host, root: string, config: Config, folder: string, output?: string): string | null {
  const runs = runsFolder(host, root, config, output);
  return resolve(folder, '../..') === runs ? runs : null;
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
