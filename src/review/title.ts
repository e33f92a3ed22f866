// The verdict at a glance: of several rules, the one that is worst.

import { approvalsInWords } from './evaluate-rule.ts';
import { bestOf, lackOf } from './evaluate-tree.ts';
import { names, type Problem } from './problem.ts';
import type { Outcome, ReviewerVerdict, RuleVerdict } from './verdict.ts';
import { worstOf } from './worst.ts';

const longest = 99;

export function titleOf(
  outcome: Outcome,
  rules: readonly RuleVerdict[],
  reviewers: readonly ReviewerVerdict[],
  problems: readonly Problem[],
): string {
  const applied = rules.filter((rule) => rule.outcome !== 'skipped') as [RuleVerdict, ...RuleVerdict[]];
  const rule = decisive(worstOf(applied));
  const { counted, approvals, eligible, kind } = rule;
  const of = rule === rules[0] && applied.length === 1 ? '' : ` for ${rule.name}`;
  const title = () => {
    switch (outcome) {
      case 'met':
        return applied.length === 1 && applied[0].kind !== 'all-of' && kind === 'rule'
          ? approvalsInWords(counted.length, approvals)
          : 'approved, all rules hold';
      case 'waiting':
        return `${approvalsInWords(counted.length, approvals)}${of}`;
      case 'blocked': {
        const blockers = reviewers.filter(({ blocks }) => blocks);
        return `changes requested by ${names(
          blockers.map(({ person }) => person ?? { login: 'an account that is gone' }),
          3,
        )}`;
      }
      case 'unsatisfiable':
        return kind === 'rule'
          ? `cannot be satisfied: ${counted.length + eligible.length} eligible, ${approvals} needed${of}`
          : `cannot be satisfied: ${rule.text.replace(/; widen.*/s, '')}`;
      default:
        return problems[0]?.title ?? 'cannot be seen';
    }
  };
  const text = title();
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

/** The rule below that a group's outcome hangs on; the group itself when none of them has it. */
function decisive(rule: RuleVerdict): RuleVerdict {
  const same = rule.children.filter(({ outcome }) => outcome === rule.outcome);
  const [first, ...rest] = same;
  if (first === undefined) return rule;
  return decisive(
    rule.kind === 'any-of' ? bestOf(same) : [first, ...rest].reduce((a, b) => (lackOf(b) > lackOf(a) ? b : a)),
  );
}
