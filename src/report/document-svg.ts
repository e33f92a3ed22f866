// Plots as SVG for a page without scripts: shapes and dashes tell the series apart, colours only help.

import { scaleLinear } from 'd3-scale';
import {
  curveLinear,
  curveStepAfter,
  line,
  symbol,
  symbolCircle,
  symbolDiamond2,
  symbolSquare2,
  symbolTriangle,
} from 'd3-shape';
import type { Axis, Block, Series } from '../core/document.ts';
import { axisText, numberFormat } from './document-axis.ts';
import { html } from './document-escape.ts';

type Plot = Extract<Block, { kind: 'plot' }>;
type Intervals = Extract<Block, { kind: 'intervals' }>;

const width = 720;
const symbols = [symbolCircle, symbolDiamond2, symbolSquare2, symbolTriangle];
const dashes = ['none', '6 4', '2 3', '8 3 2 3'];

export function plotSvg({ title, x, y, series }: Plot): string {
  const [height, left, right, top, bottom] = [264, 56, 16, 12, 44];
  const points = series.flatMap((one) => one.points);
  const across = scaleLinear(
    domainOf(
      points.map(([at]) => at),
      x.from,
    ),
    [left, width - right],
  );
  const up = scaleLinear(
    domainOf(
      points.map(([, at]) => at),
      y.from,
    ),
    [height - bottom, top],
  ).nice(5);
  const number = numberFormat;
  const rows = up.ticks(5).map((tick) => {
    const at = px(up(tick));
    return `<path class="grid" d="M${left} ${at}H${width - right}"/><text class="tick" x="${left - 8}" y="${at}" dy="0.32em" text-anchor="end">${number(tick)}</text>`;
  });
  const wholes = points.every(([at]) => Number.isInteger(at));
  const columns = across
    .ticks(8)
    .filter((tick) => !wholes || Number.isInteger(tick))
    .map(
      (tick) =>
        `<text class="tick" x="${px(across(tick))}" y="${height - bottom + 18}" text-anchor="middle">${number(tick)}</text>`,
    );
  const drawn = series.map((one, n) => {
    const place = ([a, b]: readonly [number, number]) => `translate(${px(across(a))} ${px(up(b))})`;
    if (one.style === 'scatter') {
      const mark = symbol(symbols[n % symbols.length], 56)() ?? '';
      return one.points
        .map(
          (point) =>
            `<path class="mark s${n % 4}" transform="${place(point)}" d="${mark}"><title>${html(pointText(point, x, y))}</title></path>`,
        )
        .join('');
    }
    const path = line<readonly [number, number]>(
      ([a]) => across(a),
      ([, b]) => up(b),
    )
      .curve(one.style === 'step' ? curveStepAfter : curveLinear)
      .digits(1)(one.points);
    return `<path class="line s${n % 4}" stroke-dasharray="${dashes[n % dashes.length]}" d="${path ?? ''}"/>`;
  });
  const axes = [
    `<path class="axis" d="M${left} ${height - bottom}H${width - right}"/>`,
    `<text class="name" x="${(left + width - right) / 2}" y="${height - 6}" text-anchor="middle">${html(axisText(x))}</text>`,
    `<text class="name" transform="translate(14 ${(top + height - bottom) / 2}) rotate(-90)" text-anchor="middle">${html(axisText(y))}</text>`,
  ];
  const description = series.map(seriesText).join(' ');
  return svg(title, description, height, [...rows, ...columns, ...axes, ...drawn]);
}

/** The sign that stands for the `n`th series in the plot. */
export function legendSvg({ style }: Series, n: number): string {
  const sign =
    style === 'scatter'
      ? `<path class="mark s${n % 4}" transform="translate(14 8)" d="${symbol(symbols[n % symbols.length], 56)() ?? ''}"/>`
      : `<path class="line s${n % 4}" stroke-dasharray="${dashes[n % dashes.length]}" d="M2 8H26"/>`;
  return `<svg class="sign" viewBox="0 0 28 16" width="28" height="16" aria-hidden="true">${sign}</svg>`;
}

export function intervalsSvg({ title, axis, zero, rows }: Intervals): string {
  const [step, left, right, top, bottom] = [34, 176, 72, 8, 44];
  const height = top + rows.length * step + bottom;
  const ends = rows.flatMap(({ value, range }) => [value, ...(range ?? [])]);
  const across = scaleLinear(domainOf([zero, ...ends]), [left, width - right]).nice(6);
  const floor = height - bottom;
  const columns = across.ticks(6).map((tick) => {
    const at = px(across(tick));
    return `<path class="${tick === zero ? 'zero' : 'grid'}" d="M${at} ${top}V${floor}"/><text class="tick" x="${at}" y="${floor + 18}" text-anchor="middle">${numberFormat(tick)}</text>`;
  });
  const drawn = rows.map(({ name, value, range, text }, n) => {
    const y = top + (n + 0.5) * step;
    const [low, high] = (range ?? [value, value]).map((end) => px(across(end)));
    const bar = range ? `<path class="line s0" d="M${low} ${y}H${high}M${low} ${y - 6}v12M${high} ${y - 6}v12"/>` : '';
    return `<text class="label" x="${left - 14}" y="${y}" dy="0.32em" text-anchor="end">${html(name, 22)}</text>${bar}<circle class="mark s0" cx="${px(across(value))}" cy="${y}" r="5"/><text class="label" x="${width - right + 12}" y="${y}" dy="0.32em">${html(text, 10)}</text>`;
  });
  const name = `<text class="name" x="${(left + width - right) / 2}" y="${height - 6}" text-anchor="middle">${html(axisText(axis))}</text>`;
  const description = rows.map(
    ({ name, text, range }) =>
      `${name}: ${text}${range ? `, from ${numberFormat(range[0])} to ${numberFormat(range[1])}` : ''}.`,
  );
  return svg(title, description.join(' '), height, [...columns, name, ...drawn]);
}

const pointText = ([a, b]: readonly [number, number], x: Axis, y: Axis) =>
  `${x.name} ${numberFormat(a)}: ${numberFormat(b)} ${y.unit ?? ''}`.trim();

function seriesText({ name, points }: Series): string {
  const last = points.at(-1);
  const best = points.reduce((top, [, at]) => Math.max(top, at), Number.NEGATIVE_INFINITY);
  return `${name}: ${points.length} points${last ? `, highest ${numberFormat(best)}, last ${numberFormat(last[1])}` : ''}.`;
}

function svg(title: string, description: string, height: number, parts: readonly string[]): string {
  return `<svg viewBox="0 0 ${width} ${height}" role="img"><title>${html(title)}</title><desc>${html(description, 2_000)}</desc>${parts.join('')}</svg>`;
}

/** From the least to the greatest; a little around it when there is one value alone. */
function domainOf(values: readonly number[], from = Number.POSITIVE_INFINITY): [number, number] {
  const [low, high] = [Math.min(...values, from), Math.max(...values)];
  if (values.length === 0) return [0, 1];
  return low === high ? [low - 1, high + 1] : [low, high];
}

const px = (value: number) => Math.round(value * 10) / 10;
