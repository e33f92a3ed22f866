// What one line says and what is wrong with it: the slow, complete answer that the fast path falls back to.

import { Buffer, isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { FaultKind } from '../facts.ts';
import { describeErrors, notAnObject } from '../schemas/schema-problems.ts';
import type { Validate } from '../schemas/validators.ts';
import { type Problem, readCarefully } from './careful-reader.ts';

export interface LineProblem extends Partial<Problem> {
  kind: FaultKind;
  message: string;
}

export interface CheckedLine {
  /** The record; `undefined` when the line cannot be read as one. */
  value: unknown;
  problems: LineProblem[];
}

/** A line's identity: 32 hex digits, half of the SHA-256 of its bytes up to the `\n`. */
export function contentOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 32);
}

/** Reads one line that is neither blank nor too long; `bytes` stand without `\n`, `\r` at the end and byte order mark. */
export function checkLine(bytes: Buffer, validate: Validate | null, maxDepth: number): CheckedLine {
  if (!isUtf8(bytes)) return { value: undefined, problems: [describeBadByte(bytes)] };
  const text = bytes.toString('utf8');
  const problems: LineProblem[] = readCarefully(text, maxDepth);
  if (problems.some(({ kind }) => kind === 'syntax' || kind === 'depth')) return { value: undefined, problems };
  const value: unknown = JSON.parse(text);
  if (validate) for (const problem of checkSchema(value, validate)) problems.push(problem);
  return { value, problems };
}

/** What is wrong with `value` after its schema; a value that is no object is wrong after every schema. */
export function checkSchema(value: unknown, validate: Validate): LineProblem[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return [{ kind: 'schema', ...notAnObject(value) }];
  if (validate(value)) return [];
  return describeErrors(value, validate.errors ?? []).map((problem) => ({ kind: 'schema', ...problem }));
}

function describeBadByte(bytes: Buffer): LineProblem {
  const text = bytes.toString('utf8');
  let column = text.indexOf('\ufffd');
  let offset = Buffer.byteLength(text.slice(0, column));
  while (bytes.readUIntBE(offset, Math.min(3, bytes.length - offset)) === 0xefbfbd) {
    const next = text.indexOf('\ufffd', column + 1);
    offset += Buffer.byteLength(text.slice(column, next));
    column = next;
  }
  const byte = (bytes[offset] ?? 0).toString(16).toUpperCase().padStart(2, '0');
  return { kind: 'utf8', column: column + 1, message: `the byte 0x${byte} is not UTF-8 here; save the file as UTF-8` };
}

export function isBlank(bytes: Uint8Array): boolean {
  for (const byte of bytes) if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0d) return false;
  return true;
}
