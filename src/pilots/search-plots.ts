// How the search went: what each trial scored, and what the best one had cost by then.

import type { Block } from '../core/document.ts';
import type { Trial } from '../optimize/trial.ts';

/** Score over trials and over dollars; over calls where nothing was charged. Scores are those of the valset. */
export function searchPlots(trials: readonly Trial[]): Block[] {
  const scored = trials.flatMap((trial) => (trial.score === null ? [] : [{ ...trial, percent: 100 * trial.score }]));
  if (scored.length === 0) return [];
  const y = { name: 'score', unit: '%' };
  const byTrial = (minibatch: boolean) =>
    scored
      .filter(({ kind }) => (kind === 'minibatch') === minibatch)
      .map(({ trial, percent }) => [trial, percent] as const);
  const charged = trials.some(({ usd }) => usd > 0);
  const cost = spending(trials, (trial) => (charged ? trial.usd : trial.calls));
  const best: [number, [number, number]][] = [];
  for (const { trial, kind, percent } of scored) {
    if (kind === 'minibatch') continue;
    const top = Math.max(percent, best.at(-1)?.[1][1] ?? 0);
    best.push([trial, [cost.get(trial) ?? 0, top]]);
  }
  const last = trials.at(-1)?.trial ?? 0;
  const reached = best.at(-1)?.[1][1];
  const overTrials = [
    ...best.map(([trial, [, top]]) => [trial, top] as const),
    ...(reached === undefined ? [] : [[last, reached] as const]),
  ];
  const overCost = [
    ...best.map(([, point]) => point),
    ...(reached === undefined ? [] : [[cost.get(last) ?? 0, reached] as const]),
  ];
  const series = [
    { name: 'a minibatch', style: 'scatter' as const, points: byTrial(true) },
    { name: 'the full valset', style: 'scatter' as const, points: byTrial(false) },
    { name: 'best so far, full valset', style: 'step' as const, points: overTrials },
  ];
  return [
    {
      kind: 'plot',
      title: 'Score over trials',
      x: { name: 'trial' },
      y,
      series: series.filter(({ points }) => points.length > 0),
    },
    {
      kind: 'plot',
      title: charged ? 'Best score over dollars' : 'Best score over model calls (nothing was charged)',
      x: charged ? { name: 'spent', unit: 'US dollars' } : { name: 'model calls' },
      y,
      series: [{ name: 'best so far, full valset', style: 'step', points: overCost }],
    },
  ];
}

/** By trial: the sum up to and with it. */
function spending(trials: readonly Trial[], of: (trial: Trial) => number): Map<number, number> {
  let sum = 0;
  return new Map(
    trials.map((trial) => {
      sum += of(trial);
      return [trial.trial, sum];
    }),
  );
}
