// Whether a run that was made again comes to the same: metric by metric, on either side.

import { sideScore } from './difference.ts';
import type { EvalFile, Snapshot } from './run-files.ts';

/** How far a metric may be from the first run's: a share of it, or an amount when that one is 0. */
const within = 0.05;
const tiny = 1e-9;
const sides = ['baseline', 'optimized'] as const;

interface Reproduction {
  good: boolean;
  rows: readonly Reproduced[];
  /** Why it is no reproduction whatever the rows say, in words. */
  problems: readonly string[];
}

interface Reproduced {
  metric: string;
  side: (typeof sides)[number];
  /** 0–1; `null` when no example could be judged. */
  then: number | null;
  now: number | null;
  /** `null` when neither run has a score. */
  same: boolean | null;
}

interface Run {
  snapshot: Snapshot;
  evaluation: EvalFile;
}

/** Good when the second run went to its end, and every metric that either run has is within ± 5 % of the first's. */
export function compareReproduction(first: Run, second: Run): Reproduction {
  const { metric, target } = first.snapshot;
  const metrics = [...new Set([metric, ...(target ? [target.metric] : [])])];
  const rows = metrics.flatMap((metric) =>
    sides.map((side): Reproduced => {
      const [then, now] = [sideScore(first.evaluation[side], metric), sideScore(second.evaluation[side], metric)];
      const near = then !== null && now !== null && Math.abs(now - then) <= within * (then || 1) + tiny;
      return { metric, side, then, now, same: then === null && now === null ? null : near };
    }),
  );
  const unfinished = second.snapshot.conditions.filter(({ id, met }) => id === 'finished' && !met);
  const blind = sides.filter((side) => rows.every((row) => row.side !== side || row.same === null));
  const problems = [
    ...unfinished.map(({ text }) => text),
    ...blind.map((side) => `Nothing could be compared on the ${side} side.`),
  ];
  return { good: problems.length === 0 && rows.every(({ same }) => same !== false), rows, problems };
}
