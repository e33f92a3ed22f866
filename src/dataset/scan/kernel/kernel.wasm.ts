// The part of the scan that touches every byte, in AssemblyScript: scripts/build-kernel.mjs compiles it.
//
// `digest` reads one line of JSON in a single pass and leaves three things behind: whether somebody must look closer
// (doubled keys, long numbers, depth), a hash of the record that does not depend on the order of its keys, and a
// sketch of its three-word shingles. It reads texts without escapes; lines that have some are rewritten before.
// Nothing it says is trusted without a check: JSON.parse judges the syntax, and every hit is confirmed.

// Memory, in bytes. The caller owns everything from `textAt` on.
const signatureAt: usize = 0x0000; // 84 bytes, padded to 96
const exactAt: usize = 0x0080; // u64
const keyAt: usize = 0x0088; // u64
const bandsAt: usize = 0x0100; // up to 84 × u32
const binsAt: usize = 0x0400; // 84 × u32
const framesAt: usize = 0x1000; // 513 × 32 bytes
const keysAt: usize = 0x10000; // 512 levels × 64 keys × u64
const keysPerObject: usize = 64;
export const textAt: usize = 0x50000;

export const rows: usize = 84;

// What `digest` and `inspect` return, as bits.
export const nonAscii: i32 = 1;
export const escaped: i32 = 2;
export const broken: i32 = 4; // not JSON, as far as this reader can tell
export const tooDeep: i32 = 8;
export const lookCloser: i32 = 16; // perhaps a doubled key, a prototype key, a number that loses digits
export const wordless: i32 = 32; // no shingle, so no sketch

const k0: u64 = 0x9e3779b97f4a7c15;
const k1: u64 = 0xbf58476d1ce4e5b9;
const k2: u64 = 0x94d049bb133111eb;
const k3: u64 = 0xd6e8feb86659fd93;
const k4: u64 = 0xa0761d6478bd642f;
const noWord: u64 = 0xe7037ed1a0b428db;

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

/** 64 bits of [at, end). Reads up to 7 bytes further. */
function hashBytes(at: usize, end: usize): u64 {
  let hash: u64 = (<u64>(end - at) + 1) * k0;
  while (at + 8 <= end) {
    hash = (hash ^ load<u64>(at)) * k1;
    hash ^= hash >> 32;
    at += 8;
  }
  if (at < end) {
    hash = (hash ^ (load<u64>(at) & (u64.MAX_VALUE >> ((8 - <u64>(end - at)) << 3)))) * k1;
    hash ^= hash >> 32;
  }
  return mix(hash);
}

// @ts-ignore: decorator
@inline
function mix(hash: u64): u64 {
  hash = (hash ^ (hash >> 29)) * k2;
  return hash ^ (hash >> 32);
}

/** Leaves the hash of [at, end) at `keyAt`. */
export function hashKey(at: usize, end: usize): void {
  store<u64>(keyAt, hashBytes(at, end));
}

let shingles: u32 = 0;
/** Where `digest` lists the shingles as u64, or 0. */
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
function addText(at: usize, end: usize): void {
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
  if (words) clearBins();
  shingles = 0;
  listAt = list;

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
  if (words && shingles == 0) flags |= wordless;
  return depth == 0 ? flags : broken;
}

let number: u64 = 0;
const longNumber: u64 = 0x8ebc6af09c88c6e3;

/**
 * Reads a number, leaves in `number` a hash of its decimal value: 1, 1.0 and 10e-1 are the same. Numbers that a double
 * may not hold (more than 15 digits, far exponents) are all `longNumber`. Returns where the number ends.
 */
function readNumber(at: usize, end: usize): usize {
  const negative = load<u8>(at) == 0x2d;
  if (negative) at++;
  let digits: u64 = 0;
  let significant: i32 = 0;
  let zeros: i32 = 0;
  let fraction: i32 = 0;
  let isFraction = false;
  for (; at < end; at++) {
    const digit = <u32>load<u8>(at) - 0x30;
    if (digit < 10) {
      if (isFraction) fraction++;
      if (digit == 0) {
        if (significant) zeros++;
      } else {
        for (; zeros > 0 && significant < 18; zeros--, significant++) digits *= 10;
        digits = digits * 10 + digit;
        significant += 1 + zeros;
        zeros = 0;
      }
    } else if (digit == <u32>0x2e - 0x30 && !isFraction) isFraction = true;
    else break;
  }
  let exponent = zeros - fraction;
  if (at < end && (load<u8>(at) | 0x20) == 0x65) {
    at++;
    const down = load<u8>(at) == 0x2d;
    if (down || load<u8>(at) == 0x2b) at++;
    let power: i32 = 0;
    for (; at < end; at++) {
      const digit = <u32>load<u8>(at) - 0x30;
      if (digit >= 10) break;
      power = min(power * 10 + <i32>digit, 1 << 20);
    }
    exponent += down ? -power : power;
  }
  if (significant == 0) number = k3;
  else if (significant > 15 || exponent > 280 || exponent < -280) number = longNumber;
  else number = mix((digits << 1) | (negative ? 1 : 0)) ^ (<u64>(exponent + 512) * k1);
  return at;
}

