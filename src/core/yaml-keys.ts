// Two keys of one name in a YAML map: the parser's own check compares each key with each, and hangs on a hostile file.

import { type Document, isScalar, visit } from 'yaml';

/** Offsets of the keys that stand twice, and their names. For documents that were parsed with `uniqueKeys: false`. */
export function findDoubledKeys(document: Document.Parsed): { offset: number; key: string }[] {
  const doubled: { offset: number; key: string }[] = [];
  visit(document, {
    Map(_, { items }) {
      const seen = new Set<string>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        const name = String(key.value);
        if (seen.has(name)) doubled.push({ offset: key.range?.[0] ?? 0, key: name });
        seen.add(name);
      }
    },
  });
  return doubled;
}
