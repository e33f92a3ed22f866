// Finds what a case says will be seen: "Expected Result: …", wherever in the case it stands.

import type { LinedText } from './facts.ts';
import type { Token } from './markdown.ts';

const label =
  /(?:^|[^\p{L}\p{N}])(?<!\b(?:as|than|lo|como) )(?:expected(?: (?:test )?(?:result|outcome|behaviou?r|response|output)s?)?|resultados? esperados?|(?:comportamiento|respuesta|salida|efecto) esperad[oa]|esperad[oa]|se espera)(?: ?\([^()]{0,60}\))? ?(?:[:：]|(?:[-–—=]>?|→|⇒) )/iu;
const labelAlone =
  /^\P{L}*(?:expected (?:result|outcome|behaviou?r|response|output)s?|expected|resultados? esperados?|comportamiento esperado|respuesta esperada)\P{L}*$/iu;
/** A line that starts another part of the case: "Steps:", "Precondition: …". */
const otherLabel = /^\P{L}*\p{L}[\p{L} /-]{0,30}[:：](?:\s|$)/u;

interface Line extends LinedText {
  block: Token;
}

/** The expected results of a case, in order. What follows a label that stands alone belongs to it. */
export function parseExpected(tokens: readonly Token[]): LinedText[] {
  const lines: Line[] = tokens.flatMap((block): Line[] => {
    if (block.type === 'heading') return [{ line: block.line, text: block.text, block }];
    if (block.type === 'item' || block.code) return [];
    return block.lines.map((text, index) => ({ line: block.line + index, text, block }));
  });
  const found: LinedText[] = [];
  for (const [index, { line, text, block }] of lines.entries()) {
    const match = label.exec(text) ?? labelAlone.exec(text);
    if (!match) continue;
    const said = [text.slice(match.index + match[0].length).trim()];
    const alone = said[0] === '';
    for (const next of lines.slice(index + 1, index + 100)) {
      if (isLabel(next.text) || (!alone && next.block !== block)) break;
      said.push(next.text.trim());
    }
    found.push({ line, text: said.join(' ').trim() });
  }
  return found;
}

function isLabel(text: string): boolean {
  return otherLabel.test(text) || label.test(text) || labelAlone.test(text);
}
