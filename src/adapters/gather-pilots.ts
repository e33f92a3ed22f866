// The recorded pilots and what stands in their folders, for the rules about the rollout.

import { createHash } from 'node:crypto';
import type { CommittedPilot, PilotFacts, Rollout, Today } from '../pilots/facts.ts';
import { ledgerPath, pilotFolder } from '../pilots/layout.ts';
import { parseLedger } from '../pilots/ledger.ts';
import type { DatasetMark, Snapshot } from '../pilots/run-files.ts';
import { inspectSnapshot } from '../pilots/snapshot.ts';
import { readListed } from './gather.ts';
import { readText } from './workspace.ts';

const nobody: Today = { model: null, roles: new Map(), margins: new Map() };
const largestFile = 64 * 1024 * 1024;

/** `optimizer`: the folder of the ledger and the pilots. Without a ledger there is no pilot, and `today` is not asked. */
export async function gatherPilots(
  root: string,
  optimizer: string,
  rollout: readonly Rollout[],
  today: () => Promise<Today>,
): Promise<PilotFacts> {
  const path = ledgerPath(optimizer);
  const ledger = parseLedger((await readText(root, path, largestFile)) ?? '', path);
  const datasets = new Map<string, string | null>();
  const committed: CommittedPilot[] = [];
  for (const { run } of ledger.pilots) {
    const folder = pilotFolder(optimizer, run);
    const at = `${folder}/snapshot.json`;
    const text = await readText(root, at, largestFile);
    const { value: snapshot, problem } = text === null ? { value: null, problem: null } : inspectSnapshot(text);
    const standing = {
      program: await readText(root, `${folder}/program.json`, largestFile),
      baseline: await readText(root, `${folder}/baseline.json`, largestFile),
      eval: await readText(root, `${folder}/eval.json`, largestFile),
      datasets,
    };
    if (snapshot) await readMarks(root, snapshot, datasets);
    const snapshotSha256 = text === null ? null : createHash('sha256').update(text).digest('hex');
    committed.push({ run, path: at, snapshot, problem, snapshotSha256, standing });
  }
  const idle = ledger.pilots.length === 0 && rollout.length === 0;
  return { ledger, committed, rollout, today: idle ? nobody : await today() };
}

async function readMarks(root: string, { train, val, eval: held }: Snapshot, known: Map<string, string | null>) {
  for (const { path } of [train, val, held].filter((mark): mark is DatasetMark => mark !== null)) {
    if (known.has(path)) continue;
    const file = await readListed(root, path);
    known.set(path, file.standing === 'file' ? file.sha256 : null);
  }
}
