// Go or No-Go: every condition in words with its figures, whether it is met or not.

import type { Stopped } from '../optimize/trial.ts';
import { pairedDifference, pairsOf, sideScore } from './difference.ts';
import { amount, percent, points, quantile, seconds } from './figures.ts';
import type { Leak } from './leakage.ts';
import type { Bar, Condition, EvalFile, EvalSide, Snapshot, Spent } from './run-files.ts';

export interface Judgement {
  verdict: 'go' | 'no-go';
  conditions: Condition[];
  bar: Bar;
}

export interface Judged {
  evaluation: EvalFile;
  target: Snapshot['target'];
  limits: Snapshot['limits'];
  budget: Snapshot['budget'];
  spent: Spent;
  stopped: Stopped | null;
  /** What checkSnapshot says of the data. */
  outdated: readonly string[];
  leaks: readonly Leak[];
}

const defaultBar: Bar = { margin: 0, minimumExamples: 10, repeatWithin: 0.05 };
const tiny = 1e-9;

/** Go when every condition is met. */
export function judgeRun(run: Judged, bar: Partial<Bar> = {}): Judgement {
  const asked = { ...defaultBar, ...bar };
  const conditions = [
    target(run),
    difference(run.evaluation, asked.margin),
    enough(run.evaluation, asked.minimumExamples),
    repeated(run, asked.repeatWithin),
    latency(run),
    failures(run.evaluation),
    budget(run),
    finished(run.stopped),
    data(run.outdated),
    leakage(run.leaks),
  ];
  return { verdict: conditions.every(({ met }) => met) ? 'go' : 'no-go', conditions, bar: asked };
}

function target({ target, evaluation }: Judged): Condition {
  const id = 'target-met';
  if (!target) return { id, met: true, text: 'The role has no target.' };
  const score = sideScore(evaluation.optimized, target.metric);
  if (score === null) return { id, met: false, text: `No answer could be judged on ${target.metric}.` };
  const met = score >= target.minimum - tiny;
  const aim = `the target of ${percent(target.minimum)}`;
  return { id, met, text: `${target.metric} is ${percent(score)}, ${met ? 'at or above' : 'below'} ${aim}.` };
}

function difference({ difference, metric }: EvalFile, margin: number): Condition {
  const id = 'no-worse';
  if (!difference) return { id, met: false, text: `No example has a ${metric} on both sides.` };
  const { mean, low, high } = difference;
  const met = low >= -margin - tiny;
  const says = `${metric} moved by ${points(mean)} points, 95 % interval ${points(low)} to ${points(high)}`;
  return { id, met, text: `${says}; its lower end must ${met ? 'be' : 'have been'} ${points(-margin)} or more.` };
}

function enough({ baseline, optimized, metric }: EvalFile, minimum: number): Condition {
  const n = pairsOf(baseline, optimized, metric).length;
  const met = n >= minimum;
  const says = `${n} of ${baseline.examples.length} eval examples could be compared`;
  return {
    id: 'enough-examples',
    met,
    text: met ? `${says}; ${minimum} are needed.` : `Too few: ${says}, ${minimum} are needed.`,
  };
}

/** On the examples that both evaluations answered, so that one failed call does not move the mean. */
function repeated({ evaluation, target }: Judged, within: number): Condition {
  const id = 'repeatable';
  const { optimized, repeated, metric } = evaluation;
  if (!repeated) return { id, met: false, text: 'The program was not evaluated a second time.' };
  const judged = target && sideScore(optimized, target.metric) !== null;
  const names = [...new Set([metric, ...(judged ? [target.metric] : [])])];
  const results = names.map((name) => {
    const pairs = pairsOf(optimized, repeated, name);
    const keys = new Set(pairs.map(({ key }) => key));
    const mean = (side: EvalSide) =>
      sideScore({ ...side, examples: side.examples.filter(({ key }) => keys.has(key)) }, name);
    const [first, second] = [mean(optimized), mean(repeated)];
    if (first === null || second === null) return { met: false, text: `${name} could not be judged twice` };
    const met = Math.abs(second - first) <= within * (first === 0 ? 1 : first) + tiny;
    return { met, text: `${name} ${percent(first)}, then ${percent(second)}` };
  });
  const met = results.every((result) => result.met);
  const figures = results.map(({ text }) => text).join('; ');
  return {
    id,
    met,
    text: `A second, uncached evaluation is ${met ? '' : 'not '}within ± ${percent(within)}: ${figures}.`,
  };
}

