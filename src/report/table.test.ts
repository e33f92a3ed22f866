import { expect, test } from 'vitest';
import { bar, renderMarkdownTable, renderTable } from './table.ts';

test('numbers stand right, nothing hides, widths are those of the screen', () => {
  expect(
    renderTable({
      head: ['name', 'n'],
      rows: [
        ['日本', 1],
        ['a\u001b[31m\n', 12345],
      ],
    }),
  ).toBe(
    ['name                n', '─────────────────────', '日本                1', 'a\\u{1b}[31m\\n  12,345', ''].join(
      '\n',
    ),
  );
});

test('Markdown cells are escaped', () => {
  expect(renderMarkdownTable({ head: ['name', 'n'], rows: [['a|b', 1000]] })).toBe(
    '| name | n |\n| :-- | --: |\n| <code>a&#124;b</code> | 1,000 |\n',
  );
});

test('bars', () => {
  expect([0, 0.0001, 0.5, 1].map((share) => bar(share, 4))).toEqual(['', '▏', '██', '████']);
});
