// Tables and bars in plain text, for what is better seen side by side.

import Table from 'cli-table3';
import { visible } from './escape.ts';
import { code, inline } from './markdown-escape.ts';

export interface TableText {
  head: readonly string[];
  rows: readonly (readonly (string | number)[])[];
}

const none = '';
const plainBorders = {
  'top-left': none,
  'top-right': none,
  'bottom-left': none,
  'bottom-right': none,
  'left-mid': none,
  'right-mid': none,
  left: none,
  right: none,
  top: none,
  'top-mid': none,
  bottom: none,
  'bottom-mid': none,
  mid: '─',
  'mid-mid': '──',
  middle: '  ',
};

/** Numbers stand to the right, under a rule below the head. Nothing hidden comes through from a cell. */
export function renderTable({ head, rows }: TableText, bold: (text: string) => string = String): string {
  const table = new Table({
    head: head.map(bold),
    colAligns: alignments({ head, rows }),
    chars: plainBorders,
    style: { head: [], border: [], compact: true, 'padding-left': 0, 'padding-right': 0 },
  });
  for (const row of rows) table.push(row.map((cell) => visible(cellText(cell))));
  return `${table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
    .join('\n')}\n`;
}

/** The first column as code, since it is a path or a value; everything escaped. */
export function renderMarkdownTable({ head, rows }: TableText): string {
  const rule = alignments({ head, rows }).map((side) => (side === 'right' ? '--:' : ':--'));
  const shown = (cell: string | number, n: number) =>
    typeof cell === 'number' ? cellText(cell) : n === 0 ? code(cell) : inline(cell);
  const cells = rows.map((row) => row.map(shown));
  return [head, rule, ...cells].map((row) => `| ${row.join(' | ')} |\n`).join('');
}

/** A bar of at most `width` blocks for a share of 0–1; anything above nothing shows at least a sliver. */
export function bar(share: number, width = 24): string {
  const eighths = Math.max(share > 0 ? 1 : 0, Math.round(share * width * 8));
  const part = ' ▏▎▍▌▋▊▉'.charAt(eighths % 8).trim();
  return '█'.repeat(Math.floor(eighths / 8)) + part;
}

function alignments({ head, rows }: TableText): ('left' | 'right')[] {
  return head.map((_, n) => (rows.length > 0 && rows.every((row) => typeof row[n] === 'number') ? 'right' : 'left'));
}

const cellText = (cell: string | number) =>
  typeof cell === 'number' ? cell.toString().replace(/\B(?=(\d{3})+$)/g, ',') : cell;
