// One rule that asks for approvals: whose count, who could still give one, and what is missing.

import { contributionInWords } from './contributors.ts';
import { knownCurators } from './curators.ts';
import type { Person } from './facts.ts';
import type { Reviewer } from './latest.ts';
import type { ApprovalRule } from './policy.ts';
import { names, type Problem } from './problem.ts';
import type { Scene } from './scene.ts';
import type { RuleVerdict } from './verdict.ts';

/** A rule's verdict, and what it says of each person. */
export interface RuleResult {
  verdict: RuleVerdict;
  problems: readonly Problem[];
  notes: readonly string[];
  isCurator(person: Person): boolean;
  /** Why a curator can never count here; `null` when they can. */
  barOf(person: Person): string | null;
}

export function evaluateRule(name: string, rule: ApprovalRule, scene: Scene): RuleResult {
  const { approvals, curators, exclude } = { ...scene.policy, ...rule };
  const { people, problems: unseen, nobody } = knownCurators(curators, scene.people);
  const barOf = (person: Person) => scene.barOf(person, exclude);
  const isCurator = ({ id }: Person) => people.has(id);
  const able = [...people.values()].filter((person) => barOf(person) === null).sort((a, b) => a.id - b.id);
  const standings = new Map(scene.reviewers.map(({ person, standing }) => [person?.id, standing]));
  const counted = able.filter(({ id }) => standings.get(id)?.current);
  const eligible = able.filter(({ id }) => !standings.get(id)?.current);
  const blockers = blockersOf(scene, isCurator);

  const problems = [...unseen, ...(exclude.includes('committers') ? faceless(scene) : [])];
  const outcome =
    problems.length > 0
      ? 'unknown'
      : blockers.length > 0
        ? 'blocked'
        : counted.length + eligible.length < approvals
          ? 'unsatisfiable'
          : counted.length < approvals
            ? 'waiting'
            : 'met';
  const had = approvalsInWords(counted.length, approvals, counted.length > 0 ? ` (${names(counted)})` : '');
  const missing = approvals - counted.length;
  const again = eligible.filter(({ id }) => standings.get(id));
  const asked = [
    ...again.map(({ login }) => ({ login: `${login} (again)` })),
    ...eligible.filter(({ id }) => !standings.get(id)),
  ];
  const from = names(asked);
  const texts = {
    met: had,
    waiting: `${had}; ${missing} more needed, of ${from}`,
    blocked: `${had}; ${blockersInWords(blockers)}`,
    unsatisfiable: `${approvals} ${approvals === 1 ? 'approval is' : 'approvals are'} needed, ${able.length === 0 ? 'and nobody can give one' : `and only ${names(able)} can give one`}${barredInWords([...people.values()], barOf)}; name more curators in the policy on the base branch`,
    unknown: problems.map(({ title }) => title).join('; '),
  };
  return {
    verdict: { name, kind: 'rule', outcome, text: texts[outcome], approvals, counted, eligible, children: [] },
    problems,
    notes: nobody.map((login) => `the policy names ${login}, but GitHub has no such account`),
    isCurator,
    barOf,
  };
}

/** `1 of 2 approvals`; more than are needed are told as such. */
export function approvalsInWords(counted: number, needed: number, whose = ''): string {
  if (counted > needed) return `${counted} approvals${whose}, ${needed} needed`;
  return `${counted} of ${needed} ${needed === 1 ? 'approval' : 'approvals'}${whose}`;
}

/** Who requests changes and is to be heard: curators, and accounts that are gone, which may have been one. */
function blockersOf({ reviewers }: Scene, isCurator: (person: Person) => boolean): Reviewer[] {
  return reviewers.filter(({ person, latest }) => latest.state === 'CHANGES_REQUESTED' && isHeard(person, isCurator));
}

function blockersInWords(blockers: readonly Reviewer[]): string {
  const people = blockers.flatMap(({ person }) => person ?? []);
  const gone = blockers.filter(({ person }) => person === null).map(({ latest }) => latest.id);
  return [
    ...(people.length > 0 ? [`${names(people)} must approve, or their review must be dismissed`] : []),
    ...(gone.length > 0 ? [`review ${gone.join(', ')}, of an account that is gone, must be dismissed`] : []),
  ].join('; ');
}

export const isHeard = (person: Person | null, isCurator: (person: Person) => boolean): boolean =>
  person === null || (person.type === 'User' && isCurator(person));

/** Whoever made these commits could be anybody, also one of those who approve. */
function faceless({ contributors }: Scene): Problem[] {
  return contributors.unknown.map((commit) => ({
    title: `unknown ${contributionInWords([commit])}`,
    text: `GitHub has no account for the ${contributionInWords([commit])}, so anybody could have made it: add that e-mail address to an account, or make the commit again under one that is known`,
  }));
}

function barredInWords(curators: readonly Person[], barOf: (person: Person) => string | null): string {
  const barred = curators.flatMap((person) => {
    const bar = barOf(person);
    return bar === null ? [] : [`${person.login} ${bar}`];
  });
  const rest = barred.length > 5 ? [`${barred.length - 5} more are excluded too`] : [];
  return [...barred.slice(0, 5), ...rest].map((one) => `; ${one}`).join('');
}
