// `snapshot.json` and the other files of a run folder, written and read, and held against what stands there now.

import { createHash } from 'node:crypto';
import { canonicalJson } from '../dataset/scan/canonical.ts';
import type { Trial } from '../optimize/trial.ts';
import type { Program } from '../program/program.ts';
import type { DatasetMark, EvalFile, Snapshot } from './run-files.ts';
import { checkShape, readShape, type Shaped, shape } from './shape.ts';

export const sha256 = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** What two runs of one lineage share: the hash of the role's untuned program, as canonical JSON. */
export const signatureSha256 = (untuned: Program) => sha256(canonicalJson(untuned));

/** JSON as a run folder holds it: two spaces, a line end. */
export const renderRunFile = (value: Snapshot | EvalFile) => `${JSON.stringify(value, null, 2)}\n`;

export const renderTrials = (trials: readonly Trial[]) => trials.map((trial) => `${JSON.stringify(trial)}\n`).join('');

/** Everything that a snapshot says but its hashes, and the texts that these are of. */
export interface SnapshotParts
  extends Omit<Snapshot, 'version' | 'signatureSha256' | 'programSha256' | 'baselineSha256' | 'evalSha256'> {
  untuned: Program;
  /** The bytes of `program.json`, `baseline.json` and `eval.json`. */
  files: { program: string; baseline: string; eval: string };
}

export function buildSnapshot({ untuned, files, ...parts }: SnapshotParts): Snapshot {
  const { run, role, seed, commit, train, val, eval: held, metric, target, provider, model, ...rest } = parts;
  return {
    version: 1,
    ...{ run, role, seed, commit, train, val, eval: held, metric, target, provider, model },
    signatureSha256: signatureSha256(untuned),
    programSha256: sha256(files.program),
    baselineSha256: sha256(files.baseline),
    evalSha256: sha256(files.eval),
    ...rest,
  };
}

/** What stands there now; `null` is a file that is gone, and what is left out is not looked at. */
export interface Standing {
  program?: string | Uint8Array | null;
  baseline?: string | Uint8Array | null;
  eval?: string | Uint8Array | null;
  /** SHA-256 in hex by a dataset's path. */
  datasets?: ReadonlyMap<string, string | null>;
}

export interface SnapshotProblem {
  about: 'files' | 'data';
  message: string;
}

/** How what stands there differs from what the snapshot says, in words. */
export function checkSnapshot(snapshot: Snapshot, { datasets, ...files }: Standing): SnapshotProblem[] {
  const recorded = [
    ['program', snapshot.programSha256],
    ['baseline', snapshot.baselineSha256],
    ['eval', snapshot.evalSha256],
  ] as const;
  const changed = recorded.flatMap(([name, sha]) => {
    const bytes = files[name];
    if (bytes === undefined || (bytes !== null && sha256(bytes) === sha)) return [];
    return [`${name}.json ${bytes === null ? 'is gone' : 'is not the file that the snapshot was taken of'}`];
  });
  return [
    ...changed.map((message) => ({ about: 'files' as const, message })),
    ...checkData(snapshot, datasets ?? new Map()).map((message) => ({ about: 'data' as const, message })),
  ];
}

/** The datasets of a run that are gone or other than they were, in words; those that are not in the map are not looked at. */
export function checkData(
  { train, val, eval: held }: Pick<Snapshot, 'train' | 'val' | 'eval'>,
  now: NonNullable<Standing['datasets']>,
): string[] {
  const moved = [train, val, held].flatMap((mark) => {
    const sha = mark && now.get(mark.path);
    if (!mark || sha === undefined || sha === mark.sha256) return [];
    return [`${mark.path} ${sha === null ? 'is gone' : 'has changed since the run'}`];
  });
  return [...new Set(moved)];
}

const { text, name, number, count, whole, share, boolean, orNull, optional, oneOf, list, map, object } = shape;
const sha = shape.sha256;
const tokens = object({ input: count, output: count });
const mark = object({ name: text, path: text, sha256: sha, examples: count } satisfies Record<
  keyof DatasetMark,
  unknown
>);

const snapshotShape = object({
  version: oneOf(1),
  run: name,
  role: name,
  seed: whole,
  commit: orNull(text),
  train: mark,
  val: orNull(mark),
  eval: mark,
  metric: text,
  target: orNull(object({ metric: text, minimum: share })),
  provider: text,
  model: text,
  parameters: object({}),
  versions: object({ goldgate: text, node: text }),
  signatureSha256: sha,
  programSha256: sha,
  baselineSha256: sha,
  evalSha256: sha,
  parent: orNull(name),
  reproduces: optional(orNull(name)),
  notes: optional(list(text)),
  startedAt: text,
  limits: object({ seconds: number }),
  budget: object({ usd: orNull(number), minutes: orNull(number) }),
  spent: object({ calls: count, tokens, usd: number, minutes: number }),
  verdict: oneOf('go', 'no-go'),
  conditions: list(object({ id: text, met: boolean, text })),
  bar: object({ margin: number, minimumExamples: count, repeatWithin: number }),
} satisfies Record<keyof Snapshot, unknown>);

const difference = object({ mean: number, low: number, high: number, wins: count, ties: count, losses: count });
const side = object({
  score: orNull(share),
  examples: list(
    object({
      key: text,
      score: orNull(share),
      reasons: list(text),
      output: map(shape.value),
      seconds: number,
      tokens,
      usd: number,
      failed: orNull(text),
      metrics: map(object({ score: share, weight: number })),
    }),
  ),
});

const evalShape = object({
  metric: text,
  baseline: side,
  optimized: side,
  difference: orNull(difference),
  repeated: orNull(side),
  differences: map(difference),
} satisfies Record<keyof EvalFile, unknown>);

const trialShape = object({
  trial: count,
  kind: oneOf('baseline', 'minibatch', 'full'),
  choice: map(count),
  score: orNull(share),
  calls: count,
  tokens,
  usd: number,
  seconds: number,
  examples: count,
  failed: count,
} satisfies Record<keyof Trial, unknown>);

/** For a rule, to which a file that cannot be read is a finding. */
export const inspectSnapshot = (text: string): Shaped<Snapshot> => checkShape(text, snapshotShape);
/** Each throws a SetupError that names `path`, line and key when the text is not such a file. */
export const inspectEval = (text: string): Shaped<EvalFile> => checkShape(text, evalShape);
export const parseSnapshot = (text: string, path: string): Snapshot => readShape(text, path, snapshotShape);
export const parseEval = (text: string, path: string): EvalFile => readShape(text, path, evalShape);
export const parseTrials = (text: string, path: string): Trial[] =>
  text
    .split('\n')
    .flatMap((line, index) => (line.trim() === '' ? [] : [readShape<Trial>(line, path, trialShape, index + 1)]));
