// A Markdown parser takes time that grows with the square of some inputs (deep or endless nesting). Those are refused
// here, after one linear look at the lines, so that a hostile file ends in a finding and not in a hang.

import type { Problem } from './facts.ts';

const largestFile = 1024 * 1024;
const mostLines = 100_000;
const deepest = 20;
/** List lines, or lines of one paragraph, between two places where the text can be cut. */
const longestStretch = 1000;

const markers = /^(?:[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t]|$)))+/;
const thematicBreak = /^[ \t]*([-*])(?:[ \t]*\1)+[ \t]*$/;

/** Why this text will not be parsed; `null` when it will. */
export function checkBounds(text: string, lines: readonly string[]): Problem | null {
  if (text.length > largestFile) {
    return { line: 1, message: `The file has ${text.length} characters, more than ${largestFile}: split it.` };
  }
  if (lines.length > mostLines) {
    return { line: 1, message: `The file has ${lines.length} lines, more than ${mostLines}: split it.` };
  }
  let listLines = 0;
  let plainLines = 0;
  for (const [index, text] of lines.entries()) {
    const line = index + 1;
    const opening = thematicBreak.test(text) ? '' : (markers.exec(text)?.[0] ?? '');
    const count = opening.replace(/[ \t\d]/g, '').length;
    const indent = /^[ \t]*/.exec(text)?.[0].length ?? 0;
    if (count > deepest || (count > 0 && indent > 4 * deepest)) {
      return { line, message: `Lists or quotes are nested more than ${deepest} levels deep.` };
    }
    const cut = isCut(text, lines[index - 1] ?? '') || orderedItem.test(text);
    if (cut) listLines = 0;
    plainLines = cut || text.trim() === '' || count > 0 ? 0 : plainLines + 1;
    if (count > 0) listLines++;
    if (listLines > longestStretch || plainLines > longestStretch) {
      return { line, message: `More than ${longestStretch} lines without a blank line: divide the list or paragraph.` };
    }
  }
  return null;
}

/** Whether a line, unless fenced code or HTML is still open, closes every list item and quote before it. */
function isCut(text: string, before: string): boolean {
  return /^(?:#{1,6}(?:[ \t]|$)|(?:[-+*]|1[.)])[ \t]+\S)/.test(text) || (/^\S/.test(text) && before.trim() === '');
}

/** The same, after an ordered list; elsewhere such a line may go on with a paragraph. */
const orderedItem = /^\d{1,9}[.)](?:[ \t]|$)/;