function latency({ evaluation, limits }: Judged): Condition {
  const answered = evaluation.optimized.examples.filter(({ failed }) => failed === null);
  const id = 'latency-kept';
  if (answered.length === 0) return { id, met: false, text: 'No call was answered.' };
  const p95 = quantile(
    answered.map(({ seconds }) => seconds),
    0.95,
  );
  const met = p95 <= limits.seconds;
  return {
    id,
    met,
    text: `The slowest calls (p95) take ${seconds(p95)}, ${met ? 'within' : 'over'} the limit of ${seconds(limits.seconds)}.`,
  };
}

/** Examples that fail are left out of the comparison, so a program must not gain by making the hard ones fail. */
function failures({ baseline, optimized }: EvalFile): Condition {
  const count = ({ examples }: EvalSide) => examples.filter(({ failed }) => failed !== null).length;
  const [before, after] = [count(baseline), count(optimized)];
  return {
    id: 'no-more-failures',
    met: after <= before,
    text: `${after} of ${optimized.examples.length} examples failed with the optimized program, ${before} with the baseline.`,
  };
}

function budget({ budget, spent }: Judged): Condition {
  const limits = [
    ...(budget.usd === null
      ? []
      : [{ met: spent.usd <= budget.usd + tiny, text: `$${amount(spent.usd)} of $${amount(budget.usd)}` }]),
    ...(budget.minutes === null
      ? []
      : [
          {
            met: spent.minutes <= budget.minutes + tiny,
            text: `${amount(spent.minutes)} of ${amount(budget.minutes)} minutes`,
          },
        ]),
  ];
  const figures = limits.map(({ text }) => text).join(' and ') || `$${amount(spent.usd)}; no limit was set`;
  return { id: 'budget-kept', met: limits.every(({ met }) => met), text: `Spent: ${figures}.` };
}

function finished(stopped: Stopped | null): Condition {
  const text = stopped ? `The run ended early: ${stopped.message}` : 'The run went to its end.';
  return { id: 'finished', met: stopped === null, text };
}

function data(outdated: readonly string[]): Condition {
  const text = outdated.length > 0 ? outdated.join('; ') : 'The datasets are still those that the run read.';
  return { id: 'data-current', met: outdated.length === 0, text };
}

function leakage(leaks: readonly Leak[]): Condition {
  const text =
    leaks.length === 0
      ? 'No demo stands in the eval set.'
      : `${leaks.length === 1 ? 'A demo stands' : `${leaks.length} demos stand`} in the eval set: ${leaks
          .slice(0, 5)
          .map(({ predictor, demo, key, kind }) => `${predictor} ${demo} is ${key} (${kind})`)
          .join(', ')}.`;
  return { id: 'no-leakage', met: leaks.length === 0, text };
}

/**
 * What a committed run claims and its evaluation does not show: ids of conditions of a Go that are not met when they are
 * judged again from the figures, and `scores` when those are not the ones of the examples.
 */
export function unprovenClaims(snapshot: Snapshot, evaluation: EvalFile): string[] {
  const { baseline, optimized, difference, metric } = evaluation;
  const again = judgeRun({ ...snapshot, evaluation, stopped: null, outdated: [], leaks: [] }, snapshot.bar);
  const unmet = again.conditions.filter(({ met }) => !met && snapshot.verdict === 'go').map(({ id }) => id);
  const told = [baseline.score, optimized.score, difference?.mean];
  const mean = pairedDifference(pairsOf(baseline, optimized, metric), 0, 1)?.mean;
  const shown = [sideScore(baseline, metric), sideScore(optimized, metric), mean];
  const same = metric === snapshot.metric && told.every((value, n) => Math.abs((value ?? 2) - (shown[n] ?? 2)) < tiny);
  return same ? unmet : [...unmet, 'scores'];
}
