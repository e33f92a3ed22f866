// The verdict on a pull request's review: a pure function of what is known of it, and of the policy. What cannot be seen
// never passes.

import { evaluateTree } from './evaluate-tree.ts';
import type { PullRequestFacts } from './facts.ts';
import { gatedChanges, gatingOf } from './gating.ts';
import { shortSha } from './history.ts';
import type { ReviewPolicy } from './policy.ts';
import { names, type Problem } from './problem.ts';
import { reviewerVerdicts } from './reviewer-verdicts.ts';
import { sceneOf } from './scene.ts';
import { titleOf } from './title.ts';
import type { RuleVerdict, Verdict } from './verdict.ts';
import { worstOf } from './worst.ts';

export function evaluateReview(facts: PullRequestFacts, policy: ReviewPolicy): Verdict {
  const gating = gatingOf(policy);
  const scene = sceneOf(facts, policy, gating);
  const changes = facts.contents[facts.head.sha] ?? [];
  const gated = gatedChanges(gating, changes);
  const told = { gated: gated.map(({ change: { path }, by }) => ({ path, by })), digest: scene.digest };

  const unseen = unseenOf(facts);
  if (unseen.length > 0) {
    const reviewers = reviewerVerdicts(scene, [], 'it cannot be seen what they approved');
    const [{ title }] = unseen as [Problem];
    const problems = unseen.map(({ text }) => text);
    return { outcome: 'unknown', title, problems, rules: [], reviewers, notes: [], ...told, digest: null };
  }
  if (gated.length === 0) {
    const reviewers = reviewerVerdicts(scene, [], 'no approval is needed');
    const title = 'no gated file changed';
    return { outcome: 'not-gated', title, problems: [], rules: [], reviewers, notes: [], ...told };
  }

  const trees = [...gating.rules, gating.always].map((rule) =>
    evaluateTree(
      rule,
      gated.map(({ change }) => change),
      scene,
    ),
  );
  const shown = trees.filter(({ verdict }, index) => verdict.outcome !== 'skipped' || index < gating.rules.length);
  const rules = shown.map(({ verdict }) => verdict);
  const results = trees.flatMap((tree) => tree.rules);
  const problems = distinct(results.flatMap((result) => result.problems));
  const worst = worstOf(rules.filter(({ outcome }) => outcome !== 'skipped') as [RuleVerdict, ...RuleVerdict[]]);
  const reviewers = reviewerVerdicts(scene, results);
  const outcome = worst.outcome as Verdict['outcome'];
  return {
    outcome,
    title: titleOf(outcome, rules, reviewers, problems),
    problems: problems.map(({ text }) => text),
    rules,
    reviewers,
    notes: [
      ...new Set([...results.flatMap(({ notes }) => notes), ...notesOf(facts, rules, scene.contributors.strangers)]),
    ],
    ...told,
  };
}

/** GitHub's lists end here, and say nothing of it. */
const [mostFiles, mostCommits] = [3000, 250];

/** Why the pull request cannot be seen whole. */
function unseenOf({ counts, commits, contents, head }: PullRequestFacts): Problem[] {
  const problems: Problem[] = [];
  const add = (title: string, todo: string) => problems.push({ title, text: `${title}: ${todo}` });
  if (counts.files >= mostFiles) {
    add(`too large to be seen whole, ${counts.files} files`, `GitHub lists ${mostFiles}; split the pull request`);
  }
  if (counts.commits >= mostCommits) {
    const todo = `GitHub lists ${mostCommits}; squash the commits or split the pull request`;
    add(`too large to be seen whole, ${counts.commits} commits`, todo);
  } else if (commits.length < counts.commits) {
    add(`only ${commits.length} of ${counts.commits} commits could be seen`, 'they are read again at the next event');
  } else if (commits.length > 0 && !commits.some(({ sha }) => sha === head.sha)) {
    add(`the head ${shortSha(head.sha)} is not among the commits`, 'they are read again at the next event');
  }
  if (!contents[head.sha]) add(`the content of ${shortSha(head.sha)} cannot be read`, 'nothing passes until it can');
  return problems;
}

function notesOf({ people }: PullRequestFacts, rules: readonly RuleVerdict[], strangers: readonly string[]): string[] {
  const counted = new Map(rules.flatMap(countedBelow).map((person) => [person.id, person]));
  const readers = [...counted.values()].filter(({ id }) =>
    ['none', 'read', 'triage'].includes(people.permissions[id] ?? ''),
  );
  const readOnly = `cannot write to the repository: counted here, but not by GitHub’s own rule for required reviews`;
  const shas = strangers.slice(0, 3).map(shortSha);
  const more = strangers.length > 3 ? ` and ${strangers.length - 3} more` : '';
  return [
    ...(readers.length > 0 ? [`${names(readers)} ${readOnly}`] : []),
    ...(strangers.length > 0
      ? [`${shas.join(', ')}${more}: GitHub has no account for a co-author, so nobody is excluded for it`]
      : []),
  ];
}

const countedBelow = ({ counted, children }: RuleVerdict): RuleVerdict['counted'] => [
  ...counted,
  ...children.flatMap(countedBelow),
];

const distinct = (problems: readonly Problem[]): Problem[] => [
  ...new Map(problems.map((problem) => [problem.text, problem])).values(),
];
