import { defineRule } from '../../core/rule.ts';
import type { ChangeFacts } from '../change.ts';

export const rule = defineRule<ChangeFacts>()({
  id: 'held-out-kept',
  subject: 'change',
  level: 'error',
  requirement:
    'A change leaves no held-out split of a role empty: it neither removes its last file nor its last record.',
  why: 'Without its eval set a tuned prompt can never be measured again, and no leak into it is ever found.',
  bad: 'ba_eval.jsonl and its entry in the manifest are deleted in one pull request.',
  good: 'ba_eval.jsonl is replaced by ba_eval_v2.jsonl.',
  options: {},
  *check({ removed }) {
    for (const { path, role, split } of removed) {
      const message = `this was the last ${split} set of the role ${role}; restore it, or replace it by another`;
      yield { path, line: 1, message, identity: `removed ${role} ${split}` };
    }
  },
});