function clearBins(): void {
  for (let at: usize = 0; at < rows * 4; at += 16) v128.store(binsAt + at, i8x16.splat(-1));
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

// The index of held-out records, for leaks. At `index`: how many records, how many rows a band has, the number of
// slots (a power of two), the last probe; then u32 heads of chains, u32 links (record × bands + band, plus 1), 96
// bytes of signature for each record, and the last probe that met each record.
const indexHead: usize = 64;
const signatureBytes: usize = 96;
const mostOfABucket: i32 = 32;

// @ts-ignore: decorator
@inline
function linksOf(index: usize): usize {
  return index + indexHead + (<usize>load<u32>(index, 8) << 2);
}

// @ts-ignore: decorator
@inline
function signaturesOf(index: usize): usize {
  return linksOf(index) + <usize>load<u32>(index) * (rows / <usize>load<u32>(index, 4)) * 4;
}

// @ts-ignore: decorator
@inline
function slotOf(index: usize, signature: usize, band: usize, size: usize): usize {
  const hash = hashBytes(signature + band * size, signature + (band + 1) * size) + (<u64>band) * k0;
  return index + indexHead + ((<usize>(hash >> 20) & (<usize>load<u32>(index, 8) - 1)) << 2);
}

function isSameBand(a: usize, b: usize, size: usize): bool {
  for (let row: usize = 0; row < size; row++) if (load<u8>(a + row) != load<u8>(b + row)) return false;
  return true;
}

/** How many bytes an index needs. */
export function indexBytes(count: usize, size: usize, slots: usize): usize {
  return indexHead + slots * 4 + count * (rows / size) * 4 + count * (signatureBytes + 4);
}

/** Prepares an index; then copy each record's 84 bytes to `signatureAt` and call `addToIndex`, in order. */
export function openIndex(index: usize, count: usize, size: usize, slots: usize): void {
  memory.fill(index, 0, indexBytes(count, size, slots));
  store<u32>(index, <u32>count);
  store<u32>(index, <u32>size, 4);
  store<u32>(index, <u32>slots, 8);
}

/** A bucket takes the first 32 records that agree in a band: the number of candidates stays linear. */
export function addToIndex(index: usize, record: usize): void {
  const size = <usize>load<u32>(index, 4);
  const bands = rows / size;
  const links = linksOf(index);
  const signatures = signaturesOf(index);
  const own = signatures + record * signatureBytes;
  memory.copy(own, signatureAt, rows);
  for (let band: usize = 0; band < bands; band++) {
    const slot = slotOf(index, own, band, size);
    let same: i32 = 0;
    let steps: i32 = 0;
    for (let link = load<u32>(slot); link && same < mostOfABucket && steps < 1024; steps++) {
      const entry = <usize>link - 1;
      const other = signatures + (entry / bands) * signatureBytes;
      if (entry % bands == band && isSameBand(other + band * size, own + band * size, size)) same++;
      link = load<u32>(links + (entry << 2));
    }
    if (same == mostOfABucket) continue;
    const entry = record * bands + band;
    store<u32>(links + (entry << 2), load<u32>(slot));
    store<u32>(slot, <u32>entry + 1);
  }
}

/**
 * Writes to `out` the records of the index that share a band with the signature at `signatureAt` and agree with it in
 * at least `least` rows, as pairs of u32: record, rows that agree. Returns how many, at most `capacity`.
 */
export function probe(index: usize, least: i32, out: usize, capacity: i32): i32 {
  const size = <usize>load<u32>(index, 4);
  const bands = rows / size;
  const links = linksOf(index);
  const signatures = signaturesOf(index);
  const marks = signatures + <usize>load<u32>(index) * signatureBytes;
  const turn = load<u32>(index, 12) + 1;
  store<u32>(index, turn, 12);
  let found: i32 = 0;
  for (let band: usize = 0; band < bands; band++) {
    for (let link = load<u32>(slotOf(index, signatureAt, band, size)); link; ) {
      const entry = <usize>link - 1;
      link = load<u32>(links + (entry << 2));
      if (entry % bands != band) continue;
      const record = entry / bands;
      const mark = marks + (record << 2);
      if (load<u32>(mark) == turn) continue;
      const other = signatures + record * signatureBytes;
      if (!isSameBand(other + band * size, signatureAt + band * size, size)) continue;
      store<u32>(mark, turn);
      const agreeing = agreement(other);
      if (agreeing < least || found == capacity) continue;
      store<u32>(out + ((<usize>found) << 3), <u32>record);
      store<u32>(out + ((<usize>found) << 3), <u32>agreeing, 4);
      found++;
    }
  }
  return found;
}

/** In how many rows the signature at `other` agrees with the one at `signatureAt`. */
function agreement(other: usize): i32 {
  let rowsAlike: i32 = 0;
  for (let at: usize = 0; at < 80; at += 16) {
    rowsAlike += popcnt(i8x16.bitmask(i8x16.eq(v128.load(other + at), v128.load(signatureAt + at))));
  }
  const rest = i8x16.bitmask(i8x16.eq(v128.load(other + 80), v128.load(signatureAt + 80))) & 15;
  return rowsAlike + popcnt(rest);
}

/** How many shingles the last digest listed, doubles included. */
export function listed(): u32 {
  return shingles;
}

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
