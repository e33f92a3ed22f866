// An "unhappy path" that repeats the happy one passes every other rule.

import { defineRule, option } from '../../core/rule.ts';
import type { TestcaseFacts } from '../facts.ts';
import { describesFailure } from '../failure-words.ts';
import { fold } from '../fold.ts';

export const rule = defineRule<TestcaseFacts>()({
  id: 'failure-scenarios',
  subject: 'testcases',
  level: 'error',
  requirement: 'Every case of the unhappy part describes a failure: something invalid, missing, denied, late, broken.',
  why: 'Cases that only look negative leave the failures untested.',
  bad: '## Unhappy Path\n\n1. Sign in with a registered address.\n   - Expected Result: the dashboard opens.',
  good: '## Unhappy Path\n\n1. Sign in with a wrong password.\n   - Expected Result: access is denied with an error message.',
  options: {
    minimum: option.count(1, 'How many such cases the unhappy part needs.', 1),
    vocabulary: option.texts([], 'More words, or beginnings of words, that tell of a failure.'),
  },
  *check({ present, files }, { minimum, vocabulary }) {
    if (!present) return;
    const more = vocabulary.map(fold);
    const fails = (text: string) => describesFailure(text) || more.some((word) => text.includes(word));
    for (const { path, story, sections } of files) {
      const unhappy = sections.filter(({ kind }) => kind === 'unhappy');
      const cases = unhappy.flatMap((section) => section.cases);
      for (const { line, title, text } of cases) {
        if (fails(text)) continue;
        const message = `The unhappy case "${title}" describes no failure.`;
        yield { path, line, message, identity: `${story}: ${title}` };
      }
      const first = unhappy[0];
      if (!first || cases.length === 0 || cases.length >= minimum) continue;
      const message = `The unhappy part holds ${cases.length} cases, expected at least ${minimum}.`;
      yield { path, line: first.line, message, identity: `${story}: minimum` };
    }
  },
});
