// What the app saw when reviews were submitted, kept in the text of its own check run: on GitHub, and nowhere else.

import type { ApprovalRecord, Review } from './facts.ts';

const comment = /<!-- goldgate:records((?: \d{1,19}:[0-9a-f]{40}:[0-9a-f]{64})*) -->\s*$/;

/** One HTML comment, for the very end of a check's text; of about 120 characters a record. */
export function encodeRecords(records: readonly ApprovalRecord[]): string {
  const written = [...records]
    .sort((a, b) => a.review - b.review)
    .map(({ review, head, digest }) => ` ${review}:${head}:${digest}`);
  return `<!-- goldgate:records${written.join('')} -->`;
}

/** The records at the end of a text that `encodeRecords` wrote; none where it does not end so. */
export function decodeRecords(text: string): ApprovalRecord[] {
  const [, written = ''] = comment.exec(text) ?? [];
  return written
    .split(' ')
    .filter(Boolean)
    .map((record) => {
      const [review = '', head = '', digest = ''] = record.split(':');
      return { review: Number(review), head, digest };
    });
}

/** Those of approvals that still stand; a later record of one review counts for nothing, the first saw its delivery. */
export function standingRecords(records: readonly ApprovalRecord[], reviews: readonly Review[]): ApprovalRecord[] {
  const standing = new Set(reviews.filter(({ state }) => state === 'APPROVED').map(({ id }) => id));
  const first = new Map<number, ApprovalRecord>();
  for (const record of records) {
    if (standing.has(record.review) && !first.has(record.review)) first.set(record.review, record);
  }
  return [...first.values()];
}
