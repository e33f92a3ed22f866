// Two records with the same key describe the same thing, whatever else they say.

import { member } from '../values.ts';
import { canonicalJson } from './canonical.ts';

/**
 * The folded key of a record, or `null` when it has none. ba: `concept`, else `input.concept`; qa: `story_id` and
 * `story_title`; other roles: canonical JSON of `input`. A part that is missing, blank or not a text means no key.
 */
export function keyOf(role: string, record: unknown): string | null {
  if (role === 'ba') return foldText(member(record, 'concept')) ?? foldText(member(member(record, 'input'), 'concept'));
  if (role === 'qa') {
    const id = foldText(member(record, 'story_id'));
    const title = foldText(member(record, 'story_title'));
    return id === null || title === null ? null : `${id}\n${title}`;
  }
  const input = member(record, 'input');
  return isEmpty(input) ? null : foldText(canonicalJson(input));
}

/** Case, accents and white space folded: NFD without marks, lower case, one space for each run, trimmed. */
export function foldText(text: unknown): string | null {
  if (typeof text !== 'string') return null;
  const plain = isAscii.test(text) ? text : text.normalize('NFD').replace(/\p{M}+/gu, '');
  const lower = plain.toLowerCase();
  // Replacing every single space by itself is what would take the time.
  return (/\s\s|[^\S ]/.test(lower) ? lower.replace(/\s+/g, ' ') : lower).trim() || null;
}

const isAscii = /^[\0-\x7f]*$/;

function isEmpty(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0;
  return value === undefined || value === null || (typeof value === 'string' && !/\S/.test(value));
}
