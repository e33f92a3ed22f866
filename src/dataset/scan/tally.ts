// How the records spread over domains, tiers and languages, in bounded memory whatever the data says.

export const tallied = ['domain', 'tier', 'language'] as const;
export type Tally = Record<(typeof tallied)[number], Record<string, number>>;

/** More different values of one key than this are counted together, under `(other)`. */
const mostValues = 200;
const other = '(other)';

/** The text values of `metadata.domain`, `.tier` and `.language`: an entry for each, `undefined` where there is none. */
export function talliedValues(record: unknown): (string | undefined)[] {
  const metadata = (record as { metadata?: unknown } | null | undefined)?.metadata;
  if (typeof metadata !== 'object' || metadata === null) return [];
  return tallied.map((key) => {
    const value = (metadata as Record<string, unknown>)[key];
    return typeof value === 'string' ? value : undefined;
  });
}

export class TallyCounter {
  readonly #counts = tallied.map(() => new Map<string, number>());

  /** Adds the counts of one stretch of a file; call it in the order of the file. */
  merge(counts: readonly (readonly [value: string, count: number][])[]): void {
    for (const [i, values] of counts.entries()) for (const [value, count] of values) this.#count(i, value, count);
  }

  result(): Tally {
    const sorted = this.#counts.map((counts) => Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1))));
    return Object.fromEntries(tallied.map((key, i) => [key, sorted[i]])) as Tally;
  }

  #count(i: number, value: string, count: number): void {
    const counts = this.#counts[i] as Map<string, number>;
    const name = counts.has(value) || counts.size < mostValues ? value : other;
    counts.set(name, (counts.get(name) ?? 0) + count);
  }
}
