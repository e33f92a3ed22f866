import { defineRule } from '../../core/rule.ts';
import { draftFaults } from '../drafts.ts';
import type { DatasetFacts } from '../facts.ts';

export const rule = defineRule<DatasetFacts>()({
  id: 'valid-json',
  subject: 'datasets',
  level: 'error',
  requirement: 'Each line of a dataset is one JSON value.',
  why: 'A loader that stops at a broken line trains on half of the set; one that skips it hides the loss.',
  bad: '{"concept": "A till", }',
  good: '{"concept": "A till"}',
  options: {},
  check: (facts) => draftFaults(facts, 'syntax'),
});
