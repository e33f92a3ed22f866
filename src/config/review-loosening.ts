// What a pull request's own review policy would ask less than the one that judges it.

import {
  type ApprovalRule,
  type Curators,
  completePolicy,
  curatorPermissions,
  groupOf,
  type ReviewPolicy,
  type ReviewRule,
  type WrittenPolicy,
} from '../review/policy.ts';

/** What asks less, in words, and under which keys it stands. */
interface Loosened {
  keys: string[];
  what: string;
}

/** Every way in which `head` asks less than `base`. A group of rules that is written anew counts as one. */
export function* looserReview(base: WrittenPolicy | undefined, head: WrittenPolicy | undefined): Iterable<Loosened> {
  if (base === undefined) return;
  if (head === undefined) {
    yield { keys: ['review'], what: '`review` is removed' };
    return;
  }
  const [was, is] = [completePolicy(base, []), completePolicy(head, [])];
  yield* looserApproval('`review`', ['review'], was, is);
  if (was.rules.length === 0 && is.rules.length > 0) {
    yield { keys: ['review', 'rules'], what: '`review.rules` stand in place of the one over all golden data' };
  }
  const now = new Map(is.rules.map((rule, index) => [nameOf(rule, index), { rule, index }]));
  for (const [index, rule] of was.rules.entries()) {
    const name = nameOf(rule, index);
    const other = now.get(name);
    if (other)
      yield* looserRule(`the review of ${name}`, ['review', 'rules', `${other.index}`], [was, rule], [is, other.rule]);
    else yield { keys: ['review', 'rules'], what: `the review of ${name} is removed` };
  }
}

const nameOf = ({ name }: ReviewRule, index: number) => name ?? `rule ${index + 1}`;

function* looserRule(
  name: string,
  keys: string[],
  [was, before]: [ReviewPolicy, ReviewRule],
  [is, after]: [ReviewPolicy, ReviewRule],
): Iterable<Loosened> {
  const excludes = (glob: string) => glob.startsWith('!');
  const lost = before.paths?.filter((glob) => !excludes(glob) && !after.paths?.includes(glob)) ?? [];
  const left = after.paths?.filter((glob) => excludes(glob) && !before.paths?.includes(glob)) ?? [];
  for (const glob of [...lost, ...left.map((glob) => glob.slice(1))]) {
    yield { keys: [...keys, 'paths'], what: `${name} leaves out ${glob}` };
  }
  const groups = [groupOf(before), groupOf(after)];
  if (groups.some(Boolean)) {
    const same = JSON.stringify(groups[0]) === JSON.stringify(groups[1]);
    if (!same) yield { keys, what: `${name} has other rules within` };
    return;
  }
  // What neither of them has of its own was told of the policy.
  const own = (rule: ApprovalRule, policy: ReviewPolicy, other: ApprovalRule): ApprovalRule => ({
    ...(rule.approvals || other.approvals ? { approvals: rule.approvals ?? policy.approvals } : {}),
    ...(rule.curators || other.curators ? { curators: rule.curators ?? policy.curators } : {}),
    ...(rule.exclude || other.exclude ? { exclude: rule.exclude ?? policy.exclude } : {}),
  });
  yield* looserApproval(name, keys, own(before, was, after), own(after, is, before));
}

function* looserApproval(name: string, keys: string[], was: ApprovalRule, is: ApprovalRule): Iterable<Loosened> {
  const [many, few] = [was.approvals ?? 0, is.approvals ?? 0];
  if (few < many)
    yield {
      keys: [...keys, 'approvals'],
      what: `${name} asks for ${few} ${few === 1 ? 'approval' : 'approvals'}, and not ${many}`,
    };
  const gone = was.exclude?.filter((one) => !is.exclude?.includes(one)) ?? [];
  if (gone.length > 0) yield { keys: [...keys, 'exclude'], what: `${name} no longer excludes ${gone.join(', ')}` };
  const more = newCurators(was.curators ?? {}, is.curators ?? {});
  if (more.length > 0) yield { keys: [...keys, 'curators'], what: `${name} lets ${more.join(', ')} approve` };
}

function newCurators(was: Curators, is: Curators): string[] {
  const known = new Set([...(was.users ?? []), ...(was.teams ?? [])].map((one) => one.toLowerCase()));
  const named = [...(is.users ?? []), ...(is.teams ?? [])].filter((one) => !known.has(one.toLowerCase()));
  const rank = ({ permission }: Curators) =>
    permission ? curatorPermissions.indexOf(permission) : Number.POSITIVE_INFINITY;
  return [...named, ...(rank(is) < rank(was) ? [`everybody with ${is.permission} access`] : [])];
}
