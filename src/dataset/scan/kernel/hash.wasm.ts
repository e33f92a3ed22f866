// 64-bit hashes: quick, well mixed, and no secret. Whatever they propose is confirmed on the data.

export const k0: u64 = 0x9e3779b97f4a7c15;
export const k1: u64 = 0xbf58476d1ce4e5b9;
export const k2: u64 = 0x94d049bb133111eb;
export const k3: u64 = 0xd6e8feb86659fd93;
export const k4: u64 = 0xa0761d6478bd642f;

/** 64 bits of [at, end). Reads up to 7 bytes further. */
export function hashBytes(at: usize, end: usize): u64 {
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
export function mix(hash: u64): u64 {
  hash = (hash ^ (hash >> 29)) * k2;
  return hash ^ (hash >> 32);
}

