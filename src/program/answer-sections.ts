// Cuts an answer into its fields: at the lines that were asked for, and for fields without one at what models write
// in their stead.

import type { Field } from './program.ts';
import { fieldPrefix } from './signature.ts';

/** How names are compared: in any case, spaces as underscores. */
export const foldName = (name: string) => name.trim().toLowerCase().replace(/\s+/g, '_');

/**
 * The text under each field's name, the first of a name counting; `marked` when any line has the form of
 * `[[ ## name ## ]]`. Takes time in proportion to the text.
 */
export function findSections(
  text: string,
  fields: readonly Field[],
): { sections: ReadonlyMap<string, string>; marked: boolean } {
  const names = new Map(fields.map(({ name }) => [foldName(name), name]));
  const marks = new Set<string>();
  for (const line of linesOf(text)) {
    const mark = markedHeader(line);
    if (mark) marks.add(mark.name);
  }
  const unmarked = fields.filter(({ name }) => !marks.has(foldName(name)));
  const headings = new Map(unmarked.flatMap(({ name }) => titlesOf(name).map((title) => [title, name])));

  const sections = new Map<string, string>();
  let open: { name: string | undefined; lines: string[] } = { name: undefined, lines: [] };
  const start = (name: string | undefined, rest: string) => {
    if (open.name !== undefined) sections.set(open.name, open.lines.join('\n').trim());
    open = { name: name !== undefined && sections.has(name) ? undefined : name, lines: [rest] };
  };
  for (const line of linesOf(text)) {
    const mark = markedHeader(line);
    const heading = mark ? null : headingIn(line, headings);
    if (mark) start(names.get(mark.name), mark.rest);
    else if (heading) {
      for (const title of titlesOf(heading.name)) headings.delete(title);
      start(heading.name, heading.rest);
    } else if (open.name !== undefined) open.lines.push(line);
  }
  start(undefined, '');
  return { sections, marked: marks.size > 0 };
}

/** A generator, since an answer may have millions of lines. */
function* linesOf(text: string): Iterable<string> {
  const plain = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  let from = 0;
  for (let end = plain.indexOf('\n'); end >= 0; end = plain.indexOf('\n', from)) {
    yield plain.slice(from, end);
    from = end + 1;
  }
  yield plain.slice(from);
}

const titlesOf = (name: string) => [foldName(name), foldName(fieldPrefix(name).slice(0, -1))];

/** Longer lines are text: a header is short, and so is what is looked at. */
const longestHeader = 200;

interface Header {
  name: string;
  rest: string;
}

/** `[[ ## name ## ]]`, with the spaces, number signs and emphasis that models vary. */
function markedHeader(line: string): Header | null {
  if (!line.includes('[[')) return null;
  const match = /^[\s>*_`#]{0,9}\[\[[\s#]{0,9}(\w{1,99}(?: \w{1,99}){0,9})[\s#]{0,9}\]\][*_`]{0,3}/.exec(
    line.slice(0, longestHeader),
  );
  return match?.[1] === undefined ? null : { name: foldName(match[1]), rest: line.slice(match[0].length) };
}

/** `## Title`, `## title ##`, `**Title**`, `**Title:** text`, `Title: text` of one of these fields. */
function headingIn(line: string, headings: ReadonlyMap<string, string>): Header | null {
  if (headings.size === 0 || !/^[#*_\w]/.test(line)) return null;
  const start = line.slice(0, longestHeader);
  const match =
    /^#{1,6}\s{0,9}[*_]{0,3}([\w ]{1,99}?)[*_]{0,3}:?[*_]{0,3}\s{0,9}#{0,6}\s*$/.exec(start) ??
    /^[*_]{2,3}([A-Za-z][\w ]{0,98}?)(?::[*_]{2,3}|[*_]{2,3}:?)(?=\s|$)/.exec(start) ??
    /^([A-Za-z][\w ]{0,98}?):(?=\s|$)/.exec(start);
  const name = match?.[1] === undefined ? undefined : headings.get(foldName(match[1]));
  return match && name !== undefined ? { name, rest: line.slice(match[0].length) } : null;
}
