// The words and numbers that every report for people shares.

import { type Level, levels } from '../core/finding.ts';

/** `1 error`, `1,204 records`. */
export function count(n: number, noun: string, plural = `${noun}s`): string {
  return `${grouped(n)} ${n === 1 ? noun : plural}`;
}

/** `3 errors, 1 warning`; the levels that nothing was found at are left out. */
export function countsInWords(counts: Record<Level, number>): string {
  const found = levels.filter((level) => counts[level] > 0).map((level) => count(counts[level], level));
  return found.length > 0 ? found.join(', ') : 'nothing to complain about';
}

/** A share of 0–1 as a percentage, rounded down, so that 97.96 % never reads as the 98 % it misses. */
export function percent(share: number): string {
  return `${(Math.floor(share * 1000 + 1e-9) / 10).toString()} %`;
}

/** `negative-coverage` → `Negative coverage`. */
export function title(metric: string): string {
  return metric.charAt(0).toUpperCase() + metric.slice(1).replaceAll('-', ' ');
}

/** `12,345`. */
export function grouped(n: number): string {
  return n.toString().replace(/\B(?=(\d{3})+$)/g, ',');
}
