// How much two lists of shingles have in common.

import { keyAt } from './layout.wasm';

/**
 * Of two lists of shingles, how many different ones both hold (returned) and either holds (at `keyAt`). `table` has
 * `slots` u64, a power of two above the length of both lists together.
 */
export function overlap(a: usize, aCount: usize, b: usize, bCount: usize, table: usize, slots: usize): u32 {
  memory.fill(table, 0, slots << 3);
  let either: u32 = 0;
  let both: u32 = 0;
  for (let i: usize = 0; i < aCount + bCount; i++) {
    const inA = i < aCount;
    const shingle = (inA ? load<u64>(a + (i << 3)) : load<u64>(b + ((i - aCount) << 3))) & ~3;
    let at = <usize>(shingle >> 20) & (slots - 1);
    let entry = load<u64>(table + (at << 3));
    while (entry && (entry & ~3) != shingle) {
      at = (at + 1) & (slots - 1);
      entry = load<u64>(table + (at << 3));
    }
    if (!entry) either++;
    const now = shingle | (entry & 3) | (inA ? 1 : 2);
    if ((now & 3) == 3 && (entry & 3) != 3) both++;
    store<u64>(table + (at << 3), now);
  }
  store<u32>(keyAt, either);
  return both;
}
