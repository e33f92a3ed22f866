// How the records spread over domains, tiers and languages, in bounded memory whatever the data says.

export const tallied = ['domain', 'tier', 'language'] as const;
export type Tally = Record<(typeof tallied)[number], Record<string, number>>;

/** More different values of one key than this are counted together, under `(other)`. */
const mostValues = 200;
const other = '(other)';

export class TallyCounter {
  readonly #counts = tallied.map(() => new Map<string, number>());

  /** Counts the text values of `metadata.domain`, `.tier` and `.language`. */
  add(record: unknown): void {
    const metadata = (record as { metadata?: unknown } | null | undefined)?.metadata;
    if (typeof metadata !== 'object' || metadata === null) return;
    for (let i = 0; i < tallied.length; i++) {
      const value = (metadata as Record<string, unknown>)[tallied[i] as string];
      if (typeof value === 'string') this.#count(i, value, 1);
    }
  }

  /** Adds what another counter counted. The result depends on the order only when values are folded into `(other)`. */
  merge(tally: Tally): void {
    for (const [i, key] of tallied.entries()) {
      for (const [value, count] of Object.entries(tally[key])) this.#count(i, value, count);
    }
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
