// The end of a run: from what was tuned and evaluated to the verdict, and the two files that record it.

import type { Evaluation } from '../optimize/evaluation.ts';
import type { Stopped } from '../optimize/trial.ts';
import type { Example } from '../program/example.ts';
import type { Program } from '../program/program.ts';
import { buildEvalFile } from './eval-file.ts';
import { findDemoLeaks } from './leakage.ts';
import type { EvalFile, Snapshot } from './run-files.ts';
import { buildSnapshot, checkData, renderRunFile, type SnapshotParts, type Standing } from './snapshot.ts';
import { type Bar, judgeRun } from './verdict.ts';

/** What a snapshot says beside the verdict, and what the verdict is made of. */
export interface Outcome extends Omit<SnapshotParts, 'files' | 'verdict' | 'conditions'> {
  program: Program;
  /** The bytes of `program.json` and `baseline.json`. */
  texts: { program: string; baseline: string };
  baseline: Evaluation;
  optimized: Evaluation;
  /** The optimized program once more, uncached; `null` when there was nothing left to run it with. */
  repeated: Evaluation | null;
  /** The held-out set. */
  examples: readonly Example[];
  stopped: Stopped | null;
  /** The datasets as they are now. */
  datasets: NonNullable<Standing['datasets']>;
}

export interface Conclusion {
  snapshot: Snapshot;
  evaluation: EvalFile;
  /** The bytes of `eval.json` and `snapshot.json`. */
  texts: { eval: string; snapshot: string };
}

export function concludeRun(outcome: Outcome, bar: Partial<Bar> = {}): Conclusion {
  const { program, texts, baseline, optimized, repeated, examples, stopped, datasets, ...parts } = outcome;
  const evaluation = buildEvalFile({ metric: parts.metric, baseline, optimized, repeated, seed: parts.seed });
  const judgement = judgeRun(
    { ...parts, evaluation, stopped, outdated: checkData(parts, datasets), leaks: findDemoLeaks(program, examples) },
    bar,
  );
  const held = renderRunFile(evaluation);
  const snapshot = buildSnapshot({ ...parts, ...judgement, files: { ...texts, eval: held } });
  return { snapshot, evaluation, texts: { eval: held, snapshot: renderRunFile(snapshot) } };
}
