// The unhappy path is what models leave out first, and what negative coverage is measured on.

import { defineRule } from '../../core/rule.ts';
import type { TestcaseFacts } from '../facts.ts';
import { checkSection } from '../section.ts';

export const rule = defineRule<TestcaseFacts>()({
  id: 'unhappy-path-section',
  subject: 'testcases',
  level: 'error',
  requirement: 'Every test-case file has an unhappy-path section, a heading of level 2 or deeper, English or Spanish.',
  why: 'Failures that nobody wrote down are not tested, and required mentions count in this section alone.',
  bad: '## Happy Path\n\n1. Sign in.\n   - Expected Result: the dashboard opens.',
  good: '## Unhappy Path\n\n1. Sign in with a wrong password.\n   - Expected Result: an error, and nobody is signed in.',
  options: {},
  check: (facts) => checkSection(facts, 'unhappy'),
});
