// Rules in groups: `all-of` wants each that applies, `any-of` one for each path. What a group is over and none of its
// rules is, nobody could ever approve.

import { evaluateRule, type RuleResult } from './evaluate-rule.ts';
import type { Change } from './facts.ts';
import type { GatingRule } from './gating.ts';
import { groupOf } from './policy.ts';
import type { Scene } from './scene.ts';
import type { RuleVerdict } from './verdict.ts';
import { worstOf } from './worst.ts';

export interface TreeResult {
  verdict: RuleVerdict;
  /** Of the rules below that apply. */
  rules: readonly RuleResult[];
}

type Group = Exclude<RuleVerdict['kind'], 'rule'>;
const empty = { approvals: 0, counted: [], eligible: [] };

/** `changes` are those that the rule's parents are over. */
export function evaluateTree(gating: GatingRule, changes: readonly Change[], scene: Scene): TreeResult {
  const { name, rule, nested, over } = gating;
  const own = changes.filter(over);
  const group = groupOf(rule);
  if (own.length === 0) {
    const verdict = {
      name,
      kind: group?.kind ?? 'rule',
      outcome: 'skipped',
      text: 'none of its paths changed',
    } as const;
    return { verdict: { ...verdict, ...empty, children: [] }, rules: [] };
  }
  if (group === null) {
    const result = evaluateRule(name, rule, scene);
    return { verdict: result.verdict, rules: [result] };
  }
  const results = nested.map((inner) => evaluateTree(inner, own, scene));
  const children = results.map(({ verdict }) => verdict);
  const alternatives = own.map((change) => children.filter((_, index) => nested[index]?.over(change)));
  const bare = own.filter((_, index) => alternatives[index]?.length === 0).map(({ path }) => path);
  const verdict = {
    name,
    kind: group.kind,
    ...judgeGroup(group.kind, children, alternatives, bare),
    ...empty,
    children,
  };
  return { verdict, rules: results.flatMap(({ rules }) => rules) };
}

function judgeGroup(
  kind: Group,
  children: readonly RuleVerdict[],
  alternatives: readonly (readonly RuleVerdict[])[],
  bare: readonly string[],
): Pick<RuleVerdict, 'outcome' | 'text'> {
  if (bare.length > 0) {
    const which = `${bare.slice(0, 3).join(', ')}${bare.length > 3 ? ` and ${bare.length - 3} more` : ''}`;
    return {
      outcome: 'unsatisfiable',
      text: `none of its rules is over ${which}; widen one in the policy on the base branch`,
    };
  }
  const applied = children.filter(({ outcome }) => outcome !== 'skipped') as [RuleVerdict, ...RuleVerdict[]];
  const { outcome } = kind === 'all-of' ? worstOf(applied) : anyOf(applied, alternatives);
  const met = applied.filter((child) => child.outcome === 'met').length;
  const text =
    kind === 'all-of'
      ? `all must hold; ${met} of ${applied.length} do`
      : `one must hold for each path; ${met} of ${applied.length} do`;
  return { outcome, text };
}

/** For each path the best alternative counts, but who blocks one of them blocks, and so does what cannot be seen. */
function anyOf(
  applied: readonly RuleVerdict[],
  alternatives: readonly (readonly RuleVerdict[])[],
): Pick<RuleVerdict, 'outcome'> {
  const hard = applied.filter(({ outcome }) => outcome === 'unknown' || outcome === 'blocked');
  const best = alternatives.map((those) => bestOf(those));
  return worstOf([...best, ...hard] as [RuleVerdict, ...RuleVerdict[]]);
}

/** The one that is met, or else the nearest to it. */
export function bestOf(rules: readonly RuleVerdict[]): RuleVerdict {
  const order: readonly RuleVerdict['outcome'][] = ['met', 'waiting', 'blocked', 'unsatisfiable', 'unknown', 'skipped'];
  const rank = (rule: RuleVerdict) => order.indexOf(rule.outcome);
  return rules.reduce((best, one) => ((rank(one) - rank(best) || lackOf(one) - lackOf(best)) < 0 ? one : best));
}

/** How many approvals are missing; in `any-of`, by the shortest way. */
export function lackOf({ kind, approvals, counted, children, outcome }: RuleVerdict): number {
  if (outcome === 'met' || outcome === 'skipped') return 0;
  if (kind === 'rule') return approvals - counted.length;
  const each = children.filter((child) => child.outcome !== 'skipped').map(lackOf);
  return kind === 'all-of' ? each.reduce((sum, lack) => sum + lack, 0) : Math.min(...each);
}
