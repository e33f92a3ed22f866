// Markdown as the flat run of headings, list items and visible text that test cases are read from. The syntax tree is
// micromark's; it is built piece by piece, blocks first and inline marks after, because whole it would take too long.

import type { Nodes, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { checkBounds, isCut, orderedItem } from './bounds.ts';
import type { Problem } from './facts.ts';
import { parseInline } from './inline.ts';

/** One block, in the order of the document. `lists` counts the lists that it stands in, its own included. */
export type Token =
  | { type: 'heading'; line: number; depth: number; text: string }
  | { type: 'item'; line: number; lists: number; ordered: boolean }
  | { type: 'text'; line: number; lists: number; lines: string[]; code: boolean; bold: boolean };

const inlineOff = {
  disable: {
    null: [
      ...['attention', 'autolink', 'characterEscape', 'characterReference', 'codeText', 'hardBreakEscape'],
      ...['htmlText', 'labelEnd', 'labelStartImage', 'labelStartLink'],
    ],
  },
};

/** The blocks of a document, or why it is not read. Lines may end in LF, CRLF or CR; front matter is skipped. */
export function parseMarkdown(text: string, shortestPiece = 40): Token[] | Problem {
  const lines = withoutFrontMatter(text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/));
  const problem = checkBounds(text, lines);
  if (problem) return problem;
  const tokens: Token[] = [];
  for (const { start, blocks } of pieces(lines, shortestPiece)) {
    for (const block of blocks) {
      const problem = flatten(block, start, 0, true, tokens);
      if (problem) return problem;
    }
  }
  return tokens;
}

/** Parses so many lines or more at a time and cuts where no block can reach across. */
function* pieces(lines: readonly string[], shortestPiece: number): Iterable<{ start: number; blocks: RootContent[] }> {
  let start = 0;
  let least = shortestPiece;
  let inList = true;
  for (let end = 1; end <= lines.length; end++) {
    const last = end === lines.length;
    const cut = isCut(lines[end] ?? '', lines[end - 1] ?? '');
    if (!last && (end < least || !(cut || (inList && orderedItem.test(lines[end] ?? ''))))) continue;
    const { children } = fromMarkdown(lines.slice(start, end).join('\n'), { extensions: [inlineOff] });
    const tail = children.at(-1);
    inList = tail?.type === 'list' && tail.ordered === true;
    const open = openUntil(tail, start, end, lines);
    if (!last && (open > end || !(cut || inList))) {
      least = open;
      continue;
    }
    yield { start, blocks: children };
    start = end;
    least = end + shortestPiece;
    inList = true;
  }
}

/** The first line at which the last block cannot go on: fenced code is closed, HTML stands a long way back. */
function openUntil(tail: RootContent | undefined, start: number, end: number, lines: readonly string[]): number {
  if (tail?.type !== 'code' && tail?.type !== 'html') return end;
  const [first, reach] = [start + (tail.position?.start.line ?? 1) - 1, start + (tail.position?.end.line ?? 1)];
  if (tail.type === 'html') return reach === end ? start + (end - start) * 2 : end;
  const fence = /^ {0,3}(`{3,}|~{3,})/.exec(lines[first] ?? '')?.[1];
  if (fence === undefined) return end;
  const closes = (text: string) => text.trim().startsWith(fence) && text.trim().replaceAll(fence.charAt(0), '') === '';
  const closing = lines.findIndex((text, index) => index > first && closes(text));
  return closing === -1 ? lines.length : Math.max(end, closing + 1);
}

function flatten(node: Nodes, start: number, lists: number, top: boolean, tokens: Token[]): Problem | null {
  const line = start + (node.position?.start.line ?? 1);
  const text = (lines: string[], code = false, bold = false) =>
    void tokens.push({ type: 'text', line, lists, lines, code, bold });
  switch (node.type) {
    case 'heading':
    case 'paragraph': {
      const raw = node.children.map((child) => ('value' in child ? child.value : '\n')).join('');
      const lines = parseInline(raw);
      if (lines === null) return { line, message: 'The paragraph holds too many marks to be read: divide it.' };
      if (node.type === 'heading' && top) {
        tokens.push({ type: 'heading', line, depth: node.depth, text: lines.join(' ').trim() });
      } else text(lines, false, /^(?:\*\*|__)/.test(raw));
      return null;
    }
    case 'code':
      text(node.value.split('\n'), true);
      return null;
    case 'html':
      text(visibleHtml(node.value).split('\n'));
      return null;
    case 'list':
      for (const item of node.children) {
        const line = start + (item.position?.start.line ?? 1);
        tokens.push({ type: 'item', line, lists: lists + 1, ordered: node.ordered === true });
        const problem = flattenAll(item.children, start, lists + 1, tokens);
        if (problem) return problem;
      }
      return null;
    case 'blockquote':
      return flattenAll(node.children, start, lists, tokens);
    default:
      return null;
  }
}

function flattenAll(nodes: readonly Nodes[], start: number, lists: number, tokens: Token[]): Problem | null {
  for (const node of nodes) {
    const problem = flatten(node, start, lists, false, tokens);
    if (problem) return problem;
  }
  return null;
}

/** What a reader of the page sees of an HTML block; line breaks stay, so that lines still count. */
function visibleHtml(html: string): string {
  const breaks = (hidden: string) => hidden.replace(/[^\n]/g, '');
  return html
    .replace(/<!--[\s\S]*?(?:-->|$)/g, breaks)
    .replace(/<(script|style)\b[\s\S]*?(?:<\/\1\s*>|$)/gi, breaks)
    .replace(/<[^<>]*>/g, breaks);
}

function withoutFrontMatter(lines: string[]): string[] {
  if (lines[0]?.trimEnd() !== '---') return lines;
  const end = lines.findIndex((text, index) => index > 0 && /^(?:---|\.\.\.)\s*$/.test(text));
  return end === -1 ? lines : lines.map((text, index) => (index <= end ? '' : text));
}
