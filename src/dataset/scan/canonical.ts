// Two records are exact duplicates when their canonical JSON is the same text.

/**
 * JSON of `value` after RFC 8785 (JSON Canonicalization Scheme): keys sorted by UTF-16 code unit, ECMAScript's numbers
 * and strings, no white space. `value` comes from JSON.parse and is not deeper than the scan allows.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join()}]`;
  const members: string[] = [];
  for (const key of Object.keys(value).sort()) {
    members.push(`${JSON.stringify(key)}:${canonicalJson((value as Record<string, unknown>)[key])}`);
  }
  return `{${members.join()}}`;
}
