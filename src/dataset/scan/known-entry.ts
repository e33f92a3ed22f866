// Known lines as bytes and back, for a cache that anybody may have written to: what is not exactly what was written is
// treated as if it were not there.

import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { version } from '../../core/version.ts';
import { contentWords } from './content.ts';
import { kernelBase64 } from './kernel/kernel.generated.ts';
import { signatureRows } from './kernel/kernel.ts';
import type { LineFacts } from './known-lines.ts';
import { tallied } from './tally.ts';

const format = 2;
const hashBytes = 32;
/** Bytes of each column for one line, in the order of the file: the wider numbers first, so that all are aligned. */
const columns = {
  details: 4 * (1 + tallied.length),
  key: 8,
  exact: 4,
  contents: 4 * contentWords,
  signatures: signatureRows,
  flags: 1,
} as const;

interface Header {
  name: string;
  count: number;
  unfinished: boolean;
  values: string[][];
}

/** What the facts of a file depend on besides its bytes. */
export interface EntryKey {
  /** The git blob id of the file's content. */
  blob: string;
  role: string;
  maxDepth: number;
  maxLineBytes: number;
}

/** The name of an entry: 64 hex digits of everything that its content depends on: the code by its version, the kernel's by itself. */
export function entryName({ blob, role, maxDepth, maxLineBytes }: EntryKey): string {
  const key = JSON.stringify([version, format, kernelBase64, blob, role, maxDepth, maxLineBytes]);
  return createHash('sha256').update(key).digest('hex');
}

/** SHA-256 of the rest, length of the header, header, columns. */
export function encodeEntry(name: string, facts: LineFacts): Buffer {
  const { values, unfinished, flags } = facts;
  const header = Buffer.from(JSON.stringify({ name, count: flags.length, unfinished, values } satisfies Header));
  const padded = Buffer.concat([header, Buffer.alloc(-header.length & 7, ' ')]);
  const length = Buffer.alloc(8);
  length.writeUInt32LE(padded.length);
  const parts = Object.keys(columns).map((column) => bytesOf(facts[column as keyof typeof columns]));
  const body = Buffer.concat([length, padded, ...parts]);
  return Buffer.concat([createHash('sha256').update(body).digest(), body]);
}

/** `null` for bytes that `encodeEntry` did not write under this name. `entry` starts on a boundary of eight. */
export function decodeEntry(name: string, entry: Uint8Array): LineFacts | null {
  const body = entry.subarray(hashBytes);
  if (body.length < 8 || !createHash('sha256').update(body).digest().equals(entry.subarray(0, hashBytes))) return null;
  const headerBytes = new DataView(body.buffer, body.byteOffset).getUint32(0, true);
  let header: Header;
  try {
    header = JSON.parse(Buffer.from(body.subarray(8, 8 + headerBytes)).toString('utf8'));
  } catch {
    return null;
  }
  const { count, unfinished, values } = header;
  const perLine = Object.values(columns).reduce((sum, size) => sum + size, 0);
  if (header.name !== name || body.length !== 8 + headerBytes + count * perLine) return null;
  let at = body.byteOffset + 8 + headerBytes;
  const bytes = (column: keyof typeof columns) => {
    const start = at;
    at += count * columns[column];
    return new Uint8Array(body.buffer, start, at - start);
  };
  const numbers = (column: keyof typeof columns) => {
    const { buffer, byteOffset, length } = bytes(column);
    return new Uint32Array(buffer, byteOffset, length / 4);
  };
  // In the order of the columns.
  const [details, key, exact, contents] = [numbers('details'), numbers('key'), numbers('exact'), numbers('contents')];
  const [signatures, flags] = [bytes('signatures'), bytes('flags')];
  return { contents, flags, exact, key, signatures, details, values, unfinished };
}

function bytesOf({ buffer, byteOffset, byteLength }: Uint8Array | Uint32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
