import { defineRule } from '../../core/rule.ts';
import { draftFaults } from '../drafts.ts';
import type { DatasetFacts } from '../facts.ts';

export const rule = defineRule<DatasetFacts>()({
  id: 'json-unique-keys',
  subject: 'datasets',
  level: 'error',
  requirement: 'No object holds a key twice.',
  why: 'Parsers keep the last one, silently: what a reviewer reads is not what a model is trained on.',
  bad: '{"priority": "High", "priority": "Low"}',
  good: '{"priority": "High"}',
  options: {},
  check: (facts) => draftFaults(facts, 'unique-keys'),
});
