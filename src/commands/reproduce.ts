// `goldgate reproduce RUN`: the same tuning once more with nothing remembered, and whether it comes to the same.

import { readConfigFile } from '../adapters/config-file.ts';
import { resolveCommit } from '../adapters/git.ts';
import { findRoot } from '../adapters/root.ts';
import { findRun } from '../adapters/run-folder.ts';
import { exitCode } from '../core/errors.ts';
import { compareReproduction } from '../pilots/reproduction.ts';
import { visible } from '../report/escape.ts';
import { renderTable } from '../report/table.ts';
import { percent } from '../report/words.ts';
import { readFinishedRun } from './finished-run.ts';
import type { Host } from './host.ts';
import { newestOfLineage } from './pilots.ts';
import { runsFolder } from './runs.ts';
import { readPlanned, start } from './tune-start.ts';

/** Exit code 1: a metric is farther off than ± 5 %, nothing could be compared, or the new run was stopped. */
export async function reproduce(host: Host, flags: { config?: string; run: string; output?: string }): Promise<number> {
  const root = findRoot(host.cwd) ?? host.cwd;
  const { config } = await readConfigFile(root, flags.config);
  const runs = runsFolder(host, root, config, flags.output);
  const first = await readFinishedRun(host, await findRun(runs, flags.run, host.cwd));
  const plan = {
    ...first.plan,
    ...{ cache: false, reproduces: first.snapshot.run, startedAt: host.now().toISOString() },
    commit: await resolveCommit(root, 'HEAD').catch(() => null),
    parent: await newestOfLineage(root, config, first.role, first.snapshot.model),
  };
  const data = await readPlanned(host, root, first.role, plan);
  const second = await start(host, root, config, plan, first.role, data, flags.output);
  const { good, rows, problems } = compareReproduction(first, second);
  const share = (value: number | null) => (value === null ? 'none' : percent(value));
  const cells = rows.map(({ metric, side, then, now, same }) => {
    return [metric, side, share(then), share(now), same === null ? '–' : same ? 'yes' : 'no'];
  });
  host.print(renderTable({ head: ['metric', 'program', 'then', 'now', 'within ± 5 %'], rows: cells }));
  for (const problem of problems) host.print(`${visible(problem)}\n`);
  const bytes = first.snapshot.programSha256 === second.snapshot.programSha256;
  host.print(
    `${visible(first.snapshot.run)} is ${good ? '' : 'not '}reproduced by ${visible(second.snapshot.run)}; the programs are ${bytes ? 'the same, byte for byte' : 'not the same'}.\n`,
  );
  return good ? exitCode.clean : exitCode.findings;
}
