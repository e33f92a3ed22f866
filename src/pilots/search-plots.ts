// How the search went: what each trial scored, and what it had cost by then.

import type { Axis, Block, Series } from '../core/document.ts';
import type { Trial } from '../optimize/trial.ts';

/** Score over trials and over dollars; over calls where nothing was charged. Scores are those of the valset. */
export function searchPlots(trials: readonly Trial[]): Block[] {
  const scored = trials.filter(({ score }) => score !== null);
  if (scored.length === 0) return [];
  const charged = trials.some(({ usd }) => usd > 0);
  const cost = spending(trials, (trial) => (charged ? trial.usd : trial.calls));
  const spent: Axis = charged ? { name: 'spent', unit: 'US dollars', from: 0 } : { name: 'model calls', from: 0 };
  const plot = (title: string, x: Axis, at: (trial: Trial) => number): Block => {
    const series = seriesOf(scored, at, at(trials.at(-1) as Trial));
    return { kind: 'plot', title, x, y: { name: 'score', unit: '%' }, series };
  };
  return [
    plot('Score over trials', { name: 'trial' }, ({ trial }) => trial),
    plot(
      `Score over ${charged ? 'dollars' : 'model calls (nothing was charged)'}`,
      spent,
      (trial) => cost.get(trial) ?? 0,
    ),
  ];
}

/** Only scores of the full valset compete for the best one; a minibatch that is all of it is one, too. */
function seriesOf(trials: readonly Trial[], at: (trial: Trial) => number, end: number): Series[] {
  const points = (chosen: readonly Trial[]) => chosen.map((trial) => [at(trial), 100 * (trial.score ?? 0)] as const);
  const whole = trials.find(({ kind }) => kind === 'baseline')?.examples;
  const isFull = ({ kind, examples }: Trial) => kind !== 'minibatch' || examples === whole;
  const full = points(trials.filter(isFull));
  const best = full.map(([x], n) => [x, Math.max(...full.slice(0, n + 1).map(([, y]) => y))] as const);
  const last = best.at(-1);
  const series: Series[] = [
    {
      name: 'best so far on the full valset',
      style: 'step',
      points: last && last[0] < end ? [...best, [end, last[1]]] : best,
    },
    { name: 'a minibatch', style: 'scatter', points: points(trials.filter((trial) => !isFull(trial))) },
    { name: 'the full valset', style: 'scatter', points: full },
  ];
  return series.filter(({ points }) => points.length > 0);
}

/** The sum up to and with each trial. */
function spending(trials: readonly Trial[], of: (trial: Trial) => number): Map<Trial, number> {
  let sum = 0;
  const sums = new Map<Trial, number>();
  for (const trial of trials) {
    sum += of(trial);
    sums.set(trial, sum);
  }
  return sums;
}
