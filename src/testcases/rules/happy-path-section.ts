// Without a happy path nobody knows what the story is to do when all goes well.

import { defineRule } from '../../core/rule.ts';
import type { TestcaseFacts } from '../facts.ts';
import { checkSection } from '../section.ts';

export const rule = defineRule<TestcaseFacts>()({
  id: 'happy-path-section',
  subject: 'testcases',
  level: 'error',
  requirement: 'Every test-case file has a happy-path section, a heading of level 2 or deeper, English or Spanish.',
  why: 'Tools and people find the cases by this heading; without it they count for nothing.',
  bad: '# S010\n\n1. Sign in with a registered address.',
  good: '# S010\n\n## Happy Path\n\n1. Sign in with a registered address.\n   - Expected Result: the dashboard opens.',
  options: {},
  check: (facts) => checkSection(facts, 'happy'),
});
