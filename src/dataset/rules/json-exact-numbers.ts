import { defineRule } from '../../core/rule.ts';
import { draftFaults } from '../drafts.ts';
import type { DatasetFacts } from '../facts.ts';

export const rule = defineRule<DatasetFacts>()({
  id: 'json-exact-numbers',
  subject: 'datasets',
  level: 'error',
  requirement: 'Each number survives being read as a double.',
  why: 'Long ids lose their last digits in most JSON parsers, and two records become one.',
  bad: '{"id": 12345678901234567890}',
  good: '{"id": "12345678901234567890"}',
  options: {},
  check: (facts) => draftFaults(facts, 'precision'),
});
