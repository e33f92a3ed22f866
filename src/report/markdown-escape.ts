// Text from data inside GitHub's Markdown: it stays text. No element, link, image, mention, reference, emoji, formula
// or autolink comes out of it, and copying it from the page gives what was put in.

import { shorten, visible } from './escape.ts';

/** Splits a text node; GitHub looks for mentions, references and addresses in one node at a time. */
const split = '<!-- -->';
const entity = (character: string) => `&#${character.codePointAt(0)};`;
const entities = (text: string) =>
  text.replace(/[!-/:-@[-`{-~]/g, (mark) => (/[,;'/%.()=+-]/.test(mark) ? mark : entity(mark)));

/**
 * One line for a table cell or a paragraph that has begun. Cut to `most` characters of the data.
 * Punctuation that Markdown could read becomes an entity; what GitHub links afterwards, in text, is split.
 */
export function inline(text: string, most = 400): string {
  const line = visible(shorten(text, most)).replace(/ +/g, ' ').trim();
  const tokens = /\b[0-9a-f]{7,40}\b|[@#:](?=\S)|\$|\bwww(?=\.)|\b[a-z]{2,}-(?=\d)|\bGHSA-/gi;
  let result = '';
  let from = 0;
  for (const match of line.matchAll(tokens)) {
    result += entities(line.slice(from, match.index)) + guarded(match[0]);
    from = match.index + match[0].length;
  }
  result += entities(line.slice(from));
  // At the beginning, `1.`, `-` and `+` would be a list.
  return result.replace(/^[\d+\-=.)]/, entity);
}

function guarded(token: string): string {
  if (token === '$') return '<span>$</span>';
  if (token.length === 1) return `${entity(token)}${split}`;
  return /^[0-9a-f]{7,}$/i.test(token) ? code(token) : `${token}${split}`;
}

/** A path, a rule, a value: GitHub links nothing inside `<code>`. */
export function code(text: string, most = 200): string {
  return `<code>${entities(visible(shorten(text, most)))}</code>`;
}

/** The value of an attribute in double quotes. */
export function attribute(text: string): string {
  return entities(visible(text));
}
