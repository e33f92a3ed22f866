// Draws Mermaid's `xychart-beta`, the one diagram that Goldgate writes, as GitHub would; Mermaid itself would bring twenty
// packages and megabytes for it.

import { element } from './dom.mjs';

const frame = { width: 700, height: 300, left: 64, right: 16, top: 40, bottom: 56 };

/** The chart as an SVG in a figure; `null` when the text is another diagram. */
export function drawChart(text) {
  const chart = read(text);
  if (!chart) return null;
  const { title, x, y, low, high, names, series } = chart;
  const { width, height, left, right, top, bottom } = frame;
  const step = (width - left - right) / names.length;
  const at = (n) => left + (n + 0.5) * step;
  const up = (value) => height - bottom - ((value - low) / (high - low || 1)) * (height - top - bottom);
  const ticks = Array.from({ length: 5 }, (_, n) => low + ((high - low) * n) / 4);
  const every = Math.ceil(names.length / 14);
  const drawn = series.map(({ kind, values }) =>
    kind === 'bar'
      ? svg('g', { class: 'bars' }, ...values.map((value, n) => bar(at(n), up(value), step * 0.72, height - bottom)))
      : svg('polyline', { class: 'line', points: values.map((value, n) => `${at(n)},${up(value)}`).join(' ') }),
  );
  const image = svg(
    'svg',
    { viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': `${title}: ${y} over ${x}` },
    label(width / 2, 20, title, 'title'),
    ...ticks.map((value) => svg('line', { class: 'grid', x1: left, x2: width - right, y1: up(value), y2: up(value) })),
    ...ticks.map((value) => label(left - 8, up(value) + 4, Number(value.toPrecision(3)), 'end')),
    ...names.map((name, n) => (n % every === 0 ? label(at(n), height - bottom + 18, name) : '')),
    label((width + left) / 2, height - 12, x, 'name'),
    svg('g', { transform: `translate(16 ${(height - bottom + top) / 2}) rotate(-90)` }, label(0, 0, y, 'name')),
    ...drawn,
  );
  return element('figure', { className: 'chart' }, image);
}

const bar = (middle, top, wide, ground) =>
  svg('rect', { x: middle - wide / 2, y: top, width: wide, height: Math.max(0, ground - top), rx: 1.5 });
const label = (x, y, text, kind = '') => svg('text', { x, y, class: kind }, String(text));

function svg(name, attributes, ...children) {
  const node = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children.filter((child) => child !== ''));
  return node;
}

function read(text) {
  const lines = text
    .trim()
    .split('\n')
    .map((line) => line.trim());
  if (lines.shift() !== 'xychart-beta') return null;
  const find = (pattern) => lines.map((line) => pattern.exec(line)).find((match) => match !== null);
  const title = find(/^title "([^"]*)"$/)?.[1] ?? '';
  const axis = find(/^x-axis "([^"]*)" \[(.*)\]$/);
  const scale = find(/^y-axis "([^"]*)" ([-\d.e]+) --> ([-\d.e]+)$/);
  const series = lines.flatMap((line) => {
    const [, kind, values] = /^(bar|line) \[(.*)\]$/.exec(line) ?? [];
    return kind ? [{ kind, values: values.split(',').map(Number) }] : [];
  });
  if (!axis || !scale) return null;
  const names = axis[2].split(',').map((name) => name.trim().replaceAll('"', ''));
  return { title, x: axis[1], y: scale[1], low: Number(scale[2]), high: Number(scale[3]), names, series };
}
