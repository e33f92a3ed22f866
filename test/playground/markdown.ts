// A comment's Markdown in GitHub's dialect, to HTML that is not safe yet: the page builds its nodes anew from a closed list.

import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';

const rendered = new Map<string, string>();

/** Remembered by text, since the page asks for all of it at every change. */
export function markdownHtml(text: string): string {
  const known = rendered.get(text);
  if (known !== undefined) return known;
  const html = micromark(text, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] });
  rendered.set(text, html);
  return html;
}
