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

/** Story ids are compared literally; this says when two differ in nothing but zero-padding, case or accents: S1, S001. */
export function differsInPadding(a: string, b: string): boolean {
  const bare = (id: string) => fold(id).replace(/(?<!\d)0+(?=\d)/g, '');
  return a !== b && bare(a) === bare(b);
}
