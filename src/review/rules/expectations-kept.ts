import { defineRule } from '../../core/rule.ts';
import type { ChangeFacts } from '../change.ts';

export const rule = defineRule<ChangeFacts>()({
  id: 'expectations-kept',
  subject: 'change',
  level: 'error',
  requirement: 'A change takes no required mention away from a story that stays in the plan.',
  why: 'Negative coverage is a share of what is required: asking for less is the cheapest way to reach it.',
  bad: 'required_mentions: [] in the pull request that drops the unhappy path.',
  good: 'A mention is replaced in a pull request of its own, merged by somebody who may override the gate.',
  options: {},
  *check({ dropped }) {
    for (const { path, line, story, mentions } of dropped) {
      const list = mentions.map((mention) => JSON.stringify(mention)).join(', ');
      const message = `${story} is no longer required to mention ${list}; restore it, or take the story out of the plan`;
      yield { path, line, message, identity: `dropped ${story} ${list}` };
    }
  },
});
