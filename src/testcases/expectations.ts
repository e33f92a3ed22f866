// Reads `qa_eval.yaml`: what the test cases of each story must mention.

import type { Expectation, Expectations } from './facts.ts';
import { parseYamlList } from './yaml-list.ts';

/** Never throws: what cannot be read is told in `problems`, and the rest is read. */
export function parseExpectations(yaml: string, path: string): Expectations {
  const { items, problems } = parseYamlList(yaml, 'cases');
  const cases: Expectation[] = [];
  for (const item of items) {
    const story = item.text('story_id');
    if (!story) problems.push({ line: item.line, message: 'A case has no `story_id`.' });
    else {
      const description = item.text('description')?.text ?? '';
      cases.push({ line: item.line, story: story.text, description, mentions: item.texts('required_mentions') });
    }
  }
  return { path, cases, problems };
}
