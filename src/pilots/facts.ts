// What is known of the recorded pilots and of the rollout flag: the input of the pilots' rules.

import type { Problem } from '../testcases/facts.ts';
import type { Ledger } from './ledger.ts';
import type { Snapshot } from './run-files.ts';
import type { Standing } from './snapshot.ts';

/** What stands in the folder of a recorded pilot. */
export interface CommittedPilot {
  run: string;
  /** Of its snapshot.json. */
  path: string;
  /** `null` when there is none, or none that can be read. */
  snapshot: Snapshot | null;
  /** Why the snapshot cannot be read. */
  problem: Problem | null;
  /** SHA-256 of the snapshot's bytes; `null` when it is gone. */
  snapshotSha256: string | null;
  /** `program`, `baseline` and `eval` are those of the folder; `datasets` those of today. */
  standing: Standing;
}

export interface Rollout {
  role: string;
  run: string;
  /** In the configuration. */
  path: string;
  line: number;
}

/** What the configuration says today of what a pilot was made of. */
export interface Today {
  /** The model that it names; `null` when it names none. */
  model: string | null;
  /** By role, of the untuned program; or why it cannot be told. */
  roles: ReadonlyMap<string, { signatureSha256: string } | { problem: string }>;
  /** By role, where it is not 0: how much worse a program may at worst be. */
  margins: ReadonlyMap<string, number>;
}

export interface PilotFacts {
  /** With no pilot when there is no such file. */
  ledger: Ledger;
  /** One for each pilot of the ledger. */
  committed: readonly CommittedPilot[];
  /** `rollout` of the configuration. */
  rollout: readonly Rollout[];
  today: Today;
}
