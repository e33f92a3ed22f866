// Reads `qa_eval.yaml`: what the test cases of each story must mention.

import type { Expectation, Expectations } from './facts.ts';
import { parseYamlList } from './yaml-list.ts';

/** Each is sought in the whole text of its story. */
const mostMentions = 1000;

/** Never throws: what cannot be read is told in `problems`, and the rest is read. */
export function parseExpectations(yaml: string, path: string): Expectations {
  const { items, problems } = parseYamlList(yaml, 'cases');
  const cases: Expectation[] = [];
  const counts = new Map<string, number>();
  for (const item of items) {
    const story = item.text('story_id');
    if (!story) {
      problems.push({ line: item.line, message: 'A case has no `story_id`.' });
      continue;
    }
    const description = item.text('description')?.text ?? '';
    const mentions = item.texts('required_mentions');
    const before = counts.get(story.text) ?? 0;
    counts.set(story.text, before + mentions.length);
    const surplus = mentions.splice(Math.max(0, mostMentions - before));
    if (surplus[0] && before <= mostMentions) {
      const { line } = surplus[0];
      problems.push({
        line,
        message: `${story.text} has more than ${mostMentions} required mentions: divide the story.`,
      });
    }
    cases.push({ line: item.line, story: story.text, description, mentions });
  }
  return { path, cases, problems };
}
