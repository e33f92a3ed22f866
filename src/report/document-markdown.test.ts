import fc from 'fast-check';
import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { expect, test } from 'vitest';
import type { Document } from '../core/document.ts';
import { compareRun } from '../pilots/comparison.ts';
import { sampleRun } from '../pilots/sample.ts';
import { longestComment, renderDocumentMarkdown } from './document-markdown.ts';
import { documentOf, hostile } from './document-sample.ts';
import { commandsIn } from './runner-rules.ts';

const report = compareRun(sampleRun);

test('the report of a run as GitHub gets it', () => {
  expect(renderDocumentMarkdown(report)).toMatchSnapshot();
});

const ours = /^(<!-- -->|<\/?(code|b|em|ins|del|span|sub|details|summary)>|<br>)$/;

/** What GitHub would make of a text node, one at a time as it does it; inside <code> only addresses are linked. */
function linked(node: Nodes, state = { code: false }, found: string[] = []): string[] {
  if (node.type === 'html') {
    for (const tag of node.value.match(/<[^>]*>/g) ?? []) if (!ours.test(tag)) found.push(tag);
    if (/^<\/?(code|span)>$/.test(node.value)) state.code = !node.value.startsWith('</');
  } else if (node.type === 'text') {
    const links = state.code
      ? /\w@\w|www\.\w|\w:\/\//i
      : /@\w|#\d|\b[A-Z]{2,}-\d|\bGHSA-\w|:[\w+-]+:|\$|\b[0-9a-f]{7,40}\b|www\.\w|\w:\/\/|mailto:\w/i;
    const match = links.exec(node.value);
    if (match) found.push(match[0]);
  }
  if ('children' in node) for (const child of node.children) linked(child, state, found);
  return found;
}

/** The blocks, and how code blocks begin; what is in a line is held to `linked`. */
function skeleton(node: Nodes): unknown {
  if (node.type === 'code') return `code ${node.lang}`;
  if (node.type === 'html') return node.value.startsWith('<d') ? 'folded' : 'inline';
  if (!('children' in node)) return ['text', 'break'].includes(node.type) ? 'inline' : node.type;
  return [node.type, ...node.children.map(skeleton).filter((child) => child !== 'inline')];
}

/** A table row is a line, and no cell holds another cell. */
const tableShape = (markdown: string) =>
  markdown
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) => line.split('|').length);

test.each(['first', 'later'] as const)(
  'Markdown, verdict %s: what comes from data changes nothing of the structure, and links nothing',
  (verdict) => {
    const calm = renderDocumentMarkdown(documentOf('calm', verdict));
    fc.assert(
      fc.property(hostile, (text) => {
        const markdown = renderDocumentMarkdown(documentOf(`a${text}`, verdict));
        const tree = fromMarkdown(markdown);
        expect(linked(tree)).toEqual([]);
        expect(JSON.stringify(skeleton(tree))).toBe(JSON.stringify(skeleton(fromMarkdown(calm))));
        expect(tableShape(markdown)).toEqual(tableShape(calm));
        expect(commandsIn(markdown)).toEqual([]);
      }),
      { numRuns: 150, seed: 4 },
    );
  },
);

test('Markdown: data at the beginning of a block begins no list, heading or task', () => {
  const calm = JSON.stringify(skeleton(fromMarkdown(renderDocumentMarkdown(documentOf('calm')))));
  for (const text of [
    '1. x',
    '- x',
    '+ x',
    '# x',
    '> x',
    '[ ] x',
    '=== ',
    '---',
    '| x |',
    '    x',
    '~~~',
    '12) x',
    '* x',
  ]) {
    expect(JSON.stringify(skeleton(fromMarkdown(renderDocumentMarkdown(documentOf(text)))))).toBe(calm);
  }
});

test('Mermaid gets words and numbers alone', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const charts = renderDocumentMarkdown(documentOf(text)).match(/```mermaid\n[^`]*```/g) ?? [];
      expect(charts).toHaveLength(2);
      for (const chart of charts) {
        expect(chart.split('\n')).toHaveLength(9);
        expect(chart.split('\n').slice(2, 5).join('\n')).toMatch(
          /^ {2}title "[^"<>&$`;#:@]*"\n {2}x-axis "[^"<>&$`;#:@]*" \["1", "2", "3"\]\n {2}y-axis "[^"<>&$`;#:@]*" 0 --> 60$/,
        );
      }
    }),
    { numRuns: 500, seed: 6 },
  );
});

test('a comment is cut at whole blocks, and says so', () => {
  const long: Document = {
    title: 'Long',
    blocks: Array.from({ length: 400 }, (_, n) =>
      n % 2 === 0
        ? { kind: 'heading' as const, level: 2 as const, text: `Part ${n}` }
        : { kind: 'paragraph' as const, text: '@'.repeat(90) },
    ),
  };
  const text = renderDocumentMarkdown(long, longestComment);
  expect(text.length).toBeLessThanOrEqual(longestComment);
  expect(text.length).toBeGreaterThan(longestComment - 2_000);
  expect(text).toMatch(/\n\n> ℹ️ \d+ parts of this report did not fit here\.\n$/);
  expect(text).not.toMatch(/## Part \d+\n\n> ℹ️/);
  expect(renderDocumentMarkdown(report, longestComment)).toBe(renderDocumentMarkdown(report));
});
