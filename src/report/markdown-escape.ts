// Text from data inside GitHub's Markdown: it stays text. No element, link, image, mention, reference, emoji, formula
// or autolink comes out of it, and copying it from the page gives what was put in.

import { shorten, visible } from './escape.ts';

/** Splits a text node; GitHub looks for mentions, references and addresses in one node at a time. */
const split = '<!-- -->';
const inText = /\b[0-9a-f]{7,40}\b|[@#:](?=\S)|\$|www(?=\.)|\b[a-z]{2,}-(?=\d)|\bGHSA-/gi;
/** Inside `<code>` GitHub leaves all but addresses alone. */
const inCode = /@|:(?=[^\s\d])|www(?=\.)/gi;

/**
 * One line for a table cell or a paragraph that has begun. Cut to `most` characters of the data.
 * Punctuation that Markdown could read becomes an entity; what GitHub links afterwards, in text, is split.
 * What stands between two backticks is shown as code.
 */
export function inline(text: string, most = 400): string {
  const line = visible(shorten(text, most)).replace(/ +/g, ' ').trim();
  const parts = line.split(/`([^`]+)`/);
  const escaped = parts.map((part, index) => (index % 2 === 1 ? code(part, most) : guard(part, inText))).join('');
  // At the beginning, `1.`, `-` and `+` would be a list.
  return escaped.replace(/^[\d+\-=.)]/, entity);
}

/** A path, a rule, a value. */
export function code(text: string, most = 200): string {
  return `<code>${guard(visible(shorten(text, most)), inCode)}</code>`;
}

/** The value of an attribute in double quotes. */
export function attribute(text: string): string {
  return entities(visible(text));
}

function guard(text: string, tokens: RegExp): string {
  let result = '';
  let from = 0;
  for (const { 0: token, index } of text.matchAll(tokens)) {
    result += entities(text.slice(from, index));
    if (token === '$') result += '<span>$</span>';
    else if (/^[0-9a-f]{7,}$/i.test(token)) result += code(token);
    else result += entities(token) + split;
    from = index + token.length;
  }
  return result + entities(text.slice(from));
}

function entities(text: string): string {
  return text.replace(/[!"#$&*<>@[\\\]^_`{|}~]|:(?=\S|$)/g, entity);
}

function entity(character: string): string {
  return `&#${character.codePointAt(0)};`;
}
