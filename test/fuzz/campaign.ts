// Runs a check over many inputs, holds each to its time and all to their memory, and makes a failing one small.

import type { Buffer } from 'node:buffer';
import { expect } from 'vitest';

type Check = (input: Buffer) => void | Promise<void>;

const patience = 2_000;
const mostMemory = 768 * 1024 * 1024;

/** Fails with the smallest input that it finds, in base64, to be pinned as a case of its own. */
export async function campaign(cases: number, draw: () => Buffer, check: Check): Promise<void> {
  for (let index = 0; index < cases; index++) {
    const input = draw();
    const failure = await attempt(input, check);
    if (failure) await fail(input, check, `case ${index}`);
  }
  expect(process.memoryUsage().rss).toBeLessThan(mostMemory);
}

export async function fail(input: Buffer, check: Check, label: string): Promise<never> {
  const small = await shrink(input, async (candidate) => (await attempt(candidate, check)) !== null);
  const reason = await attempt(small, check);
  throw new Error(
    `${label}: ${reason}\n${JSON.stringify(small.toString('latin1'))}\nbase64 ${small.toString('base64')}`,
  );
}

export async function attempt(input: Buffer, check: Check): Promise<string | null> {
  const start = performance.now();
  try {
    await check(input);
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message).slice(0, 1500) : String(error);
  }
  const took = performance.now() - start;
  return took > patience ? `took ${Math.round(took)} ms` : null;
}

/** Leaves out halves, quarters, … and single bytes as long as it still fails; bounded in tries. */
async function shrink(input: Buffer, fails: (candidate: Buffer) => Promise<boolean>): Promise<Buffer> {
  let best = input;
  let tries = 400;
  for (let size = best.length >> 1; size >= 1; size >>= 1) {
    for (let at = 0; at < best.length && tries > 0; tries--) {
      const candidate = best.subarray(0, at).toString('latin1') + best.subarray(at + size).toString('latin1');
      const bytes = globalThis.Buffer.from(candidate, 'latin1');
      if (await fails(bytes)) best = bytes;
      else at += size;
    }
  }
  return best;
}
