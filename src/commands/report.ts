// `goldgate report` and `goldgate compare`: what runs found, told again from their files.

import { join, resolve } from 'node:path';
import { readConfigFile } from '../adapters/config-file.ts';
import { findRoot } from '../adapters/root.ts';
import { findRun, listRuns, needRunFile } from '../adapters/run-folder.ts';
import { writeFileAtomic } from '../adapters/workspace.ts';
import type { Document } from '../core/document.ts';
import { exitCode, SetupError } from '../core/errors.ts';
import { compareRun, compareRuns } from '../pilots/comparison.ts';
import { parseSnapshot } from '../pilots/snapshot.ts';
import { renderDocumentHtml } from '../report/document-html.ts';
import { renderDocumentMarkdown } from '../report/document-markdown.ts';
import { renderDocumentText } from '../report/document-text.ts';
import { readFinishedRun, readOverview } from './finished-run.ts';
import type { Host } from './host.ts';
import { runsFolder } from './runs.ts';

interface DocumentFlags {
  config?: string;
  format?: string;
  /** Where the document goes in place of standard output. */
  output?: string;
  /** The folder of all runs in place of the configured one. */
  runs?: string;
}

const renderers: Record<string, (document: Document, color: boolean) => string> = {
  text: (document, color) => renderDocumentText(document, { color }),
  markdown: (document) => renderDocumentMarkdown(document),
  html: (document) => renderDocumentHtml(document),
};

/** The newest comparison of a role, or the overview of all of them. Exit code 1: the newest one is a No-Go. */
export async function report(host: Host, flags: DocumentFlags & { role?: string }): Promise<number> {
  const runs = await locate(host, flags);
  if (flags.role === undefined) {
    await show(host, await readOverview(host, runs), flags);
    return exitCode.clean;
  }
  const run = await readFinishedRun(host, await newestFinished(runs, flags.role));
  await show(host, compareRun(run), flags);
  return run.snapshot.verdict === 'go' ? exitCode.clean : exitCode.findings;
}

/**
 * Two runs' optimized programs; a run named with `:baseline` stands for its untuned one. Exit code 1: the candidate is
 * worse, or cannot be told apart.
 */
export async function compare(
  host: Host,
  flags: DocumentFlags & { baseline: string; candidate: string },
): Promise<number> {
  const runs = await locate(host, flags);
  const contestant = async (named: string) => {
    const [, name = named, side] = /^(.*):(baseline|optimized)$/.exec(named) ?? [];
    const run = await readFinishedRun(host, await findRun(runs, name, host.cwd));
    return { run, side: side === 'baseline' ? ('baseline' as const) : ('optimized' as const) };
  };
  const { document, outcome } = compareRuns(await contestant(flags.baseline), await contestant(flags.candidate));
  await show(host, document, flags);
  return outcome === 'better' || outcome === 'same' ? exitCode.clean : exitCode.findings;
}

async function locate(host: Host, flags: DocumentFlags): Promise<string> {
  const root = findRoot(host.cwd) ?? host.cwd;
  const { config } = await readConfigFile(root, flags.config);
  return runsFolder(host, root, config, flags.runs);
}

/** A run of this machine; where there is none, as in a fresh clone, a recorded pilot. */
async function newestFinished(runs: string, role: string): Promise<string> {
  const newest = (await listRuns(runs, role, 'snapshot.json')).at(-1);
  if (newest) return newest;
  for (const pilot of (await listRuns(runs, 'pilots', 'snapshot.json')).toReversed()) {
    const snapshot = parseSnapshot(await needRunFile(pilot, 'snapshot.json'), join(pilot, 'snapshot.json'));
    if (snapshot.role === role) return pilot;
  }
  throw new SetupError(`there is no finished run of ${role} in ${runs}; \`goldgate tune ${role}\` makes one`);
}

async function show(host: Host, document: Document, { format = 'text', output }: DocumentFlags) {
  const render = renderers[format];
  if (!render) throw new SetupError(`--format is ${Object.keys(renderers).join(', ')}, not ${format}`);
  const text = render(document, host.color && output === undefined);
  if (output === undefined) return host.print(text);
  await writeFileAtomic(resolve(host.cwd, output), text);
  host.note(`written: ${output}\n`);
}
