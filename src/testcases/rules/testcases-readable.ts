// A file that cannot be read must not pass for one that has nothing wrong.

import { defineRule } from '../../core/rule.ts';
import type { TestcaseFacts } from '../facts.ts';

export const rule = defineRule<TestcaseFacts>()({
  id: 'testcases-readable',
  subject: 'testcases',
  level: 'error',
  requirement: 'Every test-case file can be read: at most 1 MiB, no endless nesting.',
  why: 'What is not read is not checked, and would pass for covered.',
  bad: `${'> '.repeat(60)}nested 60 quotes deep`,
  good: '## Happy Path\n\n1. Sign in with a registered address.\n   - Expected Result: the dashboard opens.',
  options: {},
  *check({ present, files }) {
    if (!present) return;
    for (const { path, story, problems } of files) {
      for (const { line, message } of problems) yield { path, line, message, identity: `${story}: ${message}` };
    }
  },
});
