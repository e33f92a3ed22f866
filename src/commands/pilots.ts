// `goldgate pilots` and `pilots record`: how many Go pilots a role has, and how a finished run becomes one. Nothing is
// pushed: a person commits what is written here, under review.

import { join, relative } from 'node:path';
import { readConfigFile } from '../adapters/config-file.ts';
import { findRoot } from '../adapters/root.ts';
import { findRun, needRunFile, readRunFile } from '../adapters/run-folder.ts';
import { writeInside } from '../adapters/workspace.ts';
import type { Config } from '../config/config.ts';
import { exitCode, SetupError } from '../core/errors.ts';
import { ledgerPath, pilotFiles, pilotFolder } from '../pilots/layout.ts';
import {
  appendPilot,
  countedPilots,
  countPilots,
  type Ledger,
  lineagesOf,
  parseLedger,
  pilotOf,
  pilotsOf,
} from '../pilots/ledger.ts';
import { checkSnapshot, parseEval, parseSnapshot, signatureSha256 } from '../pilots/snapshot.ts';
import type { Role } from '../program/role.ts';
import { visible } from '../report/escape.ts';
import { renderTable } from '../report/table.ts';
import { percent } from '../report/words.ts';
import type { Host } from './host.ts';
import { runsFolder } from './runs.ts';

export interface PilotsFlags {
  config?: string;
  role?: string;
}

/** `2 of 3`, by lineage; the newest lineage of a role is the one that counts. */
export async function pilots(host: Host, flags: PilotsFlags): Promise<number> {
  const root = findRoot(host.cwd) ?? host.cwd;
  const { config } = await readConfigFile(root, flags.config);
  const ledger = await readLedger(root, config);
  const [problem] = ledger.problems;
  if (problem) throw new SetupError(`${ledger.path}:${problem.line}: ${visible(problem.message)}`);
  const lineages = lineagesOf(ledger.pilots, flags.role);
  if (lineages.length === 0) {
    host.print(
      `${flags.role ? `${visible(flags.role)}: 0 of 3. ` : ''}No pilot is recorded; \`goldgate pilots record RUN\` records one.\n`,
    );
    return exitCode.clean;
  }
  const rows = lineages.map((lineage) => {
    const all = pilotsOf(ledger.pilots, lineage);
    const last = all.at(-1);
    const share = (value: number | null | undefined) => (value === null || value === undefined ? '' : percent(value));
    const cells = [lineage.role, countPilots(ledger.pilots, lineage).text, lineage.model, last?.run ?? ''];
    return [...cells.map(visible), last?.verdict === 'go' ? 'Go' : 'No-Go', share(last?.scores.optimized)];
  });
  host.print(renderTable({ head: ['role', 'Go pilots', 'model', 'newest', 'verdict', 'score'], rows }));
  return exitCode.clean;
}

/** Copies a finished run (a folder of this machine or a downloaded artifact) and adds its line to the ledger. */
export async function pilotsRecord(host: Host, flags: { config?: string; run: string }): Promise<number> {
  const root = findRoot(host.cwd) ?? host.cwd;
  const { config } = await readConfigFile(root, flags.config);
  const folder = await findRun(runsFolder(host, root, config), flags.run, host.cwd);
  const texts = new Map<string, string>();
  for (const file of pilotFiles) texts.set(file, await needRunFile(folder, file));
  const text = (file: (typeof pilotFiles)[number]) => texts.get(file) as string;
  const snapshot = parseSnapshot(text('snapshot.json'), join(folder, 'snapshot.json'));
  const evaluation = parseEval(text('eval.json'), join(folder, 'eval.json'));
  const [fault] = checkSnapshot(snapshot, {
    ...{ program: text('program.json'), baseline: text('baseline.json'), eval: text('eval.json') },
  });
  if (fault) throw new SetupError(`${join(folder, 'snapshot.json')}: ${fault.message}; it cannot be recorded`);

  const path = ledgerPath(config.optimizer);
  const before = (await readRunFile(root, path)) ?? '';
  const pilot = pilotOf(snapshot, text('snapshot.json'), evaluation, host.now().toISOString());
  const { text: after, added } = appendPilot(before, path, pilot);
  const target = pilotFolder(config.optimizer, snapshot.run);
  for (const file of pilotFiles) await writeInside(root, `${target}/${file}`, text(file));
  if (added) await writeInside(root, path, after);
  const { pilots } = parseLedger(after, path);
  const count = countPilots(pilots, pilot);
  const counts = countedPilots(pilots, pilot).some(({ run }) => run === pilot.run);
  const why =
    pilot.reproduces === null ? 'another one has this seed and data' : `it only makes ${pilot.reproduces} again`;
  host.print(
    [
      `${added ? 'Recorded' : 'Recorded already'}: ${visible(snapshot.run)}, ${snapshot.verdict === 'go' ? 'Go' : 'No-Go'}. ${visible(snapshot.role)} has ${count.text} Go pilots.\n`,
      pilot.verdict === 'go' && !counts ? `This one does not count: ${visible(why)}.\n` : '',
      'Commit these by a pull request:\n',
      ...[path, `${target}/`].map((written) => `  ${visible(relative(host.cwd, join(root, written)))}\n`),
    ].join(''),
  );
  return exitCode.clean;
}

export async function readLedger(root: string, { optimizer }: Pick<Config, 'optimizer'>): Promise<Ledger> {
  const path = ledgerPath(optimizer);
  return parseLedger((await readRunFile(root, path)) ?? '', path);
}

/** The recorded run that a new one of this role and model comes after; `null` for the first. */
export async function newestOfLineage(
  root: string,
  config: Config,
  { name, program }: Role,
  model: string,
): Promise<string | null> {
  const { pilots } = await readLedger(root, config);
  const lineage = { role: name, signatureSha256: signatureSha256(program), model };
  return pilotsOf(pilots, lineage).at(-1)?.run ?? null;
}
