// What one line says and what is wrong with it: the slow, complete answer that the fast path falls back to.

import { Buffer, isUtf8 } from 'node:buffer';
import type { FaultKind } from '../facts.ts';
import { describeErrors, notAnObject } from '../schemas/schema-problems.ts';
import type { Validator } from '../schemas/validators.ts';
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

/** What is wrong with a line before anybody looks for a record in it. */
export const lineProblem = {
  mark: { kind: 'utf8', column: 1, message: 'the file starts with a byte order mark; save it as UTF-8 without one' },
  tooLong: (length: number, most: number) => ({
    kind: 'line-length' as const,
    message: `the line has ${length} bytes; at most ${most} are read`,
  }),
  crlf: (count: number) => ({
    kind: 'line-ending' as const,
    message: `${count === 1 ? '1 line ends' : `${count} lines end`} in CRLF${count === 1 ? '' : '; the first is here'}; end lines in a newline alone`,
  }),
  blank: (count: number) => ({
    kind: 'line-ending' as const,
    message: count === 1 ? 'the line is blank; remove it' : `${count} lines are blank; the first is here; remove them`,
  }),
  unfinished: { kind: 'line-ending', message: 'the last line does not end in a newline' },
} satisfies Record<string, LineProblem | ((count: number, most: number) => LineProblem)>;

export function startsWithMark(bytes: Uint8Array, at: number, end: number): boolean {
  return end - at >= 3 && bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf;
}

/** Whether [at, end) holds nothing but JSON's white space. */
export function isBlank(bytes: Uint8Array, at: number, end: number): boolean {
  for (; at < end; at++) if (bytes[at] !== 0x20 && bytes[at] !== 0x09 && bytes[at] !== 0x0d) return false;
  return true;
}

/** Reads one line that is neither blank nor too long; `bytes` stand without `\n`, `\r` at the end and byte order mark. */
export function checkLine(bytes: Buffer, validator: Validator | null, maxDepth: number): CheckedLine {
  if (!isUtf8(bytes)) return { value: undefined, problems: [describeBadByte(bytes)] };
  const text = bytes.toString('utf8');
  const problems: LineProblem[] = readCarefully(text, maxDepth);
  if (problems.some(({ kind }) => kind === 'syntax' || kind === 'depth')) return { value: undefined, problems };
  const value: unknown = JSON.parse(text);
  if (validator) for (const problem of checkSchema(value, validator, bytes.length)) problems.push(problem);
  return { value, problems };
}

/** In a longer line the first fault alone is looked for: a fault in each of its values could be millions. */
const mostExplainedBytes = 1 << 18;

/**
 * What is wrong with `value` after its schema; a value that is no object is wrong after every schema. `lineBytes`: the
 * length of the line that it stands in.
 */
export function checkSchema(value: unknown, { accept, explain }: Validator, lineBytes: number): LineProblem[] {
  if (!isObject(value)) return [{ kind: 'schema', ...notAnObject(value) }];
  if (accept(value)) return [];
  const isLong = lineBytes > mostExplainedBytes;
  if (!isLong) explain(value);
  const errors = (isLong ? accept : explain).errors ?? [];
  const problems = describeErrors(value, errors).map((problem): LineProblem => ({ kind: 'schema', ...problem }));
  const last = problems.at(-1);
  if (isLong && last) last.message += ' (the record is too long to look for more)';
  return problems;
}

export function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The first byte that is not UTF-8; there is one. */
export function describeBadByte(bytes: Buffer): LineProblem {
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
