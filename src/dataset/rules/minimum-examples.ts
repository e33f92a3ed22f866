import { defineRule, option } from '../../core/rule.ts';
import type { DatasetFacts } from '../facts.ts';
import { totalsByRole } from '../totals.ts';

export const rule = defineRule<DatasetFacts>()({
  id: 'minimum-examples',
  subject: 'datasets',
  level: 'warning',
  requirement: 'Each role has enough examples to train on and to be measured by.',
  why: 'A score over three examples moves by a third when one of them changes.',
  bad: 'One record in qa_eval.jsonl.',
  good: 'Twenty to train on, ten to measure by.',
  options: {
    train: option.count(20, 'Training examples a role.'),
    'held-out': option.count(5, 'Examples in each held-out split that the role has.'),
  },
  *check({ files }, options) {
    for (const { role, split, records, path, related } of totalsByRole(files)) {
      const wanted = split === 'train' ? options.train : options['held-out'];
      if (records >= wanted) continue;
      const message = `role ${role} has ${records} ${split} examples, at least ${wanted} are wanted`;
      yield { path, line: 1, related, message, identity: `size ${role} ${split}` };
    }
  },
});
