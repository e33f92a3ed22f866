// Which changes need approval, and by which rules. What guards the gate itself always does, whatever the policy says.

import type { Change } from './facts.ts';
import { pathMatcher } from './globs.ts';
import { groupOf, type ReviewPolicy, type ReviewRule } from './policy.ts';
import { alwaysGated } from './policy-faults.ts';

/** Where the policy stands in a repository. */
export const policyPath = '.github/goldgate.yml';

const guarded: readonly { globs: readonly string[]; what: string }[] = [
  { globs: [policyPath], what: 'the policy' },
  { globs: ['.github/workflows/**'], what: 'a workflow' },
  { globs: ['CODEOWNERS', '.github/CODEOWNERS', 'docs/CODEOWNERS'], what: 'the code owners' },
  { globs: ['**/.gitattributes'], what: 'how git treats files' },
];
const guards = guarded.map(({ globs, what }) => ({ ...pathMatcher(globs), what }));

/** A rule of the policy, ready to look at changes. */
export interface GatingRule {
  name: string;
  rule: ReviewRule;
  /** Whether the rule is over a change, its parents' paths apart. */
  over: (change: Change) => boolean;
  nested: readonly GatingRule[];
}

export interface Gating {
  rules: readonly GatingRule[];
  /** What no rule is over and is gated all the same, under the policy's own curators. */
  always: GatingRule;
}

export function gatingOf(policy: ReviewPolicy): Gating {
  const rules = policy.rules.map((rule, index) => gatingRule(rule, `rule ${index + 1}`));
  const over = (change: Change) => guardOf(change) !== null && !rules.some((rule) => rule.over(change));
  return { rules, always: { name: alwaysGated, rule: {}, over, nested: [] } };
}

export interface GatedChange {
  change: Change;
  /** The names of the rules over it; for what is always gated, what it is. */
  by: string;
}

/** The changes that need approval, by path. */
export function gatedChanges({ rules, always }: Gating, changes: readonly Change[]): GatedChange[] {
  return changes
    .flatMap((change) => {
      const names = rules.filter((rule) => rule.over(change)).map(({ name }) => name);
      if (names.length > 0) return [{ change, by: names.join(', ') }];
      return always.over(change) ? [{ change, by: `${guardOf(change)}, always gated` }] : [];
    })
    .sort((a, b) => (a.change.path < b.change.path ? -1 : 1));
}

function gatingRule(rule: ReviewRule, fallback: string): GatingRule {
  const { name = fallback, paths } = rule;
  const nested = groupOf(rule)?.rules.map((inner, index) => gatingRule(inner, `${fallback}.${index + 1}`)) ?? [];
  return { name, rule, over: paths ? overChanges(paths) : () => true, nested };
}

const guardOf = ({ path }: Change): string | null => guards.find(({ matches }) => matches(path))?.what ?? null;

/** A link or a submodule stands for all that could be found below it. */
function overChanges(globs: readonly string[]): (change: Change) => boolean {
  const { matches, reachesBelow } = pathMatcher(globs);
  const isLink = ({ mode }: Change) => mode === '120000' || mode === '160000';
  return (change) => matches(change.path) || (isLink(change) && reachesBelow(change.path));
}
