// A plot as Mermaid's `xychart-beta`, which GitHub draws. It knows bars and lines over names, and no points.

import type { Block } from '../core/document.ts';
import { axisText, numberFormat } from './document-axis.ts';
import { inline } from './markdown-escape.ts';

const mostColumns = 40;

/**
 * Every x of any series is a column. Scattered points become bars (several in one column: the highest), lines keep their
 * last value until the next. Texts lose what Mermaid could read.
 */
export function mermaid({ title, x, y, series }: Extract<Block, { kind: 'plot' }>): string {
  const all = [...new Set(series.flatMap(({ points }) => points.map(([at]) => at)))].sort((a, b) => a - b);
  const every = Math.ceil(all.length / mostColumns) || 1;
  const columns = all.filter((_, n) => (all.length - 1 - n) % every === 0);
  const upTo = (end: number, points: readonly (readonly [number, number])[]) => points.filter(([at]) => at <= end);
  const scattered = series.filter(({ style }) => style === 'scatter').flatMap(({ points }) => points);
  const bars = columns.map((end, n) => {
    const start = columns[n - 1] ?? Number.NEGATIVE_INFINITY;
    return Math.max(
      0,
      ...upTo(end, scattered)
        .filter(([at]) => at > start)
        .map(([, value]) => value),
    );
  });
  const lines = series
    .filter(({ style }) => style !== 'scatter')
    .map(({ points }) => columns.map((end) => upTo(end, points).at(-1)?.[1] ?? 0));
  const top = Math.max(1, ...series.flatMap(({ points }) => points.map(([, value]) => value)));
  return [
    '```mermaid',
    'xychart-beta',
    `  title "${words(title)}"`,
    `  x-axis "${words(axisText(x))}" [${columns.map((at) => `"${numberFormat(at)}"`).join(', ')}]`,
    `  y-axis "${words(axisText(y))}" 0 --> ${list([top])}`,
    ...(scattered.length > 0 ? [`  bar [${list(bars)}]`] : []),
    ...lines.map((values) => `  line [${list(values)}]`),
    '```',
    '',
    legend(series.map(({ name, style }) => [inline(name), style === 'scatter'] as const)),
  ].join('\n');
}

function legend(series: readonly (readonly [name: string, bar: boolean])[]): string {
  const named = (bar: boolean) =>
    series
      .filter((one) => one[1] === bar)
      .map(([name]) => name)
      .join(', ');
  const parts = [named(true) && `bars: ${named(true)}`, named(false) && `line: ${named(false)}`];
  return `<sub>${parts.filter((part) => part !== '').join('; ')}</sub>`;
}

const list = (values: readonly number[]) => values.map((value) => Number(value.toPrecision(4))).join(', ');
/** Letters, digits and the plainest punctuation. */
const words = (text: string) =>
  text
    .replace(/[^\p{L}\p{N} .,()%/-]/gu, ' ')
    .replace(/ +/g, ' ')
    .slice(0, 120)
    .trim() || '–';
