// Reviewers and test reports speak of "case 3"; a bullet has no number.

import { defineRule, option } from '../../core/rule.ts';
import type { TestcaseFacts } from '../facts.ts';

export const rule = defineRule<TestcaseFacts>()({
  id: 'numbered-cases',
  subject: 'testcases',
  level: 'error',
  requirement: 'The happy and the unhappy part each hold numbered cases: `1. …`, or headings such as `### Case 1: …`.',
  why: 'A case without a number cannot be referred to, counted or ticked off.',
  bad: '## Happy Path\n\n- Sign in.\n  - Expected Result: the dashboard opens.',
  good: '## Happy Path\n\n1. Sign in.\n   - Expected Result: the dashboard opens.',
  options: { minimum: option.count(1, 'How many cases each part needs.', 1) },
  *check({ present, files }, { minimum }) {
    if (!present) return;
    for (const { path, story, sections } of files) {
      for (const kind of ['happy', 'unhappy'] as const) {
        const own = sections.filter((section) => section.kind === kind);
        const count = own.reduce((sum, { cases }) => sum + cases.length, 0);
        const first = own[0];
        if (!first || count >= minimum) continue;
        const message = `"${first.title}" holds ${count} numbered cases, expected at least ${minimum}: write \`1. …\`.`;
        yield { path, line: first.line, message, identity: `${story}: ${kind}` };
      }
    }
  },
});
