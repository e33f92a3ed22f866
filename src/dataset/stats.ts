// How many examples there are of what, and how long they are: what a team asks before it adds the next one.

import type { DatasetName } from './facts.ts';
import { parseRecord } from './parse-record.ts';
import { splitLines } from './split-lines.ts';
import { member, textsIn } from './values.ts';

export const aspects = ['domain', 'tier', 'language'] as const;
type Aspect = (typeof aspects)[number];

/** Of the examples' text values, keys excluded, in characters (Unicode code points). `null` where there is none. */
interface Lengths {
  min: number | null;
  median: number | null;
  p95: number | null;
  max: number | null;
  total: number;
}

export interface Stats {
  examples: number;
  /** Lines that are no JSON; they count as examples, and nowhere else. */
  unreadable: number;
  bytes: number;
  characters: Lengths;
  /** Estimated, see `estimateTokens`. */
  tokens: number;
  /** Examples by the value of `metadata`; those without it are counted under the empty text. */
  by: Record<Aspect, Record<string, number>>;
}

export interface FileStats extends Stats, DatasetName {
  path: string;
}

/** What one file's bytes hold, and what sums it up with others. */
export interface Sample extends DatasetName {
  path: string;
  unreadable: number;
  bytes: number;
  lengths: number[];
  tokens: number;
  by: Record<Aspect, Map<string, number>>;
}

export async function sampleDataset(
  name: DatasetName & { path: string },
  chunks: AsyncIterable<Uint8Array>,
  maxDepth: number,
): Promise<Sample> {
  const by = { domain: new Map(), tier: new Map(), language: new Map() };
  const sample: Sample = { ...name, unreadable: 0, bytes: 0, lengths: [], tokens: 0, by };
  const counted = async function* () {
    for await (const chunk of chunks) {
      sample.bytes += chunk.length;
      yield chunk;
    }
  };
  for await (const { bytes } of splitLines(counted())) {
    const record = parseRecord(bytes, maxDepth);
    if (record === undefined) sample.unreadable++;
    else count(sample, record);
  }
  return sample;
}

function count(sample: Sample, record: unknown): void {
  let characters = 0;
  let tokens = 0;
  for (const text of textsIn(record)) {
    characters += codePoints(text);
    tokens += estimateTokens(text);
  }
  sample.lengths.push(characters);
  sample.tokens += tokens;
  const metadata = member(record, 'metadata');
  for (const aspect of aspects) {
    const value = member(metadata, aspect);
    const name = typeof value === 'string' ? value : '';
    const counts = sample.by[aspect];
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
}

/**
 * Tokens of a text, roughly, whatever the model: one for 4 ASCII characters and one for 2 bytes of UTF-8 of all others.
 * Within about 20 % for English and Spanish prose; a tokenizer of one model would be exact for that model alone.
 */
export function estimateTokens(text: string): number {
  let ascii = 0;
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) < 0x80) ascii++;
  const others = ascii === text.length ? 0 : Buffer.byteLength(text) - ascii;
  return Math.ceil(ascii / 4 + others / 2);
}

export function statsOf(samples: readonly Sample[]): Stats {
  const lengths = Float64Array.from(samples.flatMap((sample) => sample.lengths)).sort();
  const at = (share: number) => lengths[Math.max(0, Math.ceil(share * lengths.length) - 1)] ?? null;
  const sum = (of: (sample: Sample) => number) => samples.reduce((total, sample) => total + of(sample), 0);
  return {
    examples: lengths.length + sum(({ unreadable }) => unreadable),
    unreadable: sum(({ unreadable }) => unreadable),
    bytes: sum(({ bytes }) => bytes),
    characters: {
      min: lengths[0] ?? null,
      median: at(0.5),
      p95: at(0.95),
      max: lengths.at(-1) ?? null,
      total: lengths.reduce((total, length) => total + length, 0),
    },
    tokens: sum(({ tokens }) => tokens),
    by: { domain: merge(samples, 'domain'), tier: merge(samples, 'tier'), language: merge(samples, 'language') },
  };
}

/** The most frequent value first. */
function merge(samples: readonly Sample[], aspect: Aspect): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { by } of samples) for (const [name, n] of by[aspect]) counts.set(name, (counts.get(name) ?? 0) + n);
  return Object.fromEntries([...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)));
}

function codePoints(text: string): number {
  let pairs = 0;
  for (let at = 0; at < text.length; at++) if ((text.charCodeAt(at) & 0xfc00) === 0xdc00) pairs++;
  return text.length - pairs;
}
