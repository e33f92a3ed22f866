// Where runs and pilots lie. Runs are kept out of git (`.gitignore`: `artifacts/dspy/optimizer/*`, then
// `!artifacts/dspy/optimizer/pilots/` and `!artifacts/dspy/optimizer/pilots.jsonl`); recorded pilots are committed.

import { posix } from 'node:path';

/** Of a recorded pilot, in the order in which they are copied out of the run folder: all that a comparison needs. */
export const pilotFiles = [
  ...(['program.json', 'baseline.json', 'snapshot.json', 'eval.json', 'run.json', 'trials.jsonl'] as const),
  'report.md' as const,
];

/** `root` is `artifacts/dspy/optimizer` unless the configuration says otherwise. No role can be named `pilots`. */
export const pilotFolder = (root: string, run: string) => posix.join(root, 'pilots', run);
export const ledgerPath = (root: string) => posix.join(root, 'pilots.jsonl');
export const overviewPath = (root: string) => posix.join(root, 'report.md');
