// JSON.parse is fast, and silent about doubled keys, lost digits and lone surrogates; its messages change with the
// version of Node. This strict reader runs on suspicious lines only and names everything, with column and pointer.

import type { FaultKind } from '../facts.ts';
import { isDigit, JsonCursor } from './json-cursor.ts';
import { pointerOf } from './pointer.ts';
import { survivesDouble } from './precision.ts';
import { quote } from './quote.ts';

export interface Problem {
  kind: FaultKind;
  /** From 1, in UTF-16 code units. */
  column: number;
  /** Absent for what has no place in the record: syntax, depth. */
  pointer?: string;
  message: string;
}

/** A line with more problems of one kind than this lists the first ones; `tidy` says how many were left out. */
const mostOfAKind = 100;
const prototypeKeys = new Set(['__proto__', 'constructor', 'prototype']);

const loneHalf = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

class SyntaxStop extends Error {}

/**
 * Everything that is wrong with one line of JSON short of its schema: `syntax` (the first one ends the reading; RFC
 * 8259), `unique-keys`, `prototype-key`, `precision`, `surrogate`, and `depth` when arrays and objects nest deeper
 * than `maxDepth` (which ends the reading too). An empty list: JSON.parse takes the line and loses nothing.
 */
export function readCarefully(text: string, maxDepth: number): Problem[] {
  const reader = new CarefulReader(text, maxDepth);
  reader.readDocument();
  return reader.problems;
}

class CarefulReader {
  readonly problems: Problem[] = [];
  readonly #counts = new Map<FaultKind, number>();
  readonly #cursor: JsonCursor;
  readonly #maxDepth: number;
  readonly #path: (string | number)[] = [];

  constructor(text: string, maxDepth: number) {
    this.#cursor = new JsonCursor(text);
    this.#maxDepth = maxDepth;
  }

  readDocument(): void {
    try {
      this.#cursor.skipSpace();
      this.#readValue(0);
      this.#cursor.skipSpace();
      if (!this.#cursor.isAtEnd) this.#fail('the end of the line');
    } catch (thrown) {
      if (!(thrown instanceof SyntaxStop)) throw thrown;
    }
    for (const [kind, count] of this.#counts) {
      if (count <= mostOfAKind) continue;
      const last = this.problems.findLast((problem) => problem.kind === kind);
      if (last) last.message += ` (and ${count - mostOfAKind} more of this kind in the line)`;
    }
  }

  #readValue(depth: number): void {
    const first = this.#cursor.here;
    if (first === '"') this.#readString();
    else if (first === '{' || first === '[') {
      if (depth >= this.#maxDepth) {
        this.#add('depth', this.#cursor.at, `nested deeper than ${this.#maxDepth} levels`, false);
        throw new SyntaxStop();
      }
      if (first === '{') this.#readObject(depth + 1);
      else this.#readArray(depth + 1);
    } else if (first === '-' || isDigit(first)) this.#readNumber();
    else this.#readWord();
  }

