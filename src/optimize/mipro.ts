// Tunes a program: sets of demos, then instructions, then the search for the combination that scores best.

import { reasonOf } from '../core/errors.ts';
import type { Example } from '../program/example.ts';
import type { Metric } from '../program/metric.ts';
import type { Model } from '../program/model.ts';
import type { Program } from '../program/program.ts';
import type { Limits } from '../program/role.ts';
import { bootstrapDemos, type DemoSet } from './bootstrap.ts';
import type { Candidates } from './candidates.ts';
import { allOrAbort, type Evaluating, Failures, isBudgetReached, TooManyFailures } from './evaluate.ts';
import { proposeInstructions, readDataset } from './propose.ts';
import { best } from './sampler-best.ts';
import { everySet } from './sampler-every-set.ts';
import { tpe } from './sampler-tpe.ts';
import type { Sampler, Scoreboard } from './scoreboard.ts';
import { search } from './search.ts';
import type { TuneSettings } from './settings.ts';
import type { Progress, Stopped, Tuning } from './trial.ts';

export interface TuneTask {
  /** The untuned program. */
  program: Program;
  /** What the role does, in a sentence. */
  description: string;
  /** What demos and proposals are made of; see splitValset. */
  trainset: readonly Example[];
  /** What the search scores on. */
  valset: readonly Example[];
  metric: Metric;
  taskModel: Model;
  promptModel: Model;
  /** For metrics that ask a model. */
  judge: Model | null;
  limits: Limits;
  signal: AbortSignal;
}

/**
 * The three steps in order. The optimizer `bootstrap` leaves the second one out and scores every set of demos on the
 * whole valset (DSPy's BootstrapFewShotWithRandomSearch).
 *
 * Source: MIPROv2 (Opsahl-Ong et al., "Optimizing instructions and demonstrations for multi-stage language model
 * programs", 2024). The same settings, data and answers give the same trials and program, whatever order the answers
 * come in. A budget's end, too many failed examples and an abort end it early with the best so far (`stopped`); any
 * other error is thrown on.
 */
export async function tune(
  task: TuneTask,
  settings: TuneSettings,
  observe: (progress: Progress) => void,
): Promise<Tuning> {
  const { program, metric, trainset, valset, taskModel: model, promptModel, judge, limits, signal } = task;
  const tuning = untuned(program);
  const failures = new Failures(settings.maxErrors);
  const context: Evaluating = { model, judge, limits, sample: '', signal, failures };
  const proposing = {
    ...{ program, description: task.description, trainset, promptModel, limits, settings },
    done: (done: number, of: number) => observe({ step: 'propose', done, of }),
    note: (message: string) => tuning.notes.push(message),
  };
  try {
    let demoSets: DemoSet[] = [];
    let summary: string | null = null;
    const reading = [
      async (inner: AbortSignal) => {
        const done = (sets: number) => observe({ step: 'bootstrap', done: sets, of: settings.demoCandidates });
        demoSets = await bootstrapDemos({ ...context, signal: inner, program, trainset, metric, settings, done });
      },
      async (inner: AbortSignal) => {
        summary = await readDataset({ ...proposing, signal: inner });
      },
    ];
    await allOrAbort(signal, reading, (read, inner) => read(inner));
    const instructions = await proposeInstructions({ ...proposing, signal }, demoSets, summary);
    const candidates: Candidates = { instructions, demos: demoCandidates(program, demoSets, settings) };
    await search({ ...context, program, candidates, valset, metric, settings, sampler, observe }, tuning);
  } catch (error) {
    tuning.stopped = stoppedBy(error, signal);
    if (!tuning.stopped) throw error;
  }
  return tuning;

  function sampler(board: Scoreboard): Sampler {
    if (settings.optimizer === 'bootstrap') return everySet(board);
    return settings.sampler === 'tpe' ? tpe(board, settings) : best(board, settings);
  }
}

function untuned(program: Program): Tuning {
  const scores = { baselineScore: null, bestScore: null };
  return { baseline: program, best: program, ...scores, trials: [], stopped: null, notes: [] };
}

/** By predictor; a zero-shot search has used its sets up by now. */
function demoCandidates(program: Program, sets: readonly DemoSet[], settings: TuneSettings): Candidates['demos'] {
  const zeroShot = settings.maxBootstrappedDemos === 0 && settings.maxLabeledDemos === 0;
  return program.predictors.map(({ demos }, at) => (zeroShot ? [demos] : sets.map((set) => set[at] ?? [])));
}

function stoppedBy(error: unknown, signal: AbortSignal): Stopped | null {
  const message = reasonOf(error);
  if (isBudgetReached(error)) return { cause: 'budget', message };
  if (error instanceof TooManyFailures) return { cause: 'errors', message };
  return signal.aborted ? { cause: 'interrupted', message } : null;
}
