// Reads a finished run back from its folder, and writes the reports of one that has just finished.

import { join, relative } from 'node:path';
import { listRuns, needRunFile, readRunFile } from '../adapters/run-folder.ts';
import { writeFileAtomic } from '../adapters/workspace.ts';
import type { Document } from '../core/document.ts';
import { SetupError } from '../core/errors.ts';
import { compareRun, type FinishedRun } from '../pilots/comparison.ts';
import { ledgerPath, overviewPath } from '../pilots/layout.ts';
import { parseLedger } from '../pilots/ledger.ts';
import { overviewOf, type ReportedRun } from '../pilots/overview.ts';
import { parseEval, parseSnapshot, parseTrials } from '../pilots/snapshot.ts';
import { parseProgram } from '../program/compiled.ts';
import type { Role } from '../program/role.ts';
import { renderDocumentHtml } from '../report/document-html.ts';
import { renderDocumentMarkdown } from '../report/document-markdown.ts';
import { visible } from '../report/escape.ts';
import { findRole } from './find-role.ts';
import type { Host } from './host.ts';
import { parsePlan, type TunePlan } from './tune-plan.ts';

export const nameOf = (host: Host, folder: string) => relative(host.cwd, folder) || '.';

/** Throws SetupError naming the file when the run is not finished or a file of it is broken. */
export async function readFinishedRun(
  host: Host,
  folder: string,
): Promise<FinishedRun & { plan: TunePlan; role: Role }> {
  const [planText, snapshotText, evalText, trialsText, programText, baselineText] = await Promise.all(
    ['run.json', 'snapshot.json', 'eval.json', 'trials.jsonl', 'program.json', 'baseline.json'].map((file) =>
      needRunFile(folder, file),
    ) as [Promise<string>, Promise<string>, Promise<string>, Promise<string>, Promise<string>, Promise<string>],
  );
  const plan = parsePlan(planText, folder);
  const role = roleOfPlan(plan);
  return {
    ...{ plan, role, folder: nameOf(host, folder) },
    snapshot: parseSnapshot(snapshotText, join(folder, 'snapshot.json')),
    evaluation: parseEval(evalText, join(folder, 'eval.json')),
    trials: parseTrials(trialsText, join(folder, 'trials.jsonl')),
    program: parseProgram(programText, role, join(folder, 'program.json')),
    baseline: parseProgram(baselineText, role, join(folder, 'baseline.json')),
  };
}

/** The role as it was when the run began, whatever the configuration has become. */
export function roleOfPlan({ role, metric, config }: TunePlan): Role {
  return findRole({ roles: config.role ? { [role]: config.role } : {} }, role, metric ?? undefined);
}

/** `report.md` and `report.html` in the run's folder, and the overview of all roles in `runs`, unless that is `null`. */
export async function writeReports(host: Host, runs: string | null, folder: string, run: FinishedRun): Promise<void> {
  const document = compareRun(run);
  await writeFileAtomic(join(folder, 'report.md'), renderDocumentMarkdown(document));
  await writeFileAtomic(join(folder, 'report.html'), renderDocumentHtml(document));
  if (runs !== null) await writeFileAtomic(overviewPath(runs), renderDocumentMarkdown(await readOverview(host, runs)));
}

/** Every finished run; one that cannot be read is told and left out. */
export async function readOverview(host: Host, runs: string): Promise<Document> {
  const finished: ReportedRun[] = [];
  for (const folder of await listRuns(runs, undefined, 'snapshot.json')) {
    try {
      const snapshot = parseSnapshot(await needRunFile(folder, 'snapshot.json'), join(folder, 'snapshot.json'));
      const evaluation = parseEval(await needRunFile(folder, 'eval.json'), join(folder, 'eval.json'));
      finished.push({ snapshot, evaluation, report: relative(runs, join(folder, 'report.md')) });
    } catch (error) {
      if (!(error instanceof SetupError)) throw error;
      host.note(`left out: ${visible(error.message)}\n`);
    }
  }
  const ledger = parseLedger((await readRunFile(runs, 'pilots.jsonl')) ?? '', ledgerPath(runs));
  return overviewOf(finished, ledger.pilots);
}
