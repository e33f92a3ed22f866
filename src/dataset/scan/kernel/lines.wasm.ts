// What is found out about lines without reading them as JSON: where they end, and whether they are plain ASCII.

import { escaped, nonAscii } from './layout.wasm';

/** Writes the positions of up to `capacity` newlines in [from, to) to `ends`, as u32; returns how many. */
export function splitLines(from: usize, to: usize, ends: usize, capacity: i32): i32 {
  const newline = i8x16.splat(0x0a);
  let count: i32 = 0;
  for (let at = from; at < to; at += 16) {
    let mask = i8x16.bitmask(i8x16.eq(v128.load(at), newline));
    while (mask) {
      const end = at + ctz(mask);
      if (end >= to || count == capacity) return count;
      store<u32>(ends + ((<usize>count) << 2), <u32>end);
      count++;
      mask &= mask - 1;
    }
  }
  return count;
}

/** Whether [at, end) holds bytes above 0x7f or backslashes: `nonAscii | escaped`. */
export function inspect(at: usize, end: usize): i32 {
  const backslash = i8x16.splat(0x5c);
  let high = i8x16.splat(0);
  let escapes = i8x16.splat(0);
  while (at + 16 <= end) {
    const bytes = v128.load(at);
    high = v128.or(high, bytes);
    escapes = v128.or(escapes, i8x16.eq(bytes, backslash));
    at += 16;
  }
  let flags = (i8x16.bitmask(high) ? nonAscii : 0) | (v128.any_true(escapes) ? escaped : 0);
  for (; at < end; at++) {
    const byte = load<u8>(at);
    if (byte >= 0x80) flags |= nonAscii;
    else if (byte == 0x5c) flags |= escaped;
  }
  return flags;
}

