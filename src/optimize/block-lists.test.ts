import { describe, expect, it } from 'vitest';
import { blockLists } from './block-lists.ts';

const labels = { items: '- id: 1\n  text: one', title: 'A title' };
const outputs = (items: string) => blockLists({ items, title: '[not, a, list, field]' }, labels);

describe('blockLists', () => {
  it.each([
    ['JSON', '[{"id": 1, "text": "one"}]', '- id: 1\n  text: one'],
    ['a fence', '```yaml\n- {id: 1, text: one}\n```', '- id: 1\n  text: one'],
    ['a block list as it is', '- id:   1', '- id:   1'],
    ['what is no list', 'nothing came to mind', 'nothing came to mind'],
    ['an empty list', '[]', '[]'],
  ])('rewrites %s', (_, given, shown) => {
    expect(outputs(given)).toEqual({ items: shown, title: '[not, a, list, field]' });
  });

  it('leaves what has no label of that kind', () => {
    expect(blockLists({ other: '[1]', count: 3 }, labels)).toEqual({ other: '[1]', count: 3 });
  });
});
