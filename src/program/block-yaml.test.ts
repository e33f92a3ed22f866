import { expect, test } from 'vitest';
import { blockYaml, parseBlockYaml } from './block-yaml.ts';

test('lists stay readable: no folds, no aliases, no final newline', () => {
  const long = 'word '.repeat(60).trim();
  const item = { id: 'FR001', description: long };
  const yaml = blockYaml([item, item, 'a: b', 'two\nlines']);
  expect(yaml).toBe(
    `- id: FR001\n  description: ${long}\n- id: FR001\n  description: ${long}\n- "a: b"\n- |-\n  two\n  lines`,
  );
  expect(parseBlockYaml(yaml)).toEqual([item, item, 'a: b', 'two\nlines']);
});

test.each([
  ['x'.repeat(1024 * 1024 + 1), /characters, more than/],
  ['['.repeat(100), /nested too deeply/],
  ['a: [', /not valid YAML/],
  [
    `a: &a [x, x]\n${[...'bcdefghi'].map((key, index) => `${key}: &${key} [${Array(9).fill(`*${'abcdefghi'[index]}`)}]`).join('\n')}`,
    /alias/,
  ],
])('what cannot be read is said in words: %.20j', (text, words) => {
  expect(() => parseBlockYaml(text)).toThrow(words);
});
