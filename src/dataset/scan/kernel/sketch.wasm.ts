// The three-word shingles of texts, and the sketch of 84 bytes that is made of them.

import { bandsAt, binsAt, rows, signatureAt } from './layout.wasm';
import { hashBytes, k0, k1, k2, k3, k4, mix } from './hash.wasm';

const noWord: u64 = 0xe7037ed1a0b428db;
let shingles: u32 = 0;
/** Where the shingles are listed as u64, or 0. */
let listAt: usize = 0;

/** 64 bits of a lower-cased word (ASCII; other letters come lower-cased). */
// @ts-ignore: decorator
@inline
function hashWord(at: usize, end: usize): u64 {
  let hash = hashWordPart(at, end);
  while (at + 16 < end) {
    at += 16;
    hash = mix(hash + k3) + hashWordPart(at, end);
  }
  return hash ^ (hash >> 32);
}

// @ts-ignore: decorator
@inline
function hashWordPart(at: usize, end: usize): u64 {
  const count = <u8>min<usize>(end - at, 16);
  const lanes = i8x16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  let bytes = v128.and(v128.load(at), i8x16.lt_u(lanes, i8x16.splat(count)));
  const upper = i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(0x41)), i8x16.splat(26));
  bytes = v128.or(bytes, v128.and(upper, i8x16.splat(0x20)));
  return (i64x2.extract_lane(bytes, 0) ^ k0) * k1 + (i64x2.extract_lane(bytes, 1) ^ k4) * k2;
}

// @ts-ignore: decorator
@inline
function addShingle(first: u64, second: u64, third: u64): void {
  const shingle = mix(first * k0 + second * k3 + third);
  const bin = binsAt + (<usize>(((shingle >> 32) * rows) >> 32) << 2);
  store<u32>(bin, min<u32>(load<u32>(bin), <u32>shingle & 0x7fffffff));
  if (listAt) store<u64>(listAt + ((<usize>shingles) << 3), shingle);
  shingles++;
}

/** The 64 bytes at `at` as bits: 1 where a byte is white space. */
// @ts-ignore: decorator
@inline
function spacesAt(at: usize): u64 {
  return (
    <u64>spaceMask(v128.load(at)) |
    ((<u64>spaceMask(v128.load(at, 16))) << 16) |
    ((<u64>spaceMask(v128.load(at, 32))) << 32) |
    ((<u64>spaceMask(v128.load(at, 48))) << 48)
  );
}

// @ts-ignore: decorator
@inline
function spaceMask(bytes: v128): u32 {
  const space = i8x16.eq(bytes, i8x16.splat(0x20));
  const control = i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(0x09)), i8x16.splat(5));
  return <u32>i8x16.bitmask(v128.or(space, control));
}

/** Adds the shingles of one text. */
export function addText(at: usize, end: usize): void {
  let before: u64 = noWord;
  let last: u64 = noWord;
  let words: i32 = 0;
  let start = at;
  for (; at < end; at += 64) {
    let spaces = spacesAt(at);
    while (spaces) {
      const stop = min(at + <usize>ctz(spaces), end);
      spaces &= spaces - 1;
      if (stop > start) {
        const word = hashWord(start, stop);
        if (++words > 2) addShingle(before, last, word);
        before = last;
        last = word;
      }
      start = stop + 1;
      if (stop == end) break;
    }
  }
  if (end > start) {
    const word = hashWord(start, end);
    if (++words > 2) addShingle(before, last, word);
    before = last;
    last = word;
  }
  if (words > 0 && words < 3) addShingle(noWord, before, last);
}

/** Begins a record: no shingles yet. `list`: where to list them, or 0. */
export function startSketch(list: usize): void {
  for (let at: usize = 0; at < rows * 4; at += 16) v128.store(binsAt + at, i8x16.splat(-1));
  shingles = 0;
  listAt = list;
}

/** How many shingles the record has, doubles included. */
export function listed(): u32 {
  return shingles;
}

/**
 * Turns the bins of the last digest into the 84 bytes at `signatureAt`. One-permutation hashing: each shingle falls in
 * one bin, which keeps its smallest; an empty bin copies another one (A. Shrivastava, Optimal Densification for Fast
 * and Accurate Minwise Hashing, ICML 2017). Two sets agree in a byte with the probability of their Jaccard similarity,
 * and by chance in one of 256.
 */
export function sketch(): void {
  for (let row: usize = 0; row < rows; row++) {
    let value = load<u32>(binsAt + (row << 2));
    for (let attempt: u64 = 1; value == u32.MAX_VALUE; attempt++) {
      const other = <usize>(((mix((<u64>row << 32) + attempt) >> 32) * rows) >> 32);
      value = load<u32>(binsAt + (other << 2));
    }
    store<u8>(signatureAt + row, <u8>value);
  }
}

/** Leaves at `bandsAt` one u32 for each `size` rows of the signature. */
export function band(size: usize): void {
  let out = bandsAt;
  for (let row: usize = 0; row + size <= rows; row += size) {
    store<u32>(out, <u32>(hashBytes(signatureAt + row, signatureAt + row + size) >> 16));
    out += 4;
  }
}
