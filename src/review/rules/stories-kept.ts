import { defineRule } from '../../core/rule.ts';
import type { ChangeFacts } from '../change.ts';

export const rule = defineRule<ChangeFacts>()({
  id: 'stories-kept',
  subject: 'change',
  level: 'warning',
  requirement: 'A change takes no story out of the plan without somebody seeing it.',
  why: 'A story that leaves takes its expectations and its test cases along, and no other rule misses them.',
  bad: 'stories.yaml, the expectations and the test cases of S012 are deleted in one pull request.',
  good: 'The same, with a reviewer who knows why S012 is no longer wanted.',
  options: {},
  *check({ unplanned }) {
    if (!unplanned) return;
    const { path, line, stories } = unplanned;
    const list =
      stories.length > 10 ? `${stories.slice(0, 10).join(', ')} and ${stories.length - 10} more` : stories.join(', ');
    const message = `no longer in the plan: ${list}; what was expected of them is expected no more`;
    yield { path, line, message, identity: `unplanned ${stories.join(' ')}` };
  },
});
