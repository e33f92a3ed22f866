// Lists and objects as the block YAML that programs speak, and back; both ways bounded, since models write it too.

import { parse, stringify } from 'yaml';
import { reasonOf } from '../core/errors.ts';
import { findTooDeep } from '../core/yaml-depth.ts';

const longest = 1024 * 1024;
const mostAliases = 100;

/** Block YAML without a final newline; lines are never folded, and nothing is an alias. */
export function blockYaml(value: unknown): string {
  return stringify(value, { lineWidth: 0, aliasDuplicateObjects: false }).trimEnd();
}

/** What YAML says. Throws an Error in words: too long, too deep, too many aliases, or the parser's first complaint. */
export function parseBlockYaml(text: string): unknown {
  if (text.length > longest) throw new Error(`it has ${text.length} characters, more than ${longest}`);
  if (findTooDeep(text) !== null) throw new Error('it is nested too deeply');
  try {
    return parse(text, { maxAliasCount: mostAliases, uniqueKeys: false, logLevel: 'error', prettyErrors: false });
  } catch (error) {
    throw new Error(`it is not valid YAML: ${reasonOf(error)}`);
  }
}
