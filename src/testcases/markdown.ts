// Markdown as the flat run of headings, list items and visible text that test cases are read from. The syntax tree is
// the CommonMark reference parser's.

import type { Node } from 'commonmark';
import { checkBounds } from './bounds.ts';
import type { Problem } from './facts.ts';
import { type Inlines, parseTree } from './inline.ts';

/** One block, in the order of the document. `lists` counts the lists that it stands in, its own included. */
export type Token =
  | { type: 'heading'; line: number; depth: number; text: string }
  | { type: 'item'; line: number; lists: number; ordered: boolean }
  | { type: 'text'; line: number; lists: number; lines: string[]; code: boolean; bold: boolean };

/** The blocks of a document, or why it is not read. Lines may end in LF, CRLF or CR; front matter is skipped. */
export function parseMarkdown(text: string): Token[] | Problem {
  const lines = withoutFrontMatter(text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/));
  const problem = checkBounds(text, lines);
  if (problem) return problem;
  const { document, inlines } = parseTree(lines.join('\n'));
  const tokens: Token[] = [];
  return flattenAll(document, inlines, 0, tokens) ?? tokens;
}

function flattenAll(parent: Node, inlines: Inlines, lists: number, tokens: Token[]): Problem | null {
  for (let node = parent.firstChild; node; node = node.next) {
    const problem = flatten(node, inlines, lists, tokens);
    if (problem) return problem;
  }
  return null;
}

function flatten(node: Node, inlines: Inlines, lists: number, tokens: Token[]): Problem | null {
  const [[line], [end]] = node.sourcepos;
  const text = (line: number, lines: string[], code = false, bold = false) =>
    void tokens.push({ type: 'text', line, lists, lines, code, bold });
  switch (node.type) {
    case 'heading':
    case 'paragraph': {
      const said = inlines.get(node);
      if (said === null) return { line, message: 'The paragraph holds too many marks to be read: divide it.' };
      if (!said) return null;
      const { source, lines } = said;
      const underlined = node.type === 'heading' && end > line ? 1 : 0;
      // Link definitions may stand before.
      const first = end - underlined - lines.length + 1;
      if (node.type === 'heading' && node.parent?.type === 'document') {
        tokens.push({ type: 'heading', line: first, depth: node.level, text: lines.join(' ').trim() });
      } else text(first, lines, false, /^(?:\*\*|__)/.test(source));
      return null;
    }
    case 'code_block':
      text(line, (node.literal ?? '').replace(/\n$/, '').split('\n'), true);
      return null;
    case 'html_block':
      text(line, visibleHtml(node.literal ?? '').split('\n'));
      return null;
    case 'item':
      tokens.push({ type: 'item', line, lists, ordered: node.listType === 'ordered' });
      return flattenAll(node, inlines, lists, tokens);
    case 'list':
      return flattenAll(node, inlines, lists + 1, tokens);
    case 'block_quote':
      return flattenAll(node, inlines, lists, tokens);
    default:
      return null;
  }
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
