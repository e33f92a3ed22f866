// Data moves on after a pilot, and that is no fault of it; it only says less about today.

import { defineRule } from '../../core/rule.ts';
import type { PilotFacts } from '../facts.ts';
import { checkSnapshot } from '../snapshot.ts';

export const rule = defineRule<PilotFacts>()({
  id: 'pilots-data-current',
  subject: 'pilots',
  level: 'warning',
  requirement:
    'The datasets are still those that the newest pilot of a role, and the program in use, were tuned and evaluated on.',
  why: 'What a program scored on an eval set of last month says less about the one of today.',
  bad: 'ba_eval.jsonl gets twenty examples, and nobody knows how the program in use does on them.',
  good: 'Tune or evaluate again after the data has changed, and record the new run.',
  options: {},
  *check({ ledger, committed, rollout }) {
    const newest = new Map(ledger.pilots.map(({ role, run }) => [role, run]));
    const used = new Set([...newest.values(), ...rollout.map(({ run }) => run)]);
    for (const { run, line } of ledger.pilots) {
      const folder = used.has(run) ? committed.find((pilot) => pilot.run === run) : undefined;
      if (!folder?.snapshot) continue;
      for (const { about, message } of checkSnapshot(folder.snapshot, folder.standing)) {
        if (about !== 'data') continue;
        const related = [{ path: folder.path, line: 1 }];
        yield { path: ledger.path, line, message: `${run}: ${message}`, related, identity: `${run} ${message}` };
      }
    }
  },
});
