// How the figures of a run are told, the same in verdict, report and ledger.

/** A share of 0–1, to a tenth; rounded down, so that what misses its target never reads as meeting it. */
export const percent = (share: number) => `${Math.floor(share * 1000 + 1e-6) / 10} %`;

/** A difference of shares, in percentage points with its sign, to a tenth, less than that to one digit: `+1.5`, `−0.02`, `0`. */
export function points(difference: number): string {
  const size = Math.abs(difference * 100);
  if (size < 1e-6) return '0';
  return `${difference > 0 ? '+' : '−'}${size < 0.1 ? Number(size.toPrecision(1)) : Math.round(size * 10) / 10}`;
}

/** To three significant digits and no more than four decimals: `0.0021`, `1.5`, `12,345`. */
export function amount(value: number): string {
  if (value >= 100) return grouped(Math.round(value));
  return `${Number(Number(value.toPrecision(3)).toFixed(4))}`;
}

/** `12,345`. */
export const grouped = (n: number) => `${n}`.replace(/\B(?=(\d{3})+$)/g, ',');

export const seconds = (value: number) => `${amount(value)} s`;

/** The smallest value that at least `share` of them do not exceed (nearest rank); the list is not empty. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length - 1e-9) - 1)] as number;
}
