// The text of a paragraph as its reader sees it: no emphasis marks, no link targets, no comments. The parser keeps
// neither the source nor the lines of what stands inside a block, so both are noted while it works.

import { type Node, Parser } from 'commonmark';

/** The part of the parser that it does not declare. `subject` is the block's source, of which `pos` is read. */
interface InlineParser {
  subject: string;
  pos: number;
  parse(block: Node & { _string_content: string }): void;
  parseInline(block: Node): boolean;
}

/** The source of a paragraph or heading, and the visible text of each of its lines; `null`: it was not read. */
export type Inlines = Map<Node, { source: string; lines: string[] } | null>;

const marks = /[*_`[\]<>&\\!]/g;
/** Unbalanced marks cost the parser their number times the length; a page of prose stays far below. */
const largestWork = 3e7;

/** The syntax tree of a document, and what its paragraphs and headings say. */
export function parseTree(text: string): { document: Node; inlines: Inlines } {
  const inlines: Inlines = new Map();
  const parser = new Parser();
  const { inlineParser: inline } = parser as unknown as { inlineParser: InlineParser };
  const lineOf = new Map<Node, number>();
  const { parse, parseInline } = inline;
  let line = 0;
  let counted = 0;
  inline.parse = (block) => {
    const source = block._string_content.trim();
    if ((source.match(marks)?.length ?? 0) * source.length > largestWork) return void inlines.set(block, null);
    [line, counted] = [0, 0];
    parse.call(inline, block);
    const lines = source.split('\n').map(() => '');
    collect(block, lines, lineOf);
    inlines.set(block, { source, lines });
  };
  inline.parseInline = (block) => {
    for (; counted < inline.pos; counted++) if (inline.subject[counted] === '\n') line++;
    const before = block.lastChild;
    const more = parseInline.call(inline, block);
    for (let node = before ? before.next : block.firstChild; node; node = node.next) lineOf.set(node, line);
    return more;
  };
  return { document: parser.parse(text), inlines };
}

function collect(node: Node, lines: string[], lineOf: ReadonlyMap<Node, number>): void {
  for (let child = node.firstChild; child; child = child.next) {
    const line = lineOf.get(child) ?? 0;
    if (child.type === 'text' || child.type === 'code') lines[line] = `${lines[line]}${child.literal}`;
    else if (child.type !== 'image') collect(child, lines, lineOf);
  }
}
