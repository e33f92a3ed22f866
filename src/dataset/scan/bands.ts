// How a signature is cut into bands, so that alike records meet in one with near certainty and others seldom.

import { signatureRows } from './kernel/kernel.ts';

/** Chance of a pair that is exactly as alike as the threshold to meet in no band. */
const mostMissed = 0.01;

/**
 * Rows of a band, for records at least `similarity` alike: the most that still lets 99 % of such pairs meet
 * (1 − (1 − sʳ)^(84/r); A. Broder, On the Resemblance and Containment of Documents, 1997; P. Indyk and R. Motwani,
 * Approximate Nearest Neighbors, 1998). 0.85 → 7 rows, 12 bands; 0.6 → 3 rows, 28 bands.
 */
export function bandRows(similarity: number): number {
  let best = 1;
  for (let size = 1; size <= signatureRows; size++) {
    const bands = signatureRows / size;
    if (Number.isInteger(bands) && (1 - similarity ** size) ** bands <= mostMissed) best = size;
  }
  return best;
}

/** Rows in which two records of at least `similarity` agree, short of four standard deviations. */
export function leastAgreement(similarity: number): number {
  const deviation = Math.sqrt((similarity * (1 - similarity)) / signatureRows);
  return Math.max(1, Math.floor(signatureRows * (similarity - 4 * deviation)));
}
