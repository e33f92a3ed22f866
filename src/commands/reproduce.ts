// `goldgate reproduce RUN`: the same tuning once more with nothing remembered, and whether it comes to the same.

import { readConfigFile } from '../adapters/config-file.ts';
import { findRoot } from '../adapters/root.ts';
import { findRun } from '../adapters/run-folder.ts';
import { exitCode } from '../core/errors.ts';
import { sideScore } from '../pilots/difference.ts';
import { visible } from '../report/escape.ts';
import { renderTable } from '../report/table.ts';
import { percent } from '../report/words.ts';
import { readFinishedRun } from './finished-run.ts';
import type { Host } from './host.ts';
import { runsFolder } from './runs.ts';
import { readPlanned, start } from './tune-start.ts';

/** How far a metric may be from the first run's: a share of it, or an amount when that one is 0. */
const within = 0.05;

/** Exit code 1: a metric is farther off than ± 5 %, or the new run was stopped. */
export async function reproduce(host: Host, flags: { config?: string; run: string; output?: string }): Promise<number> {
  const root = findRoot(host.cwd) ?? host.cwd;
  const { config } = await readConfigFile(root, flags.config);
  const runs = runsFolder(host, root, config, flags.output);
  const first = await readFinishedRun(host, await findRun(runs, flags.run, host.cwd));
  const plan = { ...first.plan, cache: false, reproduces: first.snapshot.run, startedAt: host.now().toISOString() };
  const data = await readPlanned(host, root, first.role, plan);
  const second = await start(host, root, config, plan, first.role, data, flags.output);
  const metrics = [
    ...new Set([first.snapshot.metric, ...(first.snapshot.target ? [first.snapshot.target.metric] : [])]),
  ];
  const rows = metrics.flatMap((metric) =>
    (['baseline', 'optimized'] as const).map((side) => {
      const [was, is] = [sideScore(first.evaluation[side], metric), sideScore(second.evaluation[side], metric)];
      const same = was === is || (was !== null && is !== null && Math.abs(is - was) <= within * (was || 1) + 1e-9);
      const share = (value: number | null) => (value === null ? 'none' : percent(value));
      return { same, cells: [metric, side, share(was), share(is), same ? 'yes' : 'no'] };
    }),
  );
  host.print(
    renderTable({ head: ['metric', 'program', 'then', 'now', 'within ± 5 %'], rows: rows.map(({ cells }) => cells) }),
  );
  const bytes = first.snapshot.programSha256 === second.snapshot.programSha256;
  const good = rows.every(({ same }) => same);
  host.print(
    `${visible(first.snapshot.run)} is ${good ? '' : 'not '}reproduced by ${visible(second.snapshot.run)}; the programs are ${bytes ? 'the same, byte for byte' : 'not the same'}.\n`,
  );
  return good ? exitCode.clean : exitCode.findings;
}
