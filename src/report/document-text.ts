// A report for a person at a terminal: the verdict first, plots as far as characters can draw them.

import picocolors from 'picocolors';
import type { Block, Document, Mark, Phrase } from '../core/document.ts';
import { axisText, numberFormat } from './document-axis.ts';
import { inert, visible } from './escape.ts';
import { renderTable } from './table.ts';

type Colors = ReturnType<typeof picocolors.createColors>;
const signs: Record<Mark, string> = { good: '✓', bad: '✗', open: '·' };
const glyphs = ['─', '●', '○', '◆'];

export interface TextOptions {
  color: boolean;
  /** Whether what is folded is shown too, and not its summary alone. */
  unfold?: boolean;
}

export function renderDocumentText({ title, blocks }: Document, { color, unfold = false }: TextOptions): string {
  const colors = picocolors.createColors(color);
  const shown = blocks.map((it) => ({ folded: it.kind === 'details' && !unfold, text: block(it, colors, unfold) }));
  const rendered = shown.filter(({ text }) => text !== '');
  const apart = (n: number) => (rendered[n]?.folded && rendered[n - 1]?.folded ? '\n' : '\n\n');
  return `${inert(rendered.reduce((page, { text }, n) => page + apart(n) + text, colors.dim(visible(title))))}\n`;
}

function block(it: Block, colors: Colors, unfold: boolean): string {
  const paint: Record<Mark, (text: string) => string> = { good: colors.green, bad: colors.red, open: colors.yellow };
  switch (it.kind) {
    case 'heading':
      return colors.bold(visible(it.text));
    case 'paragraph':
      return phrase(it.text, colors);
    case 'verdict': {
      const mark = it.good ? 'good' : 'bad';
      return `${colors.bold(paint[mark](`${signs[mark]} ${visible(it.title)}`))}  ${phrase(it.text, colors)}`;
    }
    case 'list':
      return it.items
        .map(({ text, mark = 'open' }) => `  ${paint[mark](signs[mark])} ${phrase(text, colors)}`)
        .join('\n');
    case 'table':
      return table(it, colors);
    case 'plot':
      return plot(it, colors);
    case 'intervals':
      // The table beside it has the same figures.
      return '';
    case 'diff':
      return indented(it.segments.map((segment) => changed(segment, colors)).join(''));
    case 'sides':
      return it.sides.map(({ title, text }) => `${colors.dim(visible(title))}\n${indented(lines(text))}`).join('\n\n');
    case 'code':
      return indented(lines(it.text));
    case 'details': {
      const inside = unfold ? it.blocks.map((inner) => `\n\n${indented(block(inner, colors, unfold))}`).join('') : '';
      return `▸ ${phrase(it.summary, colors)}${inside}`;
    }
  }
}

function phrase(text: Phrase, colors: Colors): string {
  const paint = { strong: colors.bold, emphasis: colors.italic, code: colors.cyan };
  return (typeof text === 'string' ? [text] : text)
    .map((part) => (typeof part === 'string' ? visible(part) : paint[part.style](visible(part.text))))
    .join('');
}

/** Columns to the right are padded, since the table tells them by numbers alone. */
function table({ columns, rows }: Extract<Block, { kind: 'table' }>, colors: Colors): string {
  const none = picocolors.createColors(false);
  const cells = [
    columns.map(({ title }) => visible(title)),
    ...rows.map((row) => row.map((cell) => phrase(cell, none))),
  ];
  const widths = columns.map((_, n) => Math.max(...cells.map((row) => row[n]?.length ?? 0)));
  const [head = [], ...body] = cells.map((row) =>
    row.map((cell, n) => (columns[n]?.align === 'right' ? cell.padStart(widths[n] ?? 0) : cell)),
  );
  return renderTable({ head, rows: body }, colors.bold).trimEnd();
}

/** Sixty columns by ten rows; where two series meet, the later one shows. */
function plot({ title, x, y, series }: Extract<Block, { kind: 'plot' }>, colors: Colors): string {
  const [width, height] = [60, 10];
  const points = series.flatMap((one) => one.points);
  if (points.length === 0) return colors.bold(visible(title));
  const [left, right] = [
    Math.min(...points.map(([at]) => at), x.from ?? Number.POSITIVE_INFINITY),
    Math.max(...points.map(([at]) => at)),
  ];
  const [low, high] = [Math.min(...points.map(([, at]) => at)), Math.max(...points.map(([, at]) => at))];
  const column = (at: number) => (right === left ? 0 : Math.round(((at - left) / (right - left)) * (width - 1)));
  const row = (at: number) => (high === low ? 0 : Math.round(((high - at) / (high - low)) * (height - 1)));
  const grid = Array.from({ length: high === low ? 1 : height }, () => Array.from({ length: width }, () => ' '));
  for (const [n, one] of series.entries()) {
    const glyph = glyphs[n % glyphs.length] as string;
    for (const [i, [a, b]] of one.points.entries()) {
      const end = one.style === 'scatter' ? column(a) + 1 : column(one.points[i + 1]?.[0] ?? a) + 1;
      grid[row(b)]?.fill(glyph, column(a), end);
    }
  }
  const [top, bottom] = [numberFormat(high), numberFormat(low)];
  const margin = Math.max(top.length, bottom.length);
  const body = grid.map((cells, n) => {
    const label = n === 0 ? top : n === grid.length - 1 ? bottom : '';
    return `  ${colors.dim(`${label.padStart(margin)} │`)}${cells.join('').trimEnd()}`;
  });
  const ends = `${numberFormat(left)}${numberFormat(right).padStart(width - numberFormat(left).length)}`;
  const legend = series.map(({ name }, n) => `${glyphs[n % glyphs.length]} ${visible(name)}`).join('   ');
  return [
    `${colors.bold(visible(title))}  ${colors.dim(visible(axisText(y)))}`,
    ...body,
    `  ${colors.dim(`${' '.repeat(margin)} └${'─'.repeat(width)}`)}`,
    `  ${' '.repeat(margin)}  ${colors.dim(ends)}  ${colors.dim(visible(axisText(x)))}`,
    `  ${legend}`,
  ].join('\n');
}

function changed({ kind, text }: Extract<Block, { kind: 'diff' }>['segments'][number], colors: Colors): string {
  const shown = lines(text);
  if (kind === 'same') return shown;
  if (colors.isColorSupported) return kind === 'added' ? colors.green(shown) : colors.red(colors.strikethrough(shown));
  return kind === 'added' ? `{+${shown}+}` : `[-${shown}-]`;
}

const lines = (text: string) =>
  text
    .split(/\r\n?|\n/)
    .map((line) => visible(line.replaceAll('\t', '    ')))
    .join('\n');
const indented = (text: string) => text.replace(/^(?=.)/gm, '  ');
