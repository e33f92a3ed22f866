import fc from 'fast-check';
import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { expect, test } from 'vitest';
import { renderMarkdown } from './markdown.ts';
import { code, inline } from './markdown-escape.ts';
import { finding, reportOf, sampleContext, sampleReport } from './sample.ts';

test('the verdict, the two numbers and the findings by rule', () => {
  expect(renderMarkdown(sampleReport, sampleContext)).toMatchSnapshot();
});

const ours = /^(<!-- -->|<\/?code>|<\/?b>|<\/?span>|<\/?sub>|<details( open)?>|<\/?summary>|<\/details>)$/;

/** What GitHub would make of a Markdown tree beyond plain text; HTML is allowed where it is our own. */
function* elementsIn(node: Nodes, state = { code: false }): Iterable<string> {
  if (node.type === 'html') {
    for (const tag of node.value.match(/<[^>]*>/g) ?? []) if (!ours.test(tag)) yield tag;
    if (/^<\/?(code|span)>$/.test(node.value)) state.code = !node.value.startsWith('</');
  } else if (node.type === 'text') {
    // One text node at a time, as GitHub does it; inside <code> (or <span>, for a dollar sign) only addresses are linked.
    const links = state.code
      ? /\w@\w|www\.\w|\w:\/\//i
      : /@\w|#\d|\b[A-Z]{2,}-\d|\bGHSA-\w|:[\w+-]+:|\$|\b[0-9a-f]{7,40}\b|www\.\w|\w:\/\/|mailto:\w/i;
    const found = links.exec(node.value);
    if (found) yield found[0];
  } else if (!['root', 'paragraph'].includes(node.type)) yield node.type;
  if ('children' in node) for (const child of node.children) yield* elementsIn(child, state);
}

const pieces = fc.constantFrom(
  '@octocat',
  '@org/team',
  '#123',
  'GH-1',
  'a/b#4',
  'fixes #1',
  'https://a.example',
  'www.a.example',
  'a@b.example',
  ':tada:',
  '$x$',
  '$$',
  'GHSA-abcd-1234-wxyz',
  'CVE-2024-1',
  'mailto:a@b.c',
  '0123abcdef',
  '<img src=x>',
  '<!--',
  '-->',
  '</code>',
  '<b>',
  '![x](http://y)',
  '[x](y)',
  '[x]: y',
  '`',
  '``',
  '```',
  '|',
  '\\|',
  '\\',
  '**',
  '__',
  '~~',
  '\n',
  '\n\n',
  '# ',
  '- ',
  '1. ',
  '> ',
  '    ',
  '\t',
  '---',
  '===',
  '&lt;',
  '&#64;',
  '&amp;#64;',
  '</details>',
  '[^1]',
  '[ ]',
  '<!-- goldgate:',
  '\u202e',
  '\ud800',
);
const hostile = fc.array(fc.oneof(pieces, fc.string()), { maxLength: 10 }).map((parts) => parts.join(''));

test.each([
  ['inline', (text: string) => `x ${inline(text)}`],
  ['inline at the beginning', (text: string) => inline(text)],
  ['code', (text: string) => code(text)],
])('%s: no element, link, image, mention or reference comes from data', (_, render) => {
  fc.assert(
    fc.property(hostile, (text) => {
      expect([...elementsIn(fromMarkdown(render(text)))]).toEqual([]);
      expect(render(text)).not.toMatch(/[|\n]/);
    }),
    { numRuns: 5000, seed: 3 },
  );
});

test('data reads as it was written', () => {
  const text = (node: Nodes): string =>
    ('value' in node && node.type !== 'html' ? node.value : '') +
    ('children' in node ? node.children.map(text).join('') : '');
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'ab@#:/|<>*_[]()!$~\\&1.-'), maxLength: 40 }), (value) => {
      expect(
        text(fromMarkdown(`x ${inline(value)}`))
          .replace(/\$/g, '')
          .trim(),
      ).toBe(`x ${value}`.replace(/\$/g, '').trim());
    }),
    { numRuns: 2000, seed: 5 },
  );
});

test('the whole report: hostile paths, messages and notes change nothing of its structure', () => {
  const shape = (node: Nodes): unknown =>
    'children' in node
      ? [node.type, node.children.map(shape).filter((child) => child !== 'inline')]
      : node.type === 'html' && node.value.startsWith('<d')
        ? 'html'
        : 'inline';
  const blocks = (text: string) =>
    fromMarkdown(
      renderMarkdown(
        reportOf([finding({ path: text || 'x', message: text || 'x' })], { notes: [text || 'x'] }),
        sampleContext,
      ),
    );
  const expected = JSON.stringify(shape(blocks('calm')));
  fc.assert(
    fc.property(hostile, (text) => {
      expect(JSON.stringify(shape(blocks(text)))).toBe(expected);
    }),
    { numRuns: 1000, seed: 9 },
  );
});

test('bounded to 60,000 characters by whole rows and sections, and says so', () => {
  const findings = Array.from({ length: 40 }, (_, rule) =>
    Array.from({ length: 30 }, (_, line) =>
      finding({ rule: `rule-${rule}`, line: line + 1, message: '$@#|<'.repeat(500), path: '|'.repeat(300) }),
    ),
  ).flat();
  const text = renderMarkdown(
    reportOf(findings, { notes: Array.from({ length: 100 }, () => '$'.repeat(900)) }),
    sampleContext,
  );
  expect(text.length).toBeLessThan(60_000);
  expect(text.match(/<details/g)?.length).toBe(text.match(/<\/details>/g)?.length);
  for (const line of text.split('\n')) if (line.startsWith('|')) expect(line).toMatch(/[ :-]\|$/);
  expect(text).toMatch(/\d+ of 1,200 findings shown; \d+ more rules did not fit/);
});

test('20 of many rows of a rule', () => {
  const text = renderMarkdown(
    reportOf(Array.from({ length: 412 }, (_, line) => finding({ line: line + 1 }))),
    sampleContext,
  );
  expect(text).toContain('20 of 412 shown.');
  expect(text).toContain('20 of 412 findings shown. The JSON report holds all of them.');
});

test('a place links to the file when the door knows where that is', () => {
  const link = ({ path, line }: { path: string; line: number }) =>
    `https://github.example/o/r/blob/abc/${encodeURI(path)}#L${line}`;
  const text = renderMarkdown(reportOf([finding({ path: 'a"><b>.jsonl' })]), { ...sampleContext, link });
  expect(text).toContain('<a href="https&#58;//github.example/o/r/blob/abc/a%22%3E%3Cb%3E.jsonl&#35;L6"><code>');
});
