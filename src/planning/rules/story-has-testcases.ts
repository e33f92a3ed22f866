// A story in the plan is to be tested some day; a warning, since plans run ahead of tests.

import { defineRule } from '../../core/rule.ts';
import { nearFinder } from '../../testcases/fold.ts';
import type { PlanningFacts } from '../facts.ts';
import { fileFinder } from '../links.ts';

export const rule = defineRule<PlanningFacts>()({
  id: 'story-has-testcases',
  subject: 'planning',
  level: 'warning',
  requirement: 'Every story of the plan has its test-case file, with literally the same id.',
  why: 'A story without test cases is accepted on trust.',
  bad: '# stories.yaml lists S12, the folder holds no S12.md',
  good: '# stories.yaml lists S12, the folder holds S12.md',
  options: {},
  *check({ stories, testcases: { present, folder, files, expectations } }) {
    if (!present || !stories) return;
    // Those are errors of `expectation-has-testcases` already.
    const expected = new Set(expectations?.cases.map(({ story }) => story));
    const fileOf = fileFinder(files);
    const nearTo = nearFinder(files, (file) => file.story);
    for (const story of stories.stories) {
      if (expected.has(story.id) || fileOf(story)) continue;
      const near = nearTo(story.id);
      const hint = near ? ` ${near.path} differs only in zero-padding or case: rename one.` : '';
      const missing = story.testcasesPath.replace(/^\.\//, '') || `${folder}/${story.id}.md`;
      const message = `${story.id} has no test cases: ${missing} was not found.${hint}`;
      const related = [...(near ? [near.path] : []), missing].map((path) => ({ path, line: 1 }));
      yield { path: stories.path, line: story.line, message, related, identity: story.id };
    }
  },
});
