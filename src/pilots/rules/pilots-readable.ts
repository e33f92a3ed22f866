// A pilot that cannot be read proves nothing.

import { defineRule } from '../../core/rule.ts';
import type { PilotFacts } from '../facts.ts';

export const rule = defineRule<PilotFacts>()({
  id: 'pilots-readable',
  subject: 'pilots',
  level: 'error',
  requirement: 'Every line of the ledger of pilots is one pilot, and its folder holds a snapshot that can be read.',
  why: 'The rollout flag trusts the ledger; what cannot be read cannot be trusted.',
  bad: '{"run": "ba-20260901", "role": "ba", "verdict": "Go!"}',
  good: 'A line as `goldgate pilots record RUN` writes it, with the folder that it copies.',
  options: {},
  *check({ ledger, committed }) {
    for (const { line, message } of ledger.problems) yield { path: ledger.path, line, message, identity: message };
    for (const { run, path, problem, snapshotSha256 } of committed) {
      const recorded = ledger.pilots.find((pilot) => pilot.run === run);
      const place = { path: ledger.path, line: recorded?.line ?? 1 };
      if (snapshotSha256 === null) {
        const message = `${run} has no snapshot: ${path} was not found`;
        yield { ...place, message, related: [{ path, line: 1 }], identity: `no snapshot ${run}` };
      } else if (problem) {
        yield { path, line: problem.line, message: problem.message, related: [place], identity: `unreadable ${run}` };
      }
    }
  },
});
