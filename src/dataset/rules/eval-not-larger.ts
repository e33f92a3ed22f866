import { defineRule } from '../../core/rule.ts';
import type { DatasetFacts } from '../facts.ts';
import { totalsByRole } from '../totals.ts';

export const rule = defineRule<DatasetFacts>()({
  id: 'eval-not-larger',
  subject: 'datasets',
  level: 'warning',
  requirement: 'The eval set of a role is not larger than its train set.',
  why: 'More examples held back than learnt from is nearly always two files swapped.',
  bad: '200 records in ba_eval.jsonl, 20 in ba_train.jsonl.',
  good: '200 records in ba_train.jsonl, 50 in ba_eval.jsonl.',
  options: {},
  *check({ files }) {
    const totals = [...totalsByRole(files)];
    for (const held of totals.filter(({ split }) => split === 'eval')) {
      const train = totals.find(({ role, split }) => role === held.role && split === 'train');
      if (held.records <= (train?.records ?? 0)) continue;
      const message = `role ${held.role} has ${held.records} eval examples and ${train?.records ?? 0} train examples`;
      const related = [...held.related, ...(train ? [{ path: train.path, line: 1 }, ...train.related] : [])];
      yield { path: held.path, line: 1, related, message, identity: `larger ${held.role}` };
    }
  },
});
