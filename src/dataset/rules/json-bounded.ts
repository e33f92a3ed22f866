import { defineRule } from '../../core/rule.ts';
import { draftFaults } from '../drafts.ts';
import type { DatasetFacts } from '../facts.ts';

export const rule = defineRule<DatasetFacts>()({
  id: 'json-bounded',
  subject: 'datasets',
  level: 'error',
  requirement: 'Lines and nesting stay within `limits`.',
  why: 'A line of fifty megabytes, or a million brackets, is an accident or an attack.',
  bad: 'A million opening brackets in one line.',
  good: 'One record a line, a few levels deep.',
  options: {},
  check: (facts) => draftFaults(facts, 'depth', 'line-length'),
});
