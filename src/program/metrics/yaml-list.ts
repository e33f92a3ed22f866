// Models write lists as YAML, as JSON, in a fence, under a title of their own. All of that is read; what is read is
// bounded first, because anybody's data may be behind the answer.

import { parseDocument } from 'yaml';
import { reasonOf } from '../../core/errors.ts';
import { findTooDeep } from '../../core/yaml-depth.ts';
import { findDoubledKeys } from '../../core/yaml-keys.ts';
import { quote } from '../../dataset/scan/quote.ts';

const longest = 64 * 1024;
const mostAliases = 50;

/** The items of a list, or why there are none, to go on after the list's name. */
export type YamlList = { items: readonly unknown[] } | { problem: string };

/**
 * A YAML or JSON list, alone, in the first fence of the text, or as the one value of a map. At most 64 Ki characters,
 * 64 levels and 50 aliases. Never throws.
 */
export function parseYamlList(text: string): YamlList {
  if (text.trim() === '') return { problem: 'is empty' };
  if (text.length > longest) return { problem: `has ${text.length} characters, more than ${longest}` };
  const yaml = unfence(text);
  if (findTooDeep(yaml) !== null) return { problem: 'is nested too deeply' };
  const document = parseDocument(yaml, { uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
  const [error] = document.errors;
  if (error) return { problem: `is no valid YAML: ${quote(error.message)}` };
  const [doubled] = findDoubledKeys(document);
  if (doubled) return { problem: `is no valid YAML: the key ${quote(doubled.key)} stands twice` };
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: mostAliases });
  } catch (thrown) {
    return { problem: `is no valid YAML: ${quote(reasonOf(thrown))}` };
  }
  const list = Array.isArray(value) ? value : loneList(value);
  return list ? { items: list } : { problem: 'is no list' };
}

function loneList(value: unknown): readonly unknown[] | null {
  const values = typeof value === 'object' && value !== null ? Object.values(value) : [];
  return values.length === 1 && Array.isArray(values[0]) ? values[0] : null;
}

/** What the first fence holds, up to its end or the text's; the text itself when there is no fence. */
export function unfence(text: string): string {
  const opening = /^[ \t]*```[^\n`]*$/m.exec(text);
  if (!opening) return text;
  const inside = text.slice(opening.index + opening[0].length + 1);
  const end = inside.search(/^[ \t]*```[ \t]*\r?$/m);
  return end === -1 ? inside : inside.slice(0, end);
}
