// A report as one page that needs nothing but itself: no script, no address, a policy that allows neither.

import { createHash } from 'node:crypto';
import type { Block, Document, Mark, Phrase } from '../core/document.ts';
import { axisText, numberFormat } from './document-axis.ts';
import { html, htmlLines } from './document-escape.ts';
import { style } from './document-style.ts';
import { intervalsSvg, legendSvg, plotSvg } from './document-svg.ts';

type Table = Extract<Block, { kind: 'table' }>;
type Plot = Extract<Block, { kind: 'plot' }>;

const marks: Record<Mark, { sign: string; word: string }> = {
  good: { sign: '✓', word: 'Met' },
  bad: { sign: '✗', word: 'Not met' },
  open: { sign: '!', word: 'Note' },
};
const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'`;

/** The whole page. Every text is escaped; the same document gives the same bytes. */
export function renderDocumentHtml({ title, blocks }: Document): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${html(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${html(title)}</h1>
${blocks.map(block).join('\n')}
<footer>Made by Goldgate.</footer>
</main>
</body>
</html>
`;
}

function block(it: Block): string {
  switch (it.kind) {
    case 'heading':
      return `<h${it.level}>${html(it.text)}</h${it.level}>`;
    case 'paragraph':
      return `<p>${phrase(it.text)}</p>`;
    case 'verdict': {
      const { sign } = marks[it.good ? 'good' : 'bad'];
      const word = `<strong class="word"><span aria-hidden="true">${sign}</span> ${html(it.title)}</strong>`;
      return `<section class="verdict ${it.good ? 'good' : 'bad'}" aria-label="Verdict">${word}<p>${phrase(it.text)}</p></section>`;
    }
    case 'list':
      return list(it.items);
    case 'table':
      return table(it);
    case 'plot':
      return plot(it);
    case 'intervals':
      return `<figure><figcaption>${html(it.title)}</figcaption><div class="picture" role="region" aria-label="Plot" tabindex="0">${intervalsSvg(it)}</div></figure>`;
    case 'diff':
      return `<div class="diff">${it.segments.map(({ kind, text }) => (kind === 'same' ? htmlLines(text) : kind === 'added' ? `<ins>${htmlLines(text)}</ins>` : `<del>${htmlLines(text)}</del>`)).join('')}</div>`;
    case 'sides':
      return `<div class="sides">${it.sides.map(({ title, text }) => `<div><h4>${html(title)}</h4><pre>${htmlLines(text)}</pre></div>`).join('')}</div>`;
    case 'code':
      return `<pre>${htmlLines(it.text)}</pre>`;
    case 'details':
      return `<details><summary>${phrase(it.summary)}</summary>\n${it.blocks.map(block).join('\n')}\n</details>`;
  }
}

function phrase(text: Phrase): string {
  const tags = { strong: 'strong', emphasis: 'em', code: 'code' } as const;
  const parts = typeof text === 'string' ? [text] : text;
  return parts
    .map((part) =>
      typeof part === 'string' ? html(part, 10_000) : `<${tags[part.style]}>${html(part.text)}</${tags[part.style]}>`,
    )
    .join('');
}

function list(items: Extract<Block, { kind: 'list' }>['items']): string {
  const marked = items.some(({ mark }) => mark !== undefined);
  const rows = items.map(({ text, mark }) => {
    if (!mark) return `<li>${phrase(text)}</li>`;
    const { sign, word } = marks[mark];
    return `<li class="${mark}"><span class="sign ${mark}" role="img" aria-label="${word}:">${sign}</span>${phrase(text)}</li>`;
  });
  return `<ul${marked ? ' class="marked"' : ''}>${rows.join('\n')}</ul>`;
}

/** The first cell of a row names it. */
function table({ columns, rows }: Table): string {
  const side = (n: number) => (columns[n]?.align === 'right' ? ' class="right"' : '');
  const head = columns.map(({ title }, n) => `<th scope="col"${side(n)}>${html(title)}</th>`).join('');
  const body = rows.map(
    (row) =>
      `<tr>${row.map((cell, n) => (n === 0 ? `<th scope="row"${side(n)}>${phrase(cell)}</th>` : `<td${side(n)}>${phrase(cell)}</td>`)).join('')}</tr>`,
  );
  return `<div class="wide" role="region" aria-label="Table" tabindex="0"><table><thead><tr>${head}</tr></thead><tbody>\n${body.join('\n')}\n</tbody></table></div>`;
}

/** With its numbers below, for who cannot see it. */
function plot(it: Plot): string {
  const legend = it.series.map((series, n) => `<span>${legendSvg(series, n)}${html(series.name)}</span>`).join('');
  const rows = it.series.flatMap(({ name, points }) =>
    points.map(([a, b]) => [name, numberFormat(a), numberFormat(b)]),
  );
  const columns = [
    { title: 'Series' },
    { title: axisText(it.x), align: 'right' as const },
    { title: axisText(it.y), align: 'right' as const },
  ];
  const numbers = `<details><summary>The numbers</summary>${table({ kind: 'table', columns, rows })}</details>`;
  return `<figure><figcaption>${html(it.title)}</figcaption><div class="legend">${legend}</div><div class="picture" role="region" aria-label="Plot" tabindex="0">${plotSvg(it)}</div>${numbers}</figure>`;
}
