// Go or No-Go: every condition in words with its figures, whether it is met or not.

import type { Stopped } from '../optimize/trial.ts';
import { pairsOf, sideScore } from './difference.ts';
import { amount, percent, points, quantile, seconds } from './figures.ts';
import type { Leak } from './leakage.ts';
import type { Bar, Condition, EvalExample, EvalFile, EvalSide, Snapshot, Spent } from './run-files.ts';

export interface Judgement {
  verdict: 'go' | 'no-go';
  conditions: Condition[];
  bar: Bar;
}

export interface Judged {
  /** Whether the program is another than the untuned one. */
  changed: boolean;
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

export const defaultBar: Bar = { margin: 0, minimumExamples: 10, repeatWithin: 0.05 };
/** More of the eval examples than this must not fail on either side, whatever the other one does. */
const mostFailed = 0.1;
const tiny = 1e-9;

type Told = Omit<Condition, 'id'>;

/** By id, in the order in which they are told. */
const judges = {
  changed,
  'target-met': target,
  'no-worse': difference,
  'enough-examples': enough,
  repeatable: repeated,
  'latency-kept': latency,
  'no-more-failures': failures,
  'budget-kept': budget,
  finished,
  'data-current': data,
  'no-leakage': leakage,
} satisfies Record<string, (run: Judged, bar: Bar) => Told>;

export const conditionIds: readonly string[] = Object.keys(judges);

/** Go when every condition is met. */
export function judgeRun(run: Judged, bar: Partial<Bar> = {}): Judgement {
  const asked = { ...defaultBar, ...bar };
  const conditions = Object.entries(judges).map(([id, judge]) => ({ id, ...judge(run, asked) }));
  return { verdict: conditions.every(({ met }) => met) ? 'go' : 'no-go', conditions, bar: asked };
}

function changed({ changed }: Judged): Told {
  const text = changed
    ? 'The program is another than the untuned one.'
    : 'The search found nothing better than the untuned program.';
  return { met: changed, text };
}

function target({ target, evaluation }: Judged): Told {
  if (!target) return { met: false, text: 'The role has no target; declare `target`, what Go is judged by.' };
  const score = sideScore(evaluation.optimized, target.metric);
  if (score === null) return { met: false, text: `No answer could be judged on ${target.metric}.` };
  const met = score >= target.minimum - tiny;
  const aim = `the target of ${percent(target.minimum)}`;
  return { met, text: `${target.metric} is ${percent(score)}, ${met ? 'at or above' : 'below'} ${aim}.` };
}

function difference({ evaluation: { difference, metric } }: Judged, { margin }: Bar): Told {
  if (!difference) return { met: false, text: `No example has a ${metric} on both sides.` };
  const { mean, low, high } = difference;
  const met = low >= -margin - tiny;
  const says = `${metric} moved by ${points(mean)} points, 95 % interval ${points(low)} to ${points(high)}`;
  return { met, text: `${says}; its lower end must ${met ? 'be' : 'have been'} ${points(-margin)} or more.` };
}

function enough({ evaluation: { baseline, optimized, metric } }: Judged, { minimumExamples: minimum }: Bar): Told {
  const n = pairsOf(baseline, optimized, metric).length;
  const met = n >= minimum;
  const says = `${n} of ${baseline.examples.length} eval examples could be compared`;
  return { met, text: met ? `${says}; ${minimum} are needed.` : `Too few: ${says}, ${minimum} are needed.` };
}

/** On the examples that both evaluations answered, so that one failed call does not move the mean. */
function repeated({ evaluation, target }: Judged, { repeatWithin: within }: Bar): Told {
  const { optimized, repeated, metric } = evaluation;
  if (!repeated) return { met: false, text: 'The program was not evaluated a second time.' };
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
  return { met, text: `A second, uncached evaluation is ${met ? '' : 'not '}within ± ${percent(within)}: ${figures}.` };
}

/** An example that was given up for its time counts as slower than any limit; what failed otherwise has no latency. */
function latency({ evaluation, limits }: Judged): Told {
  const times = evaluation.optimized.examples.flatMap((example) =>
    isTimedOut(example) ? [Number.POSITIVE_INFINITY] : example.failed === null ? [example.seconds] : [],
  );
  if (times.length === 0) return { met: false, text: 'No call was answered.' };
  const p95 = quantile(times, 0.95);
  const limit = `the limit of ${seconds(limits.seconds)}`;
  if (p95 === Number.POSITIVE_INFINITY) {
    const late = times.filter((time) => time === p95).length;
    return {
      met: false,
      text: `${late} of ${times.length} examples were not answered in time: the slowest calls (p95) are over ${limit}.`,
    };
  }
  const met = p95 <= limits.seconds;
  return { met, text: `The slowest calls (p95) take ${seconds(p95)}, ${met ? 'within' : 'over'} ${limit}.` };
}

/** As the endpoint's and the command's adapters word it. */
const isTimedOut = ({ failed }: EvalExample) =>
  failed !== null && /time-?out|timed out|answer(?:ed)? within/i.test(failed);

/** Examples that fail are left out of the comparison, so a program must not gain by making the hard ones fail. */
function failures({ evaluation: { baseline, optimized } }: Judged): Told {
  const count = ({ examples }: EvalSide) => examples.filter(({ failed }) => failed !== null).length;
  const [before, after] = [count(baseline), count(optimized)];
  const n = optimized.examples.length;
  const few = Math.max(before, after) <= mostFailed * n;
  const says = `${after} of ${n} examples failed with the optimized program, ${before} with the baseline`;
  return { met: few && after <= before, text: few ? `${says}.` : `${says}; at most ${percent(mostFailed)} may fail.` };
}

function budget({ budget, spent }: Judged): Told {
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
  return { met: limits.every(({ met }) => met), text: `Spent: ${figures}.` };
}

function finished({ stopped }: Judged): Told {
  const text = stopped ? `The run ended early: ${stopped.message}` : 'The run went to its end.';
  return { met: stopped === null, text };
}

function data({ outdated }: Judged): Told {
  const text = outdated.length > 0 ? outdated.join('; ') : 'The datasets are still those that the run read.';
  return { met: outdated.length === 0, text };
}

function leakage({ leaks }: Judged): Told {
  const text =
    leaks.length === 0
      ? 'No demo stands in the eval set.'
      : `${leaks.length === 1 ? 'A demo stands' : `${leaks.length} demos stand`} in the eval set: ${leaks
          .slice(0, 5)
          .map(({ predictor, demo, key, kind }) => `${predictor} ${demo} is ${key} (${kind})`)
          .join(', ')}.`;
  return { met: leaks.length === 0, text };
}
