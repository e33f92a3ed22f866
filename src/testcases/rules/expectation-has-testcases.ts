// An expectation whose test cases do not exist is the plainest gap of all.

import { defineRule } from '../../core/rule.ts';
import type { TestcaseFacts } from '../facts.ts';
import { nearFinder } from '../fold.ts';

export const rule = defineRule<TestcaseFacts>()({
  id: 'expectation-has-testcases',
  subject: 'testcases',
  level: 'error',
  requirement: 'Every story that the QA expectations name has its test-case file, with literally the same id.',
  why: 'Nothing of what is expected of the story is tested.',
  bad: '# qa_eval.yaml names S001, the folder holds S1.md',
  good: '# qa_eval.yaml names S001, the folder holds S001.md',
  options: {},
  *check({ present, folder, files, expectations }) {
    if (!present || !expectations) return;
    const known = new Set(files.map(({ story }) => story));
    const nearTo = nearFinder(files, ({ story }) => story);
    for (const { story, line } of expectations.cases) {
      if (known.has(story)) continue;
      known.add(story);
      const near = nearTo(story);
      const hint = near ? ` ${near.path} differs only in zero-padding or case: rename one.` : '';
      const missing = `${folder}/${story}.md`;
      const message = `${story} has no test cases: ${missing} does not exist.${hint}`;
      // The missing path is named too, so that the change which deletes the file is seen to be about it.
      const related = [...(near ? [near.path] : []), missing].map((path) => ({ path, line: 1 }));
      yield { path: expectations.path, line, message, related, identity: story };
    }
  },
});
