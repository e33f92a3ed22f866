// The definition of "near": how many three-word shingles two records share. The kernel computes the same sets as
// hashes; tests hold it against this.

/**
 * The set of 3-word shingles of all string values, lower-cased, keys excluded. Words are split on white space (`\s`);
 * a shingle never spans two values; a value of one or two words is one shingle of what it has.
 */
export function shinglesOf(value: unknown, into = new Set<string>()): Set<string> {
  if (typeof value === 'string') {
    const words = value.toLowerCase().match(/\S+/g) ?? [];
    if (words.length > 0 && words.length < 3) into.add(words.join(' '));
    for (let i = 2; i < words.length; i++) into.add(`${words[i - 2]} ${words[i - 1]} ${words[i]}`);
  } else if (typeof value === 'object' && value !== null) {
    for (const child of Object.values(value)) shinglesOf(child, into);
  }
  return into;
}

/** |a ∩ b| / |a ∪ b|; 0 when both are empty. */
export function jaccard<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  let shared = 0;
  for (const item of small) if (large.has(item)) shared++;
  const union = a.size + b.size - shared;
  return union === 0 ? 0 : shared / union;
}
