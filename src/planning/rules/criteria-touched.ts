// A criterion that no test case speaks of is one that nobody will test.

import { defineRule, option } from '../../core/rule.ts';
import type { PlanningFacts } from '../facts.ts';
import { fileFinder } from '../links.ts';
import { significantWords, wordFinder } from '../touched.ts';

export const rule = defineRule<PlanningFacts>()({
  id: 'criteria-touched',
  subject: 'planning',
  level: 'warning',
  requirement: 'The test cases of a story use at least half of the significant words of each acceptance criterion.',
  why: 'What was agreed on and is not tested is found by the customer.',
  bad: '# S1 demands "Exports the invoice as PDF"\n1. Sign in.\n   - Expected Result: the dashboard opens.',
  good: '# S1 demands "Exports the invoice as PDF"\n1. Export an invoice.\n   - Expected Result: a PDF of the invoice.',
  options: {
    share: option.number(0.5, 'The least share of words of four letters or more.', { minimum: 0, maximum: 1 }),
  },
  *check({ stories, testcases: { present, files } }, { share }) {
    if (!present || !stories) return;
    const fileOf = fileFinder(files);
    const finders = new Map<unknown, ReturnType<typeof wordFinder>>();
    for (const story of stories.stories) {
      const file = fileOf(story);
      if (!file || file.problems.length > 0) continue;
      const has = finders.get(file) ?? wordFinder(file.text);
      finders.set(file, has);
      for (const { line, text } of story.criteria) {
        const words = significantWords(text);
        const missing = words.filter((word) => !has(word));
        if (words.length === 0 || 1 - missing.length / words.length >= share) continue;
        const short = text.length > 80 ? `${text.slice(0, 79)}…` : text;
        const message = `The test cases of ${story.id} do not touch "${short}": ${missing.slice(0, 8).join(', ')} …`;
        const related = [{ path: file.path, line: 1 }];
        yield { path: stories.path, line, message, related, identity: `${story.id}: ${text}` };
      }
    }
  },
});
