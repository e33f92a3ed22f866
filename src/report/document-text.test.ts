import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Document } from '../core/document.ts';
import { compareRun } from '../pilots/comparison.ts';
import { sampleRun } from '../pilots/sample.ts';
import { renderDocumentHtml } from './document-html.ts';
import { renderDocumentMarkdown } from './document-markdown.ts';
import { documentOf, hostile, unseen } from './document-sample.ts';
import { renderDocumentText } from './document-text.ts';
import { commandsIn } from './runner-rules.ts';

const report = compareRun(sampleRun);

test('the report of a run at a terminal, what is folded shown and not', () => {
  expect(renderDocumentText(report, { color: false })).toMatchSnapshot();
  expect(renderDocumentText(report, { color: false, unfold: true })).toContain('Works offline at the till');
  expect(renderDocumentText(report, { color: true })).toContain('\u001b[32m');
});

test('the terminal: nothing hides, no command, and the colours are ours', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      for (const color of [false, true]) {
        const shown = renderDocumentText(documentOf(text), { color, unfold: true });
        expect(commandsIn(shown)).toEqual([]);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: the colours are what is looked for.
        const rest = shown.replace(/\u001b\[\d+m/g, color ? '' : '$&');
        expect(rest).not.toMatch(unseen);
      }
    }),
    { numRuns: 200, seed: 10 },
  );
});

test('plots stand at their edges: one point, no series, the same value everywhere', () => {
  const plot = (series: Extract<Document['blocks'][number], { kind: 'plot' }>['series']): Document => ({
    title: 'Edges',
    blocks: [{ kind: 'plot', title: 'Plot', x: { name: 'x' }, y: { name: 'y' }, series }],
  });
  const cases = [
    plot([]),
    plot([{ name: 'one', style: 'scatter', points: [[3, 0.5]] }]),
    plot([
      {
        name: 'flat',
        style: 'step',
        points: [
          [1, 0],
          [2, 0],
        ],
      },
    ]),
  ];
  for (const document of cases) {
    for (const text of [
      renderDocumentHtml(document),
      renderDocumentMarkdown(document),
      renderDocumentText(document, { color: false }),
    ]) {
      expect(text).not.toMatch(/NaN|Infinity|undefined/);
    }
  }
});
