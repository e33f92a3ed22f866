// A case that does not say what should be seen cannot fail.

import { defineRule } from '../../core/rule.ts';
import type { TestcaseFacts } from '../facts.ts';

export const rule = defineRule<TestcaseFacts>()({
  id: 'expected-results',
  subject: 'testcases',
  level: 'error',
  requirement: 'Every case states its expected result: "Expected Result: …", "Expected: …", "Resultado esperado: …".',
  why: 'Without it two testers judge the same behaviour differently.',
  bad: '## Happy Path\n\n1. Sign in with a registered address.',
  good: '## Happy Path\n\n1. Sign in with a registered address.\n   - Expected Result: the dashboard opens.',
  options: {},
  *check({ present, files }) {
    if (!present) return;
    for (const { path, story, sections } of files) {
      for (const { kind, cases } of sections) {
        for (const { line, title, expected } of cases) {
          if (expected.some(({ text }) => text !== '')) continue;
          const what = expected.length > 0 ? 'an empty expected result' : 'no expected result';
          const message = `The case "${title}" has ${what}: add "Expected Result: …".`;
          yield { path, line, message, identity: `${story}: ${kind}: ${title}` };
        }
      }
    }
  },
});
