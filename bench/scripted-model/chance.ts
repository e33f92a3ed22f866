// Chance that is none: numbers that are a hash of what they are drawn for, so that the same request has the same answer.
import { createHash } from 'node:crypto';

/** Even in [0, 1). */
export function unit(...parts: readonly (string | number)[]): number {
  const hash = createHash('sha256').update(parts.join('\u0000')).digest();
  return hash.readUIntBE(0, 6) / 2 ** 48;
}

/** Normal, mean 0, deviation 1. */
export function gauss(...parts: readonly (string | number)[]): number {
  const radius = Math.sqrt(-2 * Math.log(1 - unit('radius', ...parts)));
  return radius * Math.cos(2 * Math.PI * unit('angle', ...parts));
}

/** `count` different entries of the list, in its order. */
export function sample<T>(list: readonly T[], count: number, ...parts: readonly (string | number)[]): T[] {
  const ranked = list.map((entry, index) => ({ entry, index, rank: unit(...parts, index) }));
  const drawn = ranked.sort((a, b) => a.rank - b.rank).slice(0, count);
  return drawn.sort((a, b) => a.index - b.index).map(({ entry }) => entry);
}
