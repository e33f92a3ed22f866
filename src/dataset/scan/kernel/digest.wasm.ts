// `digest` reads one line of JSON in a single pass and leaves three things behind: whether somebody must look closer
// (doubled keys, long numbers, depth), a hash of the record that does not depend on the order of its keys, and a
// sketch of its three-word shingles. It reads texts without escapes; lines that have some are rewritten before.
// Nothing it says is trusted without a check: JSON.parse judges the syntax, and every hit is confirmed.

import { broken, exactAt, framesAt, keyAt, keysAt, keysPerObject, lookCloser, tooDeep, wordless } from './layout.wasm';
import { hashBytes, k0, k1, k3, k4, mix } from './hash.wasm';
import { longNumber, number, readNumber } from './number.wasm';
import { addText, listed, startSketch } from './sketch.wasm';

/** Leaves the hash of [at, end) at `keyAt`. */
export function hashKey(at: usize, end: usize): void {
  store<u64>(keyAt, hashBytes(at, end));
}

/** The next double quote at or after `at`. The caller has put some behind the text. */
// @ts-ignore: decorator
@inline
function findQuote(at: usize): usize {
  const quotes = i8x16.splat(0x22);
  let mask = i8x16.bitmask(i8x16.eq(v128.load(at), quotes));
  while (!mask) {
    at += 16;
    mask = i8x16.bitmask(i8x16.eq(v128.load(at), quotes));
  }
  return at + <usize>ctz(mask);
}

function isPrototypeKey(at: usize, length: usize): bool {
  const head = load<u64>(at);
  if (length == 9) {
    return (
      (head == 0x5f6f746f72705f5f && load<u8>(at, 8) == 0x5f) || // __proto__
      (head == 0x7079746f746f7270 && load<u8>(at, 8) == 0x65) // prototype
    );
  }
  return length == 11 && head == 0x63757274736e6f63 && load<u32>(at, 7) == 0x726f7463; // constructor
}

const top: i32 = 0;
const array: i32 = 1;
const object: i32 = 2;

/**
 * Reads the line of JSON in [at, end), at most `maxDepth` levels deep. `list` is 0, or where to put the shingles as
 * u64, at most half as many as there are bytes. Leaves the hash at `exactAt`; with `words`, the bins of the sketch.
 */
export function digest(at: usize, end: usize, maxDepth: i32, words: bool, list: usize): i32 {
  let flags: i32 = 0;
  let frame = framesAt;
  let depth: i32 = 0;
  let kind = top;
  let sum: u64 = 0;
  let key: u64 = 0;
  let expectsKey = false;
  let keys = keysAt;
  let keysEnd = keysAt;
  if (words) startSketch(list);

  while (at < end) {
    const byte = load<u8>(at);
    let value: u64 = 0;
    if (byte == 0x22) {
      const close = findQuote(at + 1);
      if (close >= end) return broken;
      const hash = hashBytes(at + 1, close);
      if (expectsKey) {
        for (let other = keys; other < keysEnd; other += 8) if (load<u64>(other) == hash) flags |= lookCloser;
        if (isPrototypeKey(at + 1, close - at - 1)) flags |= lookCloser;
        if (keysEnd < keys + (keysPerObject << 3)) {
          store<u64>(keysEnd, hash);
          keysEnd += 8;
        } else flags |= lookCloser;
        key = hash;
        expectsKey = false;
        at = close + 1;
        continue;
      }
      if (words) addText(at + 1, close);
      at = close + 1;
      value = hash;
    } else if (byte == 0x2c) {
      expectsKey = kind == object;
      at++;
      continue;
    } else if (byte == 0x3a || byte == 0x20 || (byte >= 0x09 && byte <= 0x0d)) {
      at++;
      continue;
    } else if (byte == 0x7b || byte == 0x5b) {
      if (depth >= maxDepth) return tooDeep;
      depth++;
      store<u64>(frame, sum);
      store<u64>(frame, key, 8);
      store<u32>(frame, <u32>keys, 16);
      store<i32>(frame, kind, 20);
      frame += 32;
      kind = byte == 0x7b ? object : array;
      expectsKey = kind == object;
      sum = 0;
      keys = keysEnd;
      at++;
      continue;
    } else if (byte == 0x7d || byte == 0x5d) {
      if (kind != (byte == 0x7d ? object : array)) return broken;
      value = mix(sum + (kind == object ? k3 : k4));
      keysEnd = keys;
      depth--;
      frame -= 32;
      sum = load<u64>(frame);
      key = load<u64>(frame, 8);
      keys = <usize>load<u32>(frame, 16);
      kind = load<i32>(frame, 20);
      expectsKey = false;
      at++;
    } else if (byte == 0x2d || <u32>byte - 0x30 < 10) {
      at = readNumber(at, end);
      value = number;
      if (number == longNumber) flags |= lookCloser;
    } else if (byte == 0x74 || byte == 0x66 || byte == 0x6e) {
      value = k4 ^ byte;
      at += byte == 0x66 ? 5 : 4;
    } else return broken;

    if (kind == object) sum += mix((key * k0) ^ value);
    else sum = mix(sum * k1 + value);
  }
  store<u64>(exactAt, sum);
  if (words && listed() == 0) flags |= wordless;
  return depth == 0 ? flags : broken;
}
