// The text of a paragraph as its reader sees it: no emphasis marks, no link targets, no comments.

import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';

const blocksOff = {
  disable: {
    null: [
      ...['blockQuote', 'list', 'definition', 'headingAtx', 'setextUnderline'],
      ...['codeFenced', 'codeIndented', 'htmlFlow', 'thematicBreak'],
    ],
  },
};
const marks = /[*_`[\]<>&\\!]/g;
/** Unbalanced marks cost the parser their number times the length; a page of prose stays far below. */
const largestWork = 3e7;

/** The visible text of each line of a paragraph's source; `null` when it would take too long to tell. */
export function parseInline(source: string): string[] | null {
  const found = source.match(marks)?.length ?? 0;
  if (found === 0) return source.split('\n');
  if (found * source.length > largestWork) return null;
  const lines = source.split('\n').map(() => '');
  collect(fromMarkdown(source, { extensions: [blocksOff] }), lines);
  return lines;
}

function collect(node: Nodes, lines: string[]): void {
  if (node.type === 'text' || node.type === 'inlineCode') {
    const first = (node.position?.start.line ?? 1) - 1;
    for (const [index, text] of node.value.split('\n').entries()) {
      const at = Math.min(first + index, lines.length - 1);
      lines[at] += text;
    }
  } else if ('children' in node) for (const child of node.children) collect(child, lines);
}