  #readObject(depth: number): void {
    const seen = new Set<string>();
    this.#cursor.at++;
    this.#cursor.skipSpace();
    if (this.#cursor.take('}')) return;
    for (;;) {
      if (this.#cursor.here !== '"')
        this.#fail(seen.size === 0 ? 'a key in double quotes or "}"' : 'a key in double quotes');
      const start = this.#cursor.at;
      const key = this.#readString(true);
      this.#path.push(key);
      if (seen.has(key))
        this.#add(
          'unique-keys',
          start,
          `the key ${quote(key)} stands twice in one object; only its last value is kept`,
        );
      if (prototypeKeys.has(key))
        this.#add('prototype-key', start, `the key ${quote(key)} can change how programs treat the object; rename it`);
      seen.add(key);
      this.#cursor.skipSpace();
      if (!this.#cursor.take(':')) this.#fail('":" after the key');
      this.#cursor.skipSpace();
      this.#readValue(depth);
      this.#path.pop();
      this.#cursor.skipSpace();
      if (this.#cursor.take('}')) return;
      if (!this.#cursor.take(',')) this.#fail('"," or "}"');
      this.#cursor.skipSpace();
    }
  }

  #readArray(depth: number): void {
    this.#cursor.at++;
    this.#cursor.skipSpace();
    if (this.#cursor.take(']')) return;
    for (let index = 0; ; index++) {
      this.#path.push(index);
      this.#readValue(depth);
      this.#path.pop();
      this.#cursor.skipSpace();
      if (this.#cursor.take(']')) return;
      if (!this.#cursor.take(',')) this.#fail('"," or "]"');
      this.#cursor.skipSpace();
    }
  }

  #readString(isKey = false): string {
    const start = this.#cursor.at++;
    /** Where the escapes in the text are written, by where they stand in its value. */
    const written = new Map<number, number>();
    let value = '';
    for (;;) {
      value += this.#cursor.takePlain();
      if (this.#cursor.take('"')) break;
      if (this.#cursor.isAtEnd) this.#fail('the closing double quote of the text that starts in', start);
      if (this.#cursor.here !== '\\') this.#fail('an escape sequence in place of a raw control character');
      written.set(value.length, this.#cursor.at);
      value += this.#readEscape();
    }
    const half = value.isWellFormed() ? null : loneHalf.exec(value);
    if (half) this.#addSurrogate(half[0], written.get(half.index) ?? start, isKey);
    return value;
  }

  #readEscape(): string {
    const letter = this.#cursor.text[this.#cursor.at + 1] ?? '';
    const plain = escapes[letter];
    if (plain !== undefined) {
      this.#cursor.at += 2;
      return plain;
    }
    const hex = this.#cursor.text.slice(this.#cursor.at + 2, this.#cursor.at + 6);
    if (letter !== 'u' || !/^[0-9a-fA-F]{4}$/.test(hex))
      this.#fail('one of the escapes \\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX');
    this.#cursor.at += 6;
    return String.fromCharCode(Number.parseInt(hex, 16));
  }

  #addSurrogate(half: string, at: number, isKey: boolean): void {
    const code = `\\u${half.charCodeAt(0).toString(16)}`;
    const message = `${isKey ? 'the key' : 'the text'} holds ${code}, half of a surrogate pair, which no UTF-8 text can hold`;
    this.#add('surrogate', at, message);
  }

  #readNumber(): void {
    const start = this.#cursor.at;
    this.#cursor.take('-');
    if (!this.#cursor.take('0')) this.#readDigits('a digit');
    if (this.#cursor.take('.')) this.#readDigits('a digit after the decimal point');
    if (this.#cursor.take('e') || this.#cursor.take('E')) {
      if (!this.#cursor.take('+')) this.#cursor.take('-');
      this.#readDigits('a digit of the exponent');
    }
    const text = this.#cursor.text.slice(start, this.#cursor.at);
    if (survivesDouble(text)) return;
    const shown = text.length > 40 ? `${text.slice(0, 39)}…` : text;
    this.#add(
      'precision',
      start,
      `the number ${shown} is read as ${String(Number(text))}; write it as a text to keep its digits`,
    );
  }

  #readDigits(expected: string): void {
    if (this.#cursor.takeDigits() === 0) this.#fail(expected);
  }

  #readWord(): void {
    if (!['true', 'false', 'null'].some((word) => this.#cursor.takeWord(word))) this.#fail('a value');
  }

  #fail(expected: string, start?: number): never {
    const from = start === undefined ? '' : ` column ${start + 1}`;
    this.#add('syntax', this.#cursor.at, `expected ${expected}${from}, found ${this.#cursor.found()}`, false);
    throw new SyntaxStop();
  }

  #add(kind: FaultKind, at: number, message: string, placed = true): void {
    const count = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, count);
    if (count > mostOfAKind) return;
    this.problems.push({ kind, column: at + 1, ...(placed ? { pointer: pointerOf(this.#path) } : {}), message });
  }
}

const escapes: Record<string, string | undefined> = Object.assign(Object.create(null), {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
});
