// The index of held-out records, for leaks. At `index`: how many records, how many rows a band has, the number of
// slots (a power of two), the last probe; then u32 heads of chains, u32 links (record × bands + band, plus 1), 96
// bytes of signature for each record, and the last probe that met each record.

import { rows, signatureAt } from './layout.wasm';
import { hashBytes, k0 } from './hash.wasm';

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
