// What is gated, put into one number: an approval holds for as long as this stays the same.

import { createHash } from 'node:crypto';
import { compareText } from '../core/finding.ts';
import type { Change } from './facts.ts';

/** SHA-256 over the (path, mode, blob) of the changes, in any order; 64 hex digits. */
export function digestOf(gated: readonly Change[]): string {
  const entries = gated
    .map(({ path, mode, blob }) => JSON.stringify([path, mode, blob]))
    .sort(compareText)
    .join('\n');
  return createHash('sha256').update(entries).digest('hex');
}
