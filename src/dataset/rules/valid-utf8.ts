import { defineRule } from '../../core/rule.ts';
import { draftFaults } from '../drafts.ts';
import type { DatasetFacts } from '../facts.ts';

export const rule = defineRule<DatasetFacts>()({
  id: 'valid-utf8',
  subject: 'datasets',
  level: 'error',
  requirement: 'Datasets are UTF-8, without a byte order mark.',
  why: 'Other encodings turn accented words into other words, silently.',
  bad: '{"concept": "Gesti\\xf3n"} in Latin-1',
  good: '{"concept": "Gestión"} in UTF-8',
  options: {},
  check: (facts) => draftFaults(facts, 'utf8'),
});
