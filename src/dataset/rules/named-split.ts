import { defineRule } from '../../core/rule.ts';
import { type DatasetFacts, splits } from '../facts.ts';

export const rule = defineRule<DatasetFacts>()({
  id: 'named-split',
  subject: 'datasets',
  level: 'error',
  requirement:
    'A dataset’s name says its role and split: `{role}_{split}.jsonl`, split one of train, eval, val, gold, test.',
  why: 'Leakage can only be found between files whose split is known.',
  bad: 'data/production/ba.jsonl',
  good: 'data/production/ba_train.jsonl, data/production/architect_train_gold_v2.jsonl',
  options: {},
  *check({ files }) {
    for (const { path, split } of files) {
      if (split !== null) continue;
      const message = `the name holds none of ${splits.map((name) => `_${name}`).join(' ')}; rename the file to {role}_{split}.jsonl`;
      yield { path, line: 1, message, identity: `split ${path}` };
    }
  },
});
