// The switch to a tuned program is thrown by a pull request; this is what it has to show.

import { defineRule, option } from '../../core/rule.ts';
import type { PilotFacts, Rollout, Today } from '../facts.ts';
import { countPilots, type Ledger, neededPilots, pilotsOf } from '../ledger.ts';

export const rule = defineRule<PilotFacts>()({
  id: 'rollout-proven',
  subject: 'pilots',
  level: 'error',
  requirement:
    'A role uses an optimized program only after three Go pilots of its lineage, each of a seed or data of its own; the program is one of theirs, and was tuned for the role and model of today.',
  why: 'One good run may be luck; a program that nobody recorded was judged by nobody.',
  bad: 'rollout: {ba: ba-20260901} after a single pilot.',
  good: 'rollout: {ba: ba-20260929} when `goldgate pilots ba` says "3 of 3".',
  options: { pilots: option.count(neededPilots, 'How many Go pilots of one lineage a role needs.', 1) },
  *check({ ledger, rollout, today }, { pilots: needed }) {
    for (const entry of rollout) {
      const fault = faultOf(entry, ledger, today, needed);
      if (!fault) continue;
      const { message, line } = fault;
      const related = line === undefined ? [] : [{ path: ledger.path, line }];
      yield { path: entry.path, line: entry.line, message, related, identity: `rollout ${entry.role} ${entry.run}` };
    }
  },
});

function faultOf({ role, run }: Rollout, { path, pilots }: Ledger, today: Today, needed: number) {
  const pilot = pilots.find((pilot) => pilot.run === run);
  if (!pilot)
    return {
      message: `${run} is no recorded pilot: it does not stand in ${path}; record it by \`goldgate pilots record\``,
    };
  const { line } = pilot;
  if (pilot.role !== role) return { line, message: `${run} is a pilot of the role ${pilot.role}, not of ${role}` };
  if (pilot.verdict !== 'go') return { line, message: `${run} is a No-Go; only a Go can be used` };
  const standing = today.roles.get(role) ?? { problem: 'nobody declares it' };
  if ('problem' in standing) return { line, message: `${role} is no role of today: ${standing.problem}` };
  if (pilot.signatureSha256 !== standing.signatureSha256) {
    return { line, message: `${role} has changed since ${run}: its instruction or fields are others; tune it again` };
  }
  if (today.model !== null && pilot.model !== today.model) {
    return {
      line,
      message: `${run} was tuned for ${pilot.model}, and \`model.name\` is ${today.model}; tune it again`,
    };
  }
  if (!pilotsOf(pilots, pilot).includes(pilot)) {
    return {
      line,
      message: `${run} comes after ${pilot.parent}, which is no recorded pilot of the same role, signature and model`,
    };
  }
  const { reached, text } = countPilots(pilots, pilot, needed);
  if (reached) return null;
  return {
    line,
    message: `${role} has ${text} Go pilots of this signature and model that differ in seed or data; until then its baseline stays in use`,
  };
}
