// Inputs and outputs as a reader sees them.

import type { Values } from '../program/values.ts';

/** Each value under its name. */
export function valuesText(values: Values): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}:\n${Array.isArray(value) ? value.join('\n') : value}`)
    .join('\n\n');
}

/** At most `longest` characters, cut at the end of a line or word where there is one near, and saying how much is left. */
export function cut(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const head = text.slice(0, longest);
  const end = Math.max(head.lastIndexOf('\n'), head.lastIndexOf(' '));
  const kept = (end > longest / 2 ? head.slice(0, end) : head).toWellFormed();
  return `${kept} … (${text.length - kept.length} more characters)`;
}
