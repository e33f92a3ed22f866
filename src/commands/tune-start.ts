// How a planned run begins, for `tune` and for `reproduce`.

import { join } from 'node:path';
import { createRunFolder } from '../adapters/run-folder.ts';
import { writeFileAtomic } from '../adapters/workspace.ts';
import type { Config } from '../config/config.ts';
import { SetupError } from '../core/errors.ts';
import type { FinishedRun } from '../pilots/comparison.ts';
import type { Role } from '../program/role.ts';
import { metricsOf } from './held-out.ts';
import type { Host } from './host.ts';
import { type Dataset, readDataset } from './role-data.ts';
import { openPair } from './run-calls.ts';
import { runsFolder } from './runs.ts';
import { renderPlan, type TunePlan } from './tune-plan.ts';
import { carryOut, type RunData } from './tune-run.ts';

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

/** The datasets of a run that was planned earlier. Throws SetupError when one of them has changed since. */
export async function readPlanned(host: Host, root: string, role: Role, { data }: TunePlan): Promise<RunData> {
  const read = async (mark: TunePlan['data']['train']): Promise<Dataset> => {
    const dataset = await readDataset(host, root, role, mark.path);
    if (dataset.mark.sha256 === mark.sha256) return dataset;
    throw new SetupError(`${mark.path} has changed since the run began; restore it, or start a new run`);
  };
  return { train: await read(data.train), val: data.val && (await read(data.val)), eval: await read(data.eval) };
}
