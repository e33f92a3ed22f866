// The YAML composer calls itself once a level, and near the end of the stack Node 20 dies in a way that nobody can
// catch. The parser below it keeps its own stack, whose height is looked at here before anything is composed.

import { Lexer, Parser } from 'yaml';

const deepest = 64;

/** The offset where collections are nested more than 64 levels deep; `null` when they never are. */
export function findTooDeep(yaml: string): number | null {
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(yaml)) {
    for (const _ of parser.next(lexeme));
    if (parser.stack.length > deepest) return parser.offset;
  }
  return null;
}
