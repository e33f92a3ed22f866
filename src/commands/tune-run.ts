// Carries a planned run out: search on the training data, comparison on the held-out set, verdict, files, report.

import { basename, join } from 'node:path';
import { openJournal } from '../adapters/journal.ts';
import { writeFileAtomic } from '../adapters/workspace.ts';
import { SetupError } from '../core/errors.ts';
import { version } from '../core/version.ts';
import type { Amount } from '../optimize/budget.ts';
import { setAsideAfter, setAsideFor } from '../optimize/estimate.ts';
import type { Evaluation } from '../optimize/evaluation.ts';
import { tune } from '../optimize/mipro.ts';
import { splitValset } from '../optimize/settings.ts';
import type { Progress, Stopped, Tuning } from '../optimize/trial.ts';
import type { FinishedRun } from '../pilots/comparison.ts';
import { buildEvalFile } from '../pilots/eval-file.ts';
import { findDemoLeaks } from '../pilots/leakage.ts';
import type { EvalFile } from '../pilots/run-files.ts';
import { buildSnapshot, renderRunFile, renderTrials } from '../pilots/snapshot.ts';
import { judgeRun } from '../pilots/verdict.ts';
import { renderProgram } from '../program/compiled.ts';
import type { Role } from '../program/role.ts';
import { checkExam } from './exam.ts';
import { nameOf, writeReports } from './finished-run.ts';
import { evaluateHeldOut, metricsOf } from './held-out.ts';
import type { Host } from './host.ts';
import type { Dataset } from './role-data.ts';
import { openRunCalls, type RunCalls } from './run-calls.ts';
import { standingDatasets } from './snapshot.ts';
import { estimateRun, judgementsOf } from './tune-estimate.ts';
import type { TunePlan } from './tune-plan.ts';
import { openView, type View } from './tune-view.ts';

export interface RunData {
  train: Dataset;
  val: Dataset | null;
  eval: Dataset;
}

export interface Run {
  /** Absolute. */
  folder: string;
  /** The folder of all runs of all roles; `null` when the run stands elsewhere. */
  runs: string | null;
  plan: TunePlan;
  role: Role;
  data: RunData;
}

/** So long may the best so far take to be written after Ctrl-C. */
const graceSeconds = 20;

/**
 * Leaves a finished run folder behind, or, when interrupted, one to resume with the best program so far in it; then it
 * throws the signal's reason. Throws SetupError for an endpoint that refuses, a full disk, a second process on the run.
 */
export async function carryOut(host: Host, root: string, run: Run): Promise<FinishedRun> {
  host.grace.seconds = graceSeconds;
  const { folder, plan, role } = run;
  const journal = openJournal(folder);
  try {
    await writeFileAtomic(join(folder, 'baseline.json'), renderProgram(role.program));
    const calls = await openRunCalls(host, { ...plan, seed: plan.settings.seed, replayFailures: true }, journal);
    const estimate = estimateRun(plan, role, run.data, calls.prices);
    const upFront = setAsideFor(estimate, plan.budget);
    calls.budget.setAside(upFront);
    const { low, high } = estimate.total.calls;
    const view = openView(host, { role: role.name, ...plan.budget, expectedCalls: (low + high) / 2 }, () => ({
      ...calls.tally(),
      seconds: calls.budget.used.seconds,
    }));
    const session: Session = { calls, view, upFront, best: null };
    try {
      const tuning = await searchAndKeep(host, run, session);
      host.signal.throwIfAborted();
      if (tuning.stopped?.cause === 'errors' && nothingAnswered(calls)) throw new SetupError(tuning.stopped.message);
      return await conclude(host, root, run, session, tuning);
    } finally {
      await calls.drain();
      view.close();
      if (host.signal.aborted) host.note(lastWords(run, session));
    }
  } finally {
    journal.close();
  }
}

/** What a session of a run works with, and what it has come to. */
interface Session {
  calls: RunCalls;
  view: View;
  /** What the estimate sets aside for the evaluation. */
  upFront: Amount;
  /** 0–1, on the full valset; `null` before the baseline. */
  best: number | null;
}

/** After Ctrl-C. */
function lastWords({ folder, plan }: Run, { best }: Session): string {
  const score = best === null ? 'nothing is scored yet' : `the best so far scores ${best.toFixed(3)}`;
  const name = basename(folder);
  return `${name} is interrupted; ${score}. \`goldgate tune ${plan.role} --resume ${name}\` goes on with it.\n`;
}

const nothingAnswered = ({ tally }: RunCalls) => tally().calls === tally().failed && tally().remembered === 0;

