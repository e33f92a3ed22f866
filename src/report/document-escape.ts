// Text from data inside an HTML page: it stays text, in an element and in an attribute alike.

import { shorten, visible } from './escape.ts';

/** One line. Cut to `most` characters of the data. */
export function html(text: string, most = 1_000): string {
  return visible(shorten(text, most)).replace(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Any number of lines, as they stand. */
export function htmlLines(text: string, most = 100_000): string {
  return shorten(text, most)
    .split(/\r\n?|\n/)
    .map((line) => html(line.replaceAll('\t', '    '), Number.POSITIVE_INFINITY))
    .join('\n');
}
