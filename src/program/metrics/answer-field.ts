// Which field of an answer a metric looks at, and what it says as text.

import type { Example } from '../example.ts';
import type { Value, Values } from '../values.ts';

/** The field that is named, else the first labelled one, else the first that was answered. */
export function pickField(named: string | undefined, { labels }: Example, outputs: Values): string {
  const answered = Object.keys(outputs).find((name) => name !== 'reasoning');
  return named ?? Object.keys(labels)[0] ?? answered ?? 'answer';
}

/** The value as text, a list by lines; `null` when there is none. */
export function textIn(values: Values, field: string): string | null {
  const value: Value | undefined = Object.hasOwn(values, field) ? values[field] : undefined;
  if (value === undefined) return null;
  return typeof value === 'object' ? value.join('\n') : String(value);
}

/** The text that an answer is held against: the one given, else the example's label; `null` when there is neither. */
export function wantedText(given: string | undefined, { labels }: Example, field: string): string | null {
  return given ?? textIn(labels, field);
}