/** Every trial is on disk as soon as it is known, and the best program at the end, whatever ended the search. */
async function searchAndKeep(host: Host, { folder, plan, role, data }: Run, session: Session) {
  const { calls, view, upFront } = session;
  const judgements = judgementsOf(role);
  const predictors = role.program.predictors.length;
  const size = {
    ...{ evalExamples: data.eval.examples.length, concurrency: plan.concurrency },
    callsAnExample: { search: predictors + judgements.search, evaluation: predictors + judgements.evaluation },
  };
  const split = splitValset(data.train.examples, data.val?.examples ?? null, plan.settings);
  const task = {
    ...{ program: role.program, description: role.description, ...split, metric: role.metric },
    ...{ taskModel: calls.task, promptModel: calls.prompt, judge: calls.prompt },
    ...{ limits: role.limits, signal: host.signal },
  };
  let writing: Promise<void> = Promise.resolve();
  const trials: Tuning['trials'] = [];
  const observe = (progress: Progress) => {
    view.show(progress);
    if (progress.step !== 'trial') return;
    const { trial } = progress;
    session.best = progress.best;
    const known = trial.kind === 'baseline' && setAsideAfter(trial, size, upFront, plan.budget);
    if (known) calls.budget.setAside(known);
    trials.push(progress.trial);
    const text = renderTrials(trials);
    writing = writing.then(() => writeFileAtomic(join(folder, 'trials.jsonl'), text));
    writing.catch(() => undefined);
  };
  const tuning = await tune(task, plan.settings, observe);
  await writing;
  await writeFileAtomic(join(folder, 'trials.jsonl'), renderTrials(tuning.trials));
  await writeFileAtomic(join(folder, 'program.json'), renderProgram(tuning.best));
  for (const note of tuning.notes) host.note(`${role.name}: ${note}\n`);
  return tuning;
}

async function conclude(host: Host, root: string, run: Run, session: Session, tuning: Tuning): Promise<FinishedRun> {
  const { folder, plan, role, data } = run;
  const { calls, view } = session;
  const { evaluation, ended } = await compare(host, run, session, tuning);
  const stopped: Stopped | null = tuning.stopped ?? (ended === null ? null : { cause: 'budget', message: ended });
  const { tokens, usd, calls: made } = calls.tally();
  const spent = { calls: made, tokens, usd, minutes: calls.budget.used.seconds / 60 };
  const marks = { train: data.train.mark, val: data.val?.mark ?? null, eval: data.eval.mark };
  const target = role.target && { metric: role.target.metric.name, minimum: role.target.minimum };
  const limits = { seconds: role.limits.seconds };
  const files = {
    program: renderProgram(tuning.best),
    baseline: renderProgram(tuning.baseline),
    eval: renderRunFile(evaluation),
  };
  const judging = {
    changed: files.program !== files.baseline,
    ...{ evaluation, target, limits, budget: plan.budget, spent, stopped },
    outdated: await movedData(root, data),
    leaks: [...checkExam(data), ...findDemoLeaks(tuning.best, data.eval.examples)],
  };
  const judgement = judgeRun(judging, { margin: role.target?.margin ?? 0 });
  const snapshot = buildSnapshot({
    ...{ run: basename(folder), role: role.name, seed: plan.settings.seed, commit: plan.commit, ...marks },
    ...{ metric: role.metric.name, target, provider: calls.provider, model: calls.task.name },
    parameters: { ...plan.settings, concurrency: plan.concurrency },
    versions: { goldgate: version, node: process.versions.node },
    ...{ parent: plan.parent, reproduces: plan.reproduces, notes: tuning.notes, startedAt: plan.startedAt },
    ...{ limits, budget: plan.budget, spent, ...judgement },
    ...{ untuned: role.program, files },
  });
  await writeFileAtomic(join(folder, 'eval.json'), files.eval);
  await writeFileAtomic(join(folder, 'snapshot.json'), renderRunFile(snapshot));
  view.close();
  const finished: FinishedRun = {
    ...{ snapshot, evaluation, trials: tuning.trials, program: tuning.best, baseline: tuning.baseline },
    folder: nameOf(host, folder),
  };
  await writeReports(host, run.runs, folder, finished);
  return finished;
}

/** Datasets that are no longer what was read when the run began, in words. */
async function movedData(root: string, data: RunData): Promise<string[]> {
  const read = [data.train, data.val, data.eval].filter((dataset) => dataset !== null);
  const standing = await standingDatasets(
    root,
    read.map(({ source }) => source),
  );
  return read.flatMap(({ source, mark }) =>
    standing.get(source) === mark.sha256 ? [] : [`${mark.path} has changed since the run began`],
  );
}

/** Baseline, optimized, and optimized once more with nothing remembered. */
async function compare(host: Host, { plan, role, data }: Run, { calls, view }: Session, tuning: Tuning) {
  const { examples } = data.eval;
  calls.budget.enterEvaluation();
  let done = 0;
  const of = 3 * examples.length;
  view.show({ step: 'evaluate', done, of });
  const asking = {
    ...{ examples, metrics: metricsOf(role.metric, role.target), model: calls.task, judge: calls.prompt },
    ...{ limits: role.limits, signal: host.signal, done: () => view.show({ step: 'evaluate', done: ++done, of }) },
  };
  const first = await evaluateHeldOut(
    [
      { program: tuning.baseline, sample: '' },
      { program: tuning.best, sample: '' },
    ],
    asking,
  );
  const second = await evaluateHeldOut([{ program: tuning.best, sample: 'again' }], asking);
  const [baseline, optimized] = first.evaluations as [Evaluation, Evaluation];
  const [repeated] = second.evaluations as [Evaluation];
  const evaluation: EvalFile = buildEvalFile({
    ...{ metric: role.metric.name, baseline, optimized, repeated, seed: plan.settings.seed },
  });
  return { evaluation, ended: first.ended ?? second.ended };
}
