// The expectations name the failures that a story is known for; each must be written down as a negative case.

import { defineRule } from '../../core/rule.ts';
import { unhappyFinder } from '../coverage.ts';
import type { TestcaseFacts } from '../facts.ts';
import { fold } from '../fold.ts';

export const rule = defineRule<TestcaseFacts>()({
  id: 'required-mentions',
  subject: 'testcases',
  level: 'error',
  requirement: 'The unhappy part holds every required mention of its story; case and accents do not matter.',
  why: 'A mention elsewhere, or in a comment, tests nothing: the failure has to be a negative case.',
  bad: '# qa_eval.yaml asks S010 for "retry"\n## Unhappy Path\n\n1. The provider is down.\n   - Expected Result: an error.',
  good: '## Unhappy Path\n\n1. The provider is down.\n   - Expected Result: an error, and a retry after a minute.',
  options: {},
  *check({ present, files, expectations }) {
    if (!present || !expectations) return;
    const byStory = new Map(files.map((file) => [file.story, file]));
    const seen = new Set<string>();
    for (const { story, mentions } of expectations.cases) {
      const file = byStory.get(story);
      if (!file || file.problems.length > 0) continue;
      const holds = unhappyFinder(file);
      for (const mention of mentions) {
        const identity = `${story}: ${mention.text}`;
        if (seen.has(identity) || holds(fold(mention.text))) continue;
        seen.add(identity);
        const line = file.sections.find(({ kind }) => kind === 'unhappy')?.line ?? 1;
        const message = `The unhappy part of ${story} does not mention "${mention.text}".`;
        yield { path: file.path, line, message, related: [{ path: expectations.path, line: mention.line }], identity };
      }
    }
  },
});
