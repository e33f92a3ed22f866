// An "unhappy path" that repeats the happy one passes every other rule.

import { defineRule, option } from '../../core/rule.ts';
import type { Case, TestcaseFacts } from '../facts.ts';
import { describesFailure } from '../failure-words.ts';
import { fold } from '../fold.ts';

export const rule = defineRule<TestcaseFacts>()({
  id: 'failure-scenarios',
  subject: 'testcases',
  level: 'error',
  requirement: 'Most cases of the unhappy part describe a failure: something invalid, missing, denied, late, broken.',
  why: 'Cases that only look negative leave the failures untested.',
  bad: '## Unhappy Path\n\n1. Sign in with a registered address.\n   - Expected Result: the dashboard opens.',
  good: '## Unhappy Path\n\n1. Sign in with a wrong password.\n   - Expected Result: access is denied with an error message.',
  options: {
    minimum: option.count(1, 'How many cases the unhappy part needs.', 1),
    share: option.number(0.5, 'The share of them in whose words a failure is told.', { minimum: 0, maximum: 1 }),
    vocabulary: option.texts([], 'More words, or beginnings of words, that tell of a failure.', 'shorter'),
  },
  *check({ present, files }, { minimum, share, vocabulary }) {
    if (!present) return;
    const more = vocabulary.map(fold);
    const fails = ({ text }: Case) => describesFailure(text) || more.some((word) => text.includes(word));
    for (const { path, story, sections } of files) {
      const unhappy = sections.filter(({ kind }) => kind === 'unhappy');
      const [first] = unhappy;
      const cases = unhappy.flatMap((section) => section.cases);
      if (!first || cases.length === 0) continue;
      const draft = (what: string, message: string) => ({
        path,
        line: first.line,
        message,
        identity: `${story}: ${what}`,
      });
      if (cases.length < minimum)
        yield draft('minimum', `The unhappy part holds ${cases.length} cases, expected at least ${minimum}.`);
      const calm = cases.filter((one) => !fails(one));
      if (cases.length - calm.length >= share * cases.length) continue;
      const titles = calm.map(({ title }) => `"${title}"`).join(', ');
      yield draft('share', `${calm.length} of ${cases.length} unhappy cases describe no failure: ${titles}.`);
    }
  },
});
