// Numbers of JSON by their decimal value, so that 1, 1.0 and 10e-1 are the same.

import { k1, k3, mix } from './hash.wasm';

/** The hash that `readNumber` left. */
export let number: u64 = 0;
/** The hash of every number that a double may not hold: more than 15 digits, or a far exponent. */
export const longNumber: u64 = 0x8ebc6af09c88c6e3;

/** Reads a number, leaves the hash of its decimal value in `number`, and returns where it ends. */
export function readNumber(at: usize, end: usize): usize {
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

