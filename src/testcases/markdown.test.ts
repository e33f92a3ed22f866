import fc from 'fast-check';
import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { expect, test } from 'vitest';
import { parseMarkdown } from './markdown.ts';

// Without indented code, after which the parser takes some lists for text when it reads on, and not when it begins.
const line = fc.constantFrom(
  ...[
    '',
    '',
    'text',
    '# h',
    '## h',
    '1. a',
    '2. b',
    '- a',
    '   - n',
    '   1. n',
    '  text',
    '> q',
    '> - q',
    '```',
    '~~~',
  ],
  ...['  ```', '   x', '<!--', '-->', '<div>', '</div>', '---', '===', '* * *', '[a]: b', '-', '1.'],
);

/** Headings and list items as another parser sees them. */
function outline(node: Nodes, top = true): unknown[] {
  if (node.type === 'heading')
    return top ? [{ type: 'heading', line: node.position?.start.line, depth: node.depth }] : [];
  if (!('children' in node)) return [];
  const below = (child: Nodes) => outline(child, node.type === 'root');
  if (node.type !== 'list') return node.children.flatMap(below);
  return node.children.flatMap((item) => [
    { type: 'item', line: item.position?.start.line, ordered: node.ordered === true },
    ...outline(item, false),
  ]);
}

test('headings and list items are where another parser finds them', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
      // Where a heading begins below a link definition, the two tell differently.
      const text = ['text', '', ...lines.filter((text) => !text.startsWith('['))].join('\n');
      const tokens = parseMarkdown(text);
      const found = Array.isArray(tokens) ? tokens.filter(({ type }) => type !== 'text') : [];
      const seen = outline(fromMarkdown(text));
      expect(found).toMatchObject(seen);
    }),
    { numRuns: 4000, seed: 10 },
  );
});

test('never throws, whatever the text', () => {
  const piece = fc.oneof(
    line,
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom('**', '[', '](', '`', '&', '<'),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), fc.constantFrom('\n', ' ', ''), (pieces, glue) => {
      parseMarkdown(pieces.join(glue));
    }),
    { numRuns: 2000, seed: 7 },
  );
});

const M = 1024 * 1024;
const fill = (text: string, size = M - 1000) => text.repeat(Math.floor(size / text.length));

test.each([
  ['too large', fill('a', M + 1), 1, /characters/],
  ['too many lines', fill('\n'), 1, /lines/],
  ['quotes', `a\n\n${fill('> ')}`, 3, /nested/],
  ['lists in one line', fill('- 1. '), 1, /nested/],
  ['lists by indent', Array.from({ length: 400 }, (_, depth) => `${'  '.repeat(depth)}- a`).join('\n'), 42, /nested/],
  ['a quote without end', `> a\n${'b\n'.repeat(5000)}`, 1002, /without a blank line/],
  ['a nested list without end', `- a\n${'  - b\n'.repeat(5000)}`, 1001, /without a blank line/],
  ['brackets', fill('['), 1, /marks/],
  ['emphasis', `a\n\n${fill('**a*')}`, 3, /marks/],
  ['comments', fill('a <!-- '), 1, /marks/],
])('a hostile text is refused, and soon: %s', (_, text, line, message) => {
  const started = performance.now();
  expect(parseMarkdown(text)).toEqual({ line, message: expect.stringMatching(message) });
  expect(performance.now() - started).toBeLessThan(5000);
});

test.each([
  ['rules', fill('* * *\n', 200_000)],
  ['a long line of dashes', '- '.repeat(500)],
  ['open fence', `\`\`\`\n${fill('# a\n\n', 200_000)}`],
  ['open comment', `<!--\n${fill('# a\n\n', 200_000)}`],
  ['fences one after the other', fill('- a\n```\n\n', 200_000)],
  ['mixed lists', fill('- a\n2. b\n', 200_000)],
  ['loose list', fill('- a\n\n  b\n\n', 200_000)],
])(
  'what is long and harmless is read in time: %s',
  (_, text) => {
    const started = performance.now();
    expect(parseMarkdown(text)).toBeInstanceOf(Array);
    expect(performance.now() - started).toBeLessThan(10_000);
  },
  20_000,
);
