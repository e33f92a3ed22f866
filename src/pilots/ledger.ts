// `pilots.jsonl`: one line for each pilot that a person recorded; what the rollout flag depends on.

import { SetupError } from '../core/errors.ts';
import type { Problem } from '../testcases/facts.ts';
import { sideScore } from './difference.ts';
import type { EvalFile, Snapshot } from './run-files.ts';
import { checkShape, shape } from './shape.ts';
import { sha256 } from './snapshot.ts';

/** What runs that prove the same thing share; `parent` names the pilot that a run comes after. */
export interface Lineage {
  role: string;
  signatureSha256: string;
  model: string;
}

export interface Pilot extends Lineage {
  run: string;
  verdict: 'go' | 'no-go';
  parent: string | null;
  /** The run that this one makes again: it proves that run once more, and nothing beside. */
  reproduces: string | null;
  seed: number;
  /** Of the hashes of its datasets: see `dataSha256`. */
  dataSha256: string;
  programSha256: string;
  /** Of the bytes of `snapshot.json`. */
  snapshotSha256: string;
  /** Of the run's metric, and of its target's; 0–1. */
  scores: { baseline: number | null; optimized: number | null; target: number | null };
  /** ISO 8601. */
  recordedAt: string;
}

export interface RecordedPilot extends Pilot {
  /** In the ledger, from 1. */
  line: number;
}

export interface Ledger {
  path: string;
  /** Oldest first. */
  pilots: readonly RecordedPilot[];
  problems: readonly Problem[];
}

export const neededPilots = 3;

const { text, name, whole, share, oneOf, orNull, object } = shape;
const pilotShape = object({
  run: name,
  role: name,
  verdict: oneOf('go', 'no-go'),
  signatureSha256: shape.sha256,
  model: text,
  parent: orNull(name),
  reproduces: orNull(name),
  seed: whole,
  dataSha256: shape.sha256,
  programSha256: shape.sha256,
  snapshotSha256: shape.sha256,
  scores: object({ baseline: orNull(share), optimized: orNull(share), target: orNull(share) }),
  recordedAt: text,
} satisfies Record<keyof Pilot, unknown>);

/** A line that is no pilot, or a run that stands in it twice, is a problem with its line; the others still count. */
export function parseLedger(text: string, path: string): Ledger {
  const pilots: RecordedPilot[] = [];
  const problems: Problem[] = [];
  for (const [index, content] of text.split('\n').entries()) {
    const line = index + 1;
    if (content.trim() === '') continue;
    const { value: pilot, problem } = checkShape<Pilot>(content, pilotShape, line);
    const earlier = pilots.find(({ run }) => run === pilot?.run);
    if (problem) problems.push(problem);
    else if (earlier)
      problems.push({ line, message: `the run ${pilot.run} is recorded already on line ${earlier.line}` });
    else pilots.push({ ...pilot, line });
  }
  return { path, pilots, problems };
}

/** The ledger's line for a finished run. `snapshotText` is the bytes of its snapshot.json. */
export function pilotOf(snapshot: Snapshot, snapshotText: string, evaluation: EvalFile, recordedAt: string): Pilot {
  const {
    run,
    role,
    verdict,
    signatureSha256,
    model,
    parent,
    reproduces = null,
    seed,
    programSha256,
    target,
  } = snapshot;
  const scores = {
    baseline: evaluation.baseline.score,
    optimized: evaluation.optimized.score,
    target: target && sideScore(evaluation.optimized, target.metric),
  };
  return {
    run,
    role,
    verdict,
    signatureSha256,
    model,
    parent,
    reproduces,
    seed,
    dataSha256: dataSha256(snapshot),
    programSha256,
    snapshotSha256: sha256(snapshotText),
    scores,
    recordedAt,
  };
}

/** What a run learnt from and was judged on, its datasets' contents, as one hash. */
export const dataSha256 = ({ train, val, eval: held }: Pick<Snapshot, 'train' | 'val' | 'eval'>) =>
  sha256([train, val, held].map((mark) => mark?.sha256 ?? '').join('\n'));

/**
 * The ledger's text with one line more; `added` is false, and the text as it was, when that very run stands in it
 * already. Throws SetupError for a ledger that cannot be read, and for another run of the same name.
 */
export function appendPilot(text: string, path: string, pilot: Pilot): { text: string; added: boolean } {
  const { pilots, problems } = parseLedger(text, path);
  const problem = problems[0];
  if (problem) throw new SetupError(`${path}:${problem.line}: ${problem.message}; mend it before recording a pilot`);
  const earlier = pilots.find(({ run }) => run === pilot.run);
  if (earlier && earlier.snapshotSha256 !== pilot.snapshotSha256) {
    throw new SetupError(
      `${path}:${earlier.line}: another run is recorded as ${pilot.run}; tune again for a name of its own`,
    );
  }
  if (earlier) return { text, added: false };
  const before = text === '' || text.endsWith('\n') ? text : `${text}\n`;
  return { text: `${before}${JSON.stringify(pilot)}\n`, added: true };
}

/** The pilots of one lineage: same role, signature and model, after none or after one that is among them. */
export function pilotsOf<P extends Pilot>(pilots: readonly P[], { role, signatureSha256, model }: Lineage): P[] {
  const alike = pilots.filter(
    (pilot) => pilot.role === role && pilot.signatureSha256 === signatureSha256 && pilot.model === model,
  );
  const kept = new Set<string>();
  // A parent may be recorded after its child.
  for (let before = -1; before < kept.size; ) {
    before = kept.size;
    for (const { run, parent } of alike) if (parent === null || kept.has(parent)) kept.add(run);
  }
  return alike.filter(({ run }) => kept.has(run));
}

/**
 * The Go pilots of a lineage that each prove something: of the same seed on the same data the first, and none that only
 * makes another run again.
 */
export function countedPilots<P extends Pilot>(pilots: readonly P[], lineage: Lineage): P[] {
  const distinct = new Map<string, P>();
  for (const pilot of pilotsOf(pilots, lineage)) {
    const id = `${pilot.seed} ${pilot.dataSha256}`;
    if (pilot.verdict === 'go' && pilot.reproduces === null && !distinct.has(id)) distinct.set(id, pilot);
  }
  return [...distinct.values()];
}

/** How many Go pilots a lineage has: `2 of 3`. */
export function countPilots(pilots: readonly Pilot[], lineage: Lineage, needed = neededPilots) {
  const go = countedPilots(pilots, lineage).length;
  return { go, needed, reached: go >= needed, text: `${go} of ${needed}` };
}

/** Every lineage of a ledger, the one that was added to last first; of one role when it is given. */
export function lineagesOf(pilots: readonly Pilot[], role?: string): Lineage[] {
  const found = new Map<string, Lineage>();
  for (const pilot of pilots.toReversed()) {
    const lineage = { role: pilot.role, signatureSha256: pilot.signatureSha256, model: pilot.model };
    const id = JSON.stringify(lineage);
    if (!found.has(id) && (role ?? pilot.role) === pilot.role) found.set(id, lineage);
  }
  return [...found.values()];
}
