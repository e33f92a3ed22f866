// Two texts that a reader takes for the same compare equal: case, accents, typography and white space are folded away.

/** Lower case, no accents, plain quotes and hyphens, no invisible characters, one space for any white space. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .replace(/\p{Pd}/gu, '-')
    .replace(/[‘’‛´`]/g, "'")
    .replace(/[“”‟«»]/g, '"')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}

/** The words of a folded text: letters and digits, nothing else. */
export function wordsOf(folded: string): string[] {
  return folded.match(/[\p{L}\p{N}]+/gu) ?? [];
}

const bare = (id: string) => fold(id).replace(/(?<!\d)0+(?=\d)/g, '');

/** Story ids are compared literally; this says when two differ in nothing but zero-padding, case or accents: S1, S001. */
export function differsInPadding(a: string, b: string): boolean {
  return a !== b && bare(a) === bare(b);
}

/** Finds the first item whose id differs from a given one in nothing but that; each id is folded once. */
export function nearFinder<Item>(
  items: readonly Item[],
  idOf: (item: Item) => string,
): (id: string) => Item | undefined {
  const alike = new Map<string, Item[]>();
  for (const item of items) {
    const key = bare(idOf(item));
    const others = alike.get(key);
    if (others) others.push(item);
    else alike.set(key, [item]);
  }
  return (id) => alike.get(bare(id))?.find((item) => idOf(item) !== id);
}
