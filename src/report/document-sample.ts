// For the tests alone: a document with every kind of block, each text of which is the one that is given.

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
