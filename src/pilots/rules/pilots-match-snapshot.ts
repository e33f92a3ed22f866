// What is committed must be what was judged.

import { defineRule } from '../../core/rule.ts';
import { unmetConditions, unprovenClaims } from '../claims.ts';
import type { CommittedPilot, PilotFacts } from '../facts.ts';
import { dataSha256, type RecordedPilot } from '../ledger.ts';
import { checkSnapshot, inspectEval } from '../snapshot.ts';

export const rule = defineRule<PilotFacts>()({
  id: 'pilots-match-snapshot',
  subject: 'pilots',
  level: 'error',
  requirement:
    'Every recorded pilot has the program and evaluation that its snapshot was taken of, and its line in the ledger says the same.',
  why: 'A program that was edited after its evaluation has never been evaluated.',
  bad: 'The instruction in program.json is improved by hand after the Go.',
  good: 'The improved instruction becomes a new run: tune, evaluate, record.',
  options: {},
  *check({ ledger, committed, today }) {
    for (const pilot of ledger.pilots) {
      const folder = committed.find(({ run }) => run === pilot.run);
      if (!folder?.snapshot) continue;
      for (const message of faultsOf(pilot, folder, today.margins.get(pilot.role))) {
        const related = [{ path: ledger.path, line: pilot.line }];
        yield {
          path: folder.path,
          line: 1,
          message: `${pilot.run}: ${message}`,
          related,
          identity: `${pilot.run} ${message}`,
        };
      }
    }
  },
});

const compared = [
  ...(['run', 'role', 'verdict', 'signatureSha256', 'model', 'parent', 'reproduces', 'seed', 'dataSha256'] as const),
  'programSha256' as const,
];

function* faultsOf(
  pilot: RecordedPilot,
  { snapshot, snapshotSha256, standing }: CommittedPilot,
  margin?: number,
): Iterable<string> {
  if (!snapshot) return;
  const changed = checkSnapshot(snapshot, standing).filter(({ about }) => about === 'files');
  for (const { message } of changed) yield message;
  if (snapshotSha256 !== pilot.snapshotSha256) yield 'snapshot.json is not the file that was recorded';
  const said = { ...snapshot, reproduces: snapshot.reproduces ?? null, dataSha256: dataSha256(snapshot) };
  const other = compared.filter((key) => said[key] !== pilot[key]);
  if (other.length > 0) yield `the ledger says otherwise than the snapshot on ${other.join(', ')}`;
  const unmet = snapshot.verdict === 'go' ? unmetConditions(snapshot) : [];
  if (unmet.length > 0) yield `a Go that does not say as met: ${unmet.join(', ')}`;
  const held = changed.length === 0 && typeof standing.eval === 'string' ? inspectEval(standing.eval) : null;
  if (held?.problem) yield `eval.json cannot be read: line ${held.problem.line}: ${held.problem.message}`;
  const unproven = held?.value ? unprovenClaims(snapshot, held.value, margin) : [];
  if (unproven.length > 0) yield `eval.json does not show what is claimed: ${unproven.join(', ')}`;
  const blank = (['goldgate', 'node'] as const).filter((name) => snapshot.versions[name].trim() === '');
  if (blank.length > 0) yield `no version of ${blank.join(' and ')}`;
}
