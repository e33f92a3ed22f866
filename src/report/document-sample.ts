// For the tests alone: a document with every kind of block, each text of which is the one that is given, and hostile texts.

import fc from 'fast-check';
import type { Block, Document } from '../core/document.ts';

export function documentOf(text: string, verdict: 'first' | 'later' = 'first'): Document {
  const styled = [text, { style: 'strong', text }, text, { style: 'emphasis', text }, { style: 'code', text }] as const;
  const points = [
    [1, 50],
    [2, 60],
    [3, 55],
  ] as const;
  const axis = { name: text, unit: text };
  const leaves: Block[] = [
    { kind: 'heading', level: 2, text },
    { kind: 'paragraph', text },
    { kind: 'paragraph', text: styled },
    { kind: 'list', items: [{ text }, { text: styled }] },
    { kind: 'list', items: (['good', 'bad', 'open'] as const).map((mark) => ({ mark, text })) },
    {
      kind: 'table',
      columns: [{ title: text }, { title: text, align: 'right' }],
      rows: [
        [text, styled],
        [styled, text],
      ],
    },
    {
      kind: 'plot',
      title: text,
      x: axis,
      y: axis,
      series: (['line', 'step', 'scatter'] as const).map((style) => ({ name: text, style, points })),
    },
    {
      kind: 'intervals',
      title: text,
      axis,
      zero: 0,
      rows: [
        { name: text, value: 1, range: [-1, 2], text },
        { name: text, value: 1, range: null, text },
      ],
    },
    { kind: 'diff', segments: (['same', 'same', 'removed', 'added', 'same'] as const).map((kind) => ({ kind, text })) },
    {
      kind: 'sides',
      sides: [
        { title: text, text },
        { title: text, text },
      ],
    },
    { kind: 'code', text },
  ];
  const answer: Block = { kind: 'verdict', good: false, title: text, text: styled };
  const inside: Block = { kind: 'details', summary: styled, blocks: [answer, ...leaves] };
  return { title: text, blocks: verdict === 'first' ? [answer, ...leaves, inside] : [...leaves, answer, inside] };
}

const pieces = fc.constantFrom(
  ...[
    '@octocat',
    '@org/team',
    '#123',
    'GH-1',
    'a/b#4',
    'fixes #1',
    'https://a.example',
    'www.a.example',
    ':tada:',
    '$x$',
  ],
  ...['a@b.example', 'GHSA-abcd-1234-wxyz', 'CVE-2024-1', 'mailto:a@b.c', '0123abcdef', '<img src=x>', '<!--', '-->'],
  ...[
    '</code>',
    '</pre>',
    '</style>',
    '</title>',
    '</svg>',
    '<script>alert(1)</script>',
    '<b>',
    '![x](http://y)',
    '[x](y)',
  ],
  ...[
    '[x]: y',
    '`',
    '``',
    '```',
    '````',
    '~~~',
    '|',
    '\\|',
    '\\',
    '**',
    '__',
    '~~',
    '\n',
    '\n\n',
    '\r\n',
    '# ',
    '- ',
    '1. ',
  ],
  ...[
    '> ',
    '    ',
    '\t',
    '---',
    '===',
    '&lt;',
    '&#64;',
    '</details>',
    '</table>',
    '[^1]',
    '[ ] ',
    '"',
    "'",
    '">',
    "' onload='x",
  ],
  ...[
    '\u202e',
    '\ud800',
    '\u001b[31m',
    '::error::x',
    '##[error]',
    'javascript:alert(1)',
    '\n```\n# Go',
    '@',
    '#',
    'octocat',
    '%%',
  ],
);
/** Whatever Markdown, HTML, a terminal or the runner could take for its own. */
export const hostile = fc.array(fc.oneof(pieces, fc.string()), { maxLength: 8 }).map((parts) => parts.join(''));

// biome-ignore lint/suspicious/noControlCharactersInRegex: what no text may bring along.
export const unseen = /[\u001b\u202a-\u202e\u2066-\u2069]/u;
