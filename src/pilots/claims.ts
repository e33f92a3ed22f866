// What a committed run claims, judged again from its evaluation: a Go is believed for its figures, not for its word.

import { pairedDifference, pairsOf, sideScore } from './difference.ts';
import type { Bar, EvalFile, Snapshot } from './run-files.ts';
import { conditionIds, defaultBar, judgeRun } from './verdict.ts';

const tiny = 1e-9;

/**
 * Ids of the conditions that a Go, judged again, does not meet; `scores` when those are not
 * the ones of the examples. `margin` is the role's own: the bar of a snapshot may be stricter, never looser.
 */
export function unprovenClaims(snapshot: Snapshot, evaluation: EvalFile, margin = defaultBar.margin): string[] {
  const { baseline, optimized, difference, metric } = evaluation;
  const changed = snapshot.programSha256 !== snapshot.baselineSha256;
  const judged = { ...snapshot, changed, evaluation, stopped: null, outdated: [], leaks: [] };
  const again = judgeRun(judged, strictest(snapshot.bar, { ...defaultBar, margin }));
  const unmet = again.conditions.filter(({ met }) => !met && snapshot.verdict === 'go').map(({ id }) => id);
  const paired = pairedDifference(pairsOf(baseline, optimized, metric), snapshot.seed);
  const told = [baseline.score, optimized.score, difference?.mean, difference?.low, difference?.high];
  const shown = [sideScore(baseline, metric), sideScore(optimized, metric), paired?.mean, paired?.low, paired?.high];
  const same = metric === snapshot.metric && told.every((value, n) => Math.abs((value ?? 2) - (shown[n] ?? 2)) < tiny);
  return same ? unmet : [...unmet, 'scores'];
}

/** Ids of the conditions that a snapshot does not tell as met, the ones that it leaves out among them. */
export function unmetConditions({ conditions }: Snapshot): string[] {
  const told = new Set(conditions.map(({ id }) => id));
  return [...conditionIds.filter((id) => !told.has(id)), ...conditions.filter(({ met }) => !met).map(({ id }) => id)];
}

const strictest = (a: Bar, b: Bar): Bar => ({
  margin: Math.min(a.margin, b.margin),
  minimumExamples: Math.max(a.minimumExamples, b.minimumExamples),
  repeatWithin: Math.min(a.repeatWithin, b.repeatWithin),
});
