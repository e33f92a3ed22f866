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

/** What a finished run is read from. */
export const finishedFiles = [
  ...(['run.json', 'snapshot.json', 'eval.json', 'trials.jsonl', 'program.json', 'baseline.json'] as const),
] as const;

export type ReadRun = FinishedRun & { plan: TunePlan; role: Role };

/** Throws SetupError naming the file when the run is not finished or a file of it is broken. */
export async function readFinishedRun(host: Host, folder: string): Promise<ReadRun> {
  const texts = await Promise.all(finishedFiles.map(async (file) => [file, await needRunFile(folder, file)] as const));
  return { ...parseFinishedRun(new Map(texts), folder), folder: nameOf(host, folder) };
}

/**
 * From the texts of a run's files by name, wherever they come from; `folder` is what errors and the report call it. Throws
 * SetupError as above.
 */
export function parseFinishedRun(texts: ReadonlyMap<string, string>, folder: string): ReadRun {
  const at = (file: (typeof finishedFiles)[number]): [text: string, path: string] => {
    const text = texts.get(file);
    if (text === undefined) throw new SetupError(`${join(folder, file)} is missing: the run is not finished`);
    return [text, join(folder, file)];
  };
  const plan = parsePlan(at('run.json')[0], folder);
  const role = roleOfPlan(plan);
  const program = (file: 'program.json' | 'baseline.json') => {
    const [text, path] = at(file);
    return parseProgram(text, role, path);
  };
  return {
    ...{ plan, role, folder },
    snapshot: parseSnapshot(...at('snapshot.json')),
    evaluation: parseEval(...at('eval.json')),
    trials: parseTrials(...at('trials.jsonl')),
    program: program('program.json'),
    baseline: program('baseline.json'),
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
