// What a schema cannot say of a policy: each fault with the keys that lead to it, so that its line can be told.

import { globFault } from './globs.ts';
import {
  type ApprovalRule,
  type Curators,
  defaultApprovals,
  groupOf,
  type ReviewRule,
  type WrittenPolicy,
} from './policy.ts';

export interface PolicyFault {
  /** Keys and indexes below `review`. */
  path: string[];
  /** Goes on after the name of what `path` leads to: `is empty`. */
  message: string;
}

const deepest = 8;
const mostRules = 100;
const mostGlobs = 500;
const longestName = 60;

/** Everything that makes a policy, which has passed its schema, one that could not hold or could never be satisfied. */
export function* findPolicyFaults(policy: WrittenPolicy): Iterable<PolicyFault> {
  yield* findApprovalFaults({ curators: policy.curators, approvals: policy.approvals ?? defaultApprovals }, policy, []);
  const seen: Seen = { rules: 0, globs: 0, names: new Set([alwaysGated]) };
  yield* findRuleFaults(policy.rules ?? [], policy, ['rules'], 1, seen);
  if (seen.rules > mostRules)
    yield { path: ['rules'], message: `has ${seen.rules} rules; at most ${mostRules} are taken` };
  if (seen.globs > mostGlobs)
    yield { path: ['rules'], message: `has ${seen.globs} globs; at most ${mostGlobs} are taken` };
}

/** The name of the rule over what no policy can leave out. */
export const alwaysGated = 'the gate itself';

interface Seen {
  rules: number;
  globs: number;
  names: Set<string>;
}

function* findRuleFaults(
  rules: readonly ReviewRule[],
  policy: WrittenPolicy,
  path: string[],
  depth: number,
  seen: Seen,
): Iterable<PolicyFault> {
  seen.rules += rules.length;
  if (depth > deepest) {
    yield { path, message: `is nested more than ${deepest} levels deep` };
    return;
  }
  for (const [index, rule] of rules.entries()) {
    const at = [...path, `${index}`];
    yield* findFrameFaults(rule, at, depth, seen);
    const groups = (['all-of', 'any-of'] as const).filter((key) => key in rule);
    const own = (['approvals', 'curators', 'exclude'] as const).filter((key) => key in rule);
    if (groups.length === 2)
      yield { path: [...at, 'any-of'], message: 'stands beside `all-of`; nest one in the other' };
    else if (groups[0] && own[0]) {
      yield { path: [...at, own[0]], message: `stands beside \`${groups[0]}\`; write it in each of the nested rules` };
    }
    const group = groupOf(rule);
    if (group) yield* findRuleFaults(group.rules, policy, [...at, group.kind], depth + 1, seen);
    else yield* findApprovalFaults(rule as ApprovalRule, policy, at);
  }
}

function* findFrameFaults({ name, paths }: ReviewRule, at: string[], depth: number, seen: Seen): Iterable<PolicyFault> {
  if (name !== undefined) {
    if (seen.names.has(name))
      yield { path: [...at, 'name'], message: `${JSON.stringify(name)} is taken; each rule has a name of its own` };
    if (name.length > longestName) yield { path: [...at, 'name'], message: `is longer than ${longestName} characters` };
    seen.names.add(name);
  }
  if (paths === undefined && depth === 1)
    yield { path: at, message: 'has no `paths`; only a nested rule has its parent’s' };
  if (paths?.every((glob) => glob.startsWith('!'))) {
    yield { path: [...at, 'paths'], message: 'only excludes; begin with what is meant, such as `**`' };
  }
  seen.globs += paths?.length ?? 0;
  for (const [index, glob] of (paths ?? []).entries()) {
    const fault = globFault(glob);
    if (fault) yield { path: [...at, 'paths', `${index}`], message: fault };
  }
}

/** Of who may approve, and whether they can be enough. What a rule has not itself is the policy's. */
function* findApprovalFaults(
  { curators, approvals }: { curators?: Curators; approvals?: number },
  policy: WrittenPolicy,
  at: string[],
): Iterable<PolicyFault> {
  for (const [index, login] of (curators?.users ?? []).entries()) {
    if (!/^[a-z\d](?:[\w-]{0,99})(?:\[bot\])?$/i.test(login)) {
      yield {
        path: [...at, 'curators', 'users', `${index}`],
        message: 'is no login; write it as GitHub does, without `@`',
      };
    }
  }
  for (const [index, team] of (curators?.teams ?? []).entries()) {
    if (!/^[a-z\d][\w-]*\/[a-z\d][\w.-]*$/i.test(team)) {
      yield { path: [...at, 'curators', 'teams', `${index}`], message: 'is no team; write `org/slug`, without `@`' };
    }
  }
  if (curators === undefined && approvals === undefined) return;
  const who = curators ?? policy.curators;
  const needed = approvals ?? policy.approvals ?? defaultApprovals;
  const users = new Set(who.users?.map((login) => login.toLowerCase()));
  if (!who.teams && !who.permission && users.size < needed) {
    const path = [
      ...at,
      approvals === undefined || (at.length === 0 && policy.approvals === undefined) ? 'curators' : 'approvals',
    ];
    yield {
      path,
      message: `can never be satisfied: ${needed} approvals are needed, and ${users.size === 1 ? 'one curator is' : `${users.size} curators are`} named`,
    };
  }
}
