// A report as GitHub shows it: in a file, a job summary or a comment.

import type { Block, Document, Mark, Phrase } from '../core/document.ts';
import { mermaid } from './document-mermaid.ts';
import { plain } from './escape.ts';
import { code, inline } from './markdown-escape.ts';
import { count } from './words.ts';

/** What GitHub takes as a comment. */
export const longestComment = 65_536;
const longestLine = 10_000;
const signs: Record<Mark, string> = { good: '✅', bad: '❌', open: 'ℹ️' };

/** At most `longest` characters: what does not fit is cut off at the end, by whole blocks, and counted. */
export function renderBlocksMarkdown(blocks: readonly Block[], longest = Number.POSITIVE_INFINITY): string {
  return blocks.length > 0 ? together(blocks.map(block), longest) : '';
}

/** As `renderBlocksMarkdown`, under the title; a verdict at the beginning is the title. */
export function renderDocumentMarkdown({ title, blocks }: Document, longest = Number.POSITIVE_INFINITY): string {
  const [first, ...rest] = blocks;
  const parts =
    first?.kind === 'verdict'
      ? [
          `# ${signs[first.good ? 'good' : 'bad']} ${within(first.title)}`,
          `<sub>${within(title)}</sub>`,
          phrase(first.text, inline),
          ...rest.map(block),
        ]
      : [`# ${within(title)}`, ...blocks.map(block)];
  return together(parts, longest);
}

function together(parts: readonly string[], longest: number): string {
  const room = longest - 200;
  let length = 0;
  const fitting = parts.findIndex((part) => {
    length += part.length + 2;
    return length > room;
  });
  if (fitting < 0 || parts.join('\n\n').length < longest) return `${parts.join('\n\n')}\n`;
  const kept = parts.slice(0, fitting);
  while (kept.at(-1)?.startsWith('## ')) kept.pop();
  const left = count(parts.length - kept.length, 'part');
  return `${[...kept, `> ${signs.open} ${left} of this report did not fit here.`].join('\n\n')}\n`;
}

function block(it: Block): string {
  switch (it.kind) {
    case 'heading':
      return `${'#'.repeat(it.level)} ${within(it.text)}`;
    case 'paragraph':
      return phrase(it.text, inline);
    case 'verdict':
      return `${signs[it.good ? 'good' : 'bad']} <b>${within(it.title)}</b> ${phrase(it.text)}`;
    case 'list':
      return it.items
        .map(({ text, mark }) => `- ${mark ? `${signs[mark]} ${phrase(text)}` : phrase(text, inline)}`)
        .join('\n');
    case 'table':
      return table(
        it.columns.map(({ title }) => within(title)),
        it.rows.map((row) => row.map((cell) => phrase(cell))),
        it.columns.map(({ align }) => align),
      );
    case 'plot':
      return `<b>${within(it.title)}</b>\n\n${mermaid(it)}`;
    case 'intervals':
      return intervals(it);
    case 'diff':
      return `> ${joined(it.segments.map((segment, n) => [segment.kind === 'same', changed(segment, n === 0 ? inline : within)]))}`;
    case 'sides':
      return table(
        it.sides.map(({ title }) => within(title)),
        [it.sides.map(({ text }) => lines(text))],
      );
    case 'code':
      return fenced(it.text);
    case 'details':
      return `<details><summary>${phrase(it.summary)}</summary>\n\n${it.blocks.map(block).join('\n\n')}\n\n</details>`;
  }
}

type Escape = (text: string, most?: number) => string;

/** As `inline`, where the text does not begin a block, so that its first character needs no care. */
const within: Escape = (text, most = longestLine) => inline(`(${text.trim()}`, most + 1).slice(1);

/** `first` escapes what begins it. */
function phrase(text: Phrase, first: Escape = within): string {
  const tags = { strong: 'b', emphasis: 'em' } as const;
  const parts = typeof text === 'string' ? [text] : text;
  return joined(
    parts.map((part, n) => {
      const render = n === 0 ? first : within;
      if (typeof part === 'string') return [true, spaced(part, (text) => render(text, longestLine))];
      if (part.style === 'code') return [false, code(part.text, longestLine)];
      return [false, `<${tags[part.style]}>${within(part.text, longestLine)}</${tags[part.style]}>`];
    }),
  );
}

/** Two plain pieces that together would be a mention stay two for GitHub. */
function joined(parts: readonly (readonly [plain: boolean, text: string])[]): string {
  return parts.map(([plain, text], n) => (plain && parts[n - 1]?.[0] ? `<!-- -->${text}` : text)).join('');
}

function changed({ kind, text }: Extract<Block, { kind: 'diff' }>['segments'][number], first: Escape): string {
  if (kind === 'same') return lines(text, first);
  const tag = kind === 'added' ? 'ins' : 'del';
  return spaced(text, (inner) => `<${tag}>${lines(inner)}</${tag}>`);
}

/** Lines of text within one line of Markdown, indented as they were. */
function lines(text: string, first: Escape = within): string {
  return text
    .split(/\r\n?|\n/)
    .map((line, n) => {
      const render = n === 0 ? first : within;
      const indent = /^[ \t]*(?=\S)/.exec(line)?.[0].replaceAll('\t', '    ').length ?? 0;
      const deep = indent > 1 ? '&nbsp;'.repeat(indent) : '';
      return deep + spaced(deep === '' ? line : line.trimStart(), (inner) => render(inner, longestLine));
    })
    .join('<br>');
}

/** The escapes trim; a space at either end stays. */
function spaced(text: string, render: (text: string) => string): string {
  const inner = text.trim();
  if (inner === '') return text === '' ? '' : ' ';
  return `${/^\s/.test(text) ? ' ' : ''}${render(inner)}${/\s$/.test(text) ? ' ' : ''}`;
}

function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  align: readonly ('left' | 'right' | undefined)[] = [],
): string {
  const rule = head.map((_, n) => (align[n] === 'right' ? '--:' : ':--'));
  return [head, rule, ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

/** A scale of characters: the line of zero, the interval and the value in it. */
function intervals({ title, axis, zero, rows }: Extract<Block, { kind: 'intervals' }>): string {
  const ends = [zero, ...rows.flatMap(({ value, range }) => [value, ...(range ?? [])])];
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const at = (value: number) => (high === low ? 0 : Math.round(((value - low) / (high - low)) * 40));
  const drawn = rows.map(({ name, value, range, text }) => {
    const cells = Array.from({ length: 41 }, () => ' ');
    if (range) cells.fill('─', at(range[0]), at(range[1]) + 1);
    cells[at(zero)] = '│';
    cells[at(value)] = '●';
    return `${name.slice(0, 24).padEnd(24)} ${cells.join('')} ${text}`;
  });
  return `<b>${within(title)}</b>, ${within(axis.unit ?? axis.name)}\n\n${fenced(drawn.join('\n'))}`;
}

/** A fence that is longer than any in the text. */
function fenced(text: string): string {
  const runs = text.match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(3, ...runs.map((run) => run.length + 1)));
  return `${fence}text\n${plain(text.replaceAll('\t', '    '))}\n${fence}`;
}
