// Several pull requests may share one head, and a head has one check: the worst of them stands.

import type { Outcome, RuleVerdict, Verdict } from './verdict.ts';

/** From what only a change of the policy or of the world can mend, to what passes. */
const worstFirst: readonly (Outcome | RuleVerdict['outcome'])[] = [
  'unknown',
  'unsatisfiable',
  'blocked',
  'waiting',
  'met',
  'not-gated',
  'skipped',
];

/** Of several, the one whose outcome is the worst; the first of equals. */
export function worstOf<One extends { outcome: Outcome | RuleVerdict['outcome'] }>(
  several: readonly [One, ...One[]],
): One {
  const rank = ({ outcome }: One) => worstFirst.indexOf(outcome);
  return several.reduce((worst, one) => (rank(one) < rank(worst) ? one : worst));
}

/** The verdict that stands for all of them. Throws a RangeError without any. */
export function worstVerdict(verdicts: readonly Verdict[]): Verdict {
  const [first, ...rest] = verdicts;
  if (first === undefined) throw new RangeError('no verdict to choose from');
  return worstOf([first, ...rest]);
}
