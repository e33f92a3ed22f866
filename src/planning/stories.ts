// Reads `stories.yaml`: a list of stories, at the top or under `stories:`.

import { parseYamlList } from '../testcases/yaml-list.ts';
import type { Stories, Story } from './facts.ts';

/** The one problem that leaves every other story as it is. */
export const namelessStory = 'A story has no `id`.';

/** Never throws: what cannot be read is told in `problems`, and the rest is read. */
export function parseStories(yaml: string, path: string): Stories {
  const { items, problems } = parseYamlList(yaml, 'stories');
  const stories: Story[] = [];
  const lines = new Map<string, number>();
  for (const item of items) {
    const id = item.text('id');
    if (!id) {
      problems.push({ line: item.line, message: namelessStory });
      continue;
    }
    const earlier = lines.get(id.text);
    if (earlier) problems.push({ line: id.line, message: `Story ${id.text} already stands on line ${earlier}.` });
    else lines.set(id.text, id.line);
    const text = (key: string) => item.text(key)?.text ?? '';
    stories.push({
      ...{ id: id.text, line: id.line, epic: text('epic'), title: text('title'), description: text('description') },
      ...{ priority: text('priority'), status: text('status'), testcasesPath: text('testcases_path') },
      criteria: [...item.texts('acceptance'), ...item.texts('acceptance_criteria')],
    });
  }
  return { path, stories, problems };
}
