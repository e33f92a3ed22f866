// For everybody who reviewed: whether it counts, whether it blocks, and why.

import { isHeard, type RuleResult } from './evaluate-rule.ts';
import type { Scene, SceneReviewer } from './scene.ts';
import type { ReviewerVerdict } from './verdict.ts';

/** `idle`: why nobody counts where no rule was evaluated. */
export function reviewerVerdicts(scene: Scene, rules: readonly RuleResult[], idle = ''): ReviewerVerdict[] {
  return scene.reviewers.map((reviewer) => {
    const { person, latest } = reviewer;
    const told = { person, review: latest.id, state: latest.state };
    if (rules.length === 0) return { ...told, counts: false, blocks: false, why: idle };
    return { ...told, ...judge(reviewer, rules) };
  });
}

function judge(
  reviewer: SceneReviewer,
  rules: readonly RuleResult[],
): Pick<ReviewerVerdict, 'counts' | 'blocks' | 'why'> {
  const { person, latest, standing } = reviewer;
  const not = (why: string) => ({ counts: false, blocks: false, why });
  const own = rules.filter(({ isCurator }) => person !== null && isCurator(person));
  if (latest.state === 'CHANGES_REQUESTED') {
    if (rules.some(({ isCurator }) => isHeard(person, isCurator))) {
      const todo = person
        ? 'until they approve or the review is dismissed'
        : 'until the review is dismissed; the account is gone';
      return { counts: false, blocks: true, why: `requests changes, which blocks ${todo}` };
    }
    return not(
      person?.type === 'User' ? 'is no curator here, so it does not block' : 'is no person, so it does not block',
    );
  }
  if (latest.state === 'DISMISSED') return not('was dismissed; an earlier approval does not come back');
  if (standing === null) return not('a comment is no approval');
  if (person === null) return not('the account is gone, so nobody knows whose it is');
  const able = own.filter(({ barOf }) => barOf(person) === null);
  const [bar] = rules.map(({ barOf }) => barOf(person)).filter((why) => why !== null);
  if (person.type !== 'User') return not(bar ?? '');
  if (own.length === 0 && rules.some(({ problems }) => problems.length > 0))
    return not('it cannot be seen whether they may approve');
  if (able.length === 0)
    return not(bar && (own.length > 0 || bar.startsWith('opened')) ? forgeable(bar) : 'is no curator here');
  if (!standing.current) return not(`${standing.why}: approve again`);
  const where = able.map(({ verdict }) => verdict.name);
  const all = able.length === rules.length;
  return {
    counts: true,
    blocks: false,
    why: all ? 'approves this content' : `approves this content, for ${where.join(', ')}`,
  };
}

/** Commits are mapped to people by their e-mail addresses, which anybody can write. */
const forgeable = (bar: string) =>
  bar.startsWith('opened') ? bar : `${bar}; e-mail addresses in commits can be forged`;
