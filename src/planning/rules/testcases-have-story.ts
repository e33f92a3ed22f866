// Test cases outlive the story that they were written for, and then nobody dares to delete them.

import { defineRule } from '../../core/rule.ts';
import { nearFinder } from '../../testcases/fold.ts';
import type { PlanningFacts } from '../facts.ts';
import { fileFinder } from '../links.ts';

export const rule = defineRule<PlanningFacts>()({
  id: 'testcases-have-story',
  subject: 'planning',
  level: 'warning',
  requirement: 'Every test-case file belongs to a story of the plan, with literally the same id.',
  why: 'Test cases of a story that is gone, or misspelt, count for nobody.',
  bad: '# the folder holds S001.md, stories.yaml lists S1',
  good: '# the folder holds S1.md, stories.yaml lists S1',
  options: {},
  *check({ stories, testcases: { present, files } }) {
    // Of a plan that was read in part, nothing can be said to be missing.
    if (!present || !stories || stories.problems.length > 0) return;
    const owned = new Set(stories.stories.map(fileFinder(files)));
    const nearTo = nearFinder(stories.stories, ({ id }) => id);
    for (const file of files) {
      if (owned.has(file)) continue;
      const near = nearTo(file.story);
      const hint = near ? ` ${near.id} differs only in zero-padding or case: rename one.` : '';
      const message = `${file.path} belongs to no story of ${stories.path}.${hint}`;
      const related = near ? { related: [{ path: stories.path, line: near.line }] } : {};
      yield { path: file.path, line: 1, message, ...related, identity: file.story };
    }
  },
});
