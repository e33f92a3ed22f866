// An expectation that cannot be read asks for nothing, and so would never fail.

import { defineRule } from '../../core/rule.ts';
import type { TestcaseFacts } from '../facts.ts';

export const rule = defineRule<TestcaseFacts>()({
  id: 'expectations-readable',
  subject: 'testcases',
  level: 'error',
  requirement: 'The QA expectations are valid YAML: cases with a `story_id` and texts as `required_mentions`.',
  why: 'A mention that is not read is never missed, so the gate would open by a typing error.',
  bad: 'cases:\n  - story: S010\n    required_mentions: [invalid, retry',
  good: 'cases:\n  - story_id: S010\n    required_mentions: [invalid, retry]',
  options: {},
  *check({ present, expectations }) {
    if (!present || !expectations) return;
    const { path, problems } = expectations;
    for (const { line, message } of problems) yield { path, line, message, identity: message };
  },
});
