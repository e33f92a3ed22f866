// A dataset file as examples, for tuning and evaluation; what cannot be one is listed, never dropped in silence.

import type { Place } from '../core/finding.ts';
import { parseRecord } from '../dataset/parse-record.ts';
import { type Example, UnusableRecord } from './example.ts';
import type { Role } from './role.ts';

export interface Unusable extends Place {
  message: string;
}

const deepest = 64;

/**
 * The examples of JSON Lines text in their order, blank lines skipped, keys made unique by the line's number; and the
 * lines that are none, with the reason in words.
 */
export function parseExamples(
  text: string,
  path: string,
  role: Pick<Role, 'toExample'>,
): { examples: Example[]; unusable: Unusable[] } {
  const examples: Example[] = [];
  const unusable: Unusable[] = [];
  const keys = new Set<string>();
  for (const [index, content] of text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    const place = { path, line: index + 1 };
    if (content.trim() === '') continue;
    const record = parseRecord(Buffer.from(content), deepest);
    try {
      if (record === undefined) throw new UnusableRecord('the line is not valid JSON, or nests too deeply');
      const example = role.toExample(record, place);
      const key = keys.has(example.key) ? `${example.key} (line ${place.line})` : example.key;
      keys.add(key);
      examples.push({ ...example, key });
    } catch (error) {
      if (!(error instanceof UnusableRecord)) throw error;
      unusable.push({ ...place, message: error.message });
    }
  }
  return { examples, unusable };
}
