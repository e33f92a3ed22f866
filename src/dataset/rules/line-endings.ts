import { defineRule } from '../../core/rule.ts';
import { draftFaults } from '../drafts.ts';
import type { DatasetFacts } from '../facts.ts';

export const rule = defineRule<DatasetFacts>()({
  id: 'line-endings',
  subject: 'datasets',
  level: 'error',
  requirement: 'Lines end in `\\n` alone, the last one too, and none is empty.',
  why: 'Hashes and line counts differ between machines when line ends do.',
  bad: 'A file whose last line has no newline, or with `\\r\\n` ends.',
  good: 'Every line ends in one `\\n`.',
  options: {},
  check: (facts) => draftFaults(facts, 'line-ending'),
});
