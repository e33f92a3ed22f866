// Completeness is one of the two headline numbers of the gate; this is its only definition, for datasets and for what
// a model answered.

import { member } from './values.ts';

const lists = ['functional_requirements', 'non_functional_requirements', 'constraints'] as const;
/** How many required fields a ba record has. */
export const requiredFields = 3 + lists.length;
const itemKeys = ['id', 'description', 'priority'] as const;

export interface FieldCount {
  required: number;
  complete: number;
}

/**
 * The six required fields of a ba record: `concept`, `requirements.title`, `requirements.description` and the three
 * lists. A text is complete when it is not blank; a list when it has an item and every item has a non-blank `id`,
 * `description` and `priority`. Anything that is not such a record counts as six fields of which none is complete.
 */
export function countFields(record: unknown): FieldCount {
  const requirements = member(record, 'requirements');
  let complete = 0;
  if (isFilled(member(record, 'concept'))) complete++;
  if (isFilled(member(requirements, 'title'))) complete++;
  if (isFilled(member(requirements, 'description'))) complete++;
  for (const list of lists) if (isFilledList(member(requirements, list))) complete++;
  return { required: requiredFields, complete };
}

function isFilledList(value: unknown): boolean {
  if (!Array.isArray(value) || value.length === 0) return false;
  for (const item of value) for (const key of itemKeys) if (!isFilled(member(item, key))) return false;
  return true;
}

/** A text with anything but white space. Nearly every text shows that in its first character. */
function isFilled(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  const first = value.charCodeAt(0);
  return (first > 0x20 && first < 0x7f) || /\S/.test(value);
}
