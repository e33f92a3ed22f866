// JSON.parse is fast, and silent about doubled keys, lost digits and lone surrogates; its messages change with the
// version of Node. This strict reader runs on suspicious lines only and names everything, with column and pointer.

import type { FaultKind } from '../facts.ts';
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
  readonly #text: string;
  readonly #maxDepth: number;
  readonly #path: (string | number)[] = [];
  #at = 0;

  constructor(text: string, maxDepth: number) {
    this.#text = text;
    this.#maxDepth = maxDepth;
  }

  readDocument(): void {
    try {
      this.#skipSpace();
      this.#readValue(0);
      this.#skipSpace();
      if (this.#at < this.#text.length) this.#fail('the end of the line');
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
    const first = this.#text[this.#at];
    if (first === '"') this.#readString();
    else if (first === '{' || first === '[') {
      if (depth >= this.#maxDepth) {
        this.#add('depth', this.#at, `nested deeper than ${this.#maxDepth} levels`, false);
        throw new SyntaxStop();
      }
      if (first === '{') this.#readObject(depth + 1);
      else this.#readArray(depth + 1);
    } else if (first === '-' || isDigit(first)) this.#readNumber();
    else this.#readWord();
  }

  #readObject(depth: number): void {
    const seen = new Set<string>();
    this.#at++;
    this.#skipSpace();
    if (this.#take('}')) return;
    for (;;) {
      if (this.#text[this.#at] !== '"')
        this.#fail(seen.size === 0 ? 'a key in double quotes or "}"' : 'a key in double quotes');
      const start = this.#at;
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
      this.#skipSpace();
      if (!this.#take(':')) this.#fail('":" after the key');
      this.#skipSpace();
      this.#readValue(depth);
      this.#path.pop();
      this.#skipSpace();
      if (this.#take('}')) return;
      if (!this.#take(',')) this.#fail('"," or "}"');
      this.#skipSpace();
    }
  }

  #readArray(depth: number): void {
    this.#at++;
    this.#skipSpace();
    if (this.#take(']')) return;
    for (let index = 0; ; index++) {
      this.#path.push(index);
      this.#readValue(depth);
      this.#path.pop();
      this.#skipSpace();
      if (this.#take(']')) return;
      if (!this.#take(',')) this.#fail('"," or "]"');
      this.#skipSpace();
    }
  }

  #readString(isKey = false): string {
    const start = this.#at++;
    let value = '';
    for (;;) {
      const from = this.#at;
      while (isPlain(this.#text.charCodeAt(this.#at))) this.#at++;
      value += this.#text.slice(from, this.#at);
      if (this.#take('"')) break;
      if (this.#at >= this.#text.length) this.#fail('the closing double quote of the text that starts in', start);
      if (this.#text[this.#at] !== '\\') this.#fail('an escape sequence in place of a raw control character');
      value += this.#readEscape();
    }
    this.#checkSurrogates(value, start, isKey);
    return value;
  }

  #readEscape(): string {
    const letter = this.#text[this.#at + 1] ?? '';
    const plain = escapes[letter];
    if (plain !== undefined) {
      this.#at += 2;
      return plain;
    }
    const hex = this.#text.slice(this.#at + 2, this.#at + 6);
    if (letter !== 'u' || !/^[0-9a-fA-F]{4}$/.test(hex))
      this.#fail('one of the escapes \\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX');
    this.#at += 6;
    return String.fromCharCode(Number.parseInt(hex, 16));
  }

  #checkSurrogates(value: string, start: number, isKey: boolean): void {
    if (value.isWellFormed()) return;
    const half = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.exec(value)?.[0] ?? '';
    const written = `\\u${half.charCodeAt(0).toString(16)}`;
    const offset = this.#text.slice(start, this.#at).toLowerCase().indexOf(written);
    const message = `${isKey ? 'the key' : 'the text'} holds ${written}, half of a surrogate pair, which no UTF-8 text can hold`;
    this.#add('surrogate', start + Math.max(offset, 0), message);
  }

  #readNumber(): void {
    const start = this.#at;
    this.#take('-');
    if (!this.#take('0')) this.#takeDigits('a digit');
    if (this.#take('.')) this.#takeDigits('a digit after the decimal point');
    if (this.#take('e') || this.#take('E')) {
      if (!this.#take('+')) this.#take('-');
      this.#takeDigits('a digit of the exponent');
    }
    const text = this.#text.slice(start, this.#at);
    if (survivesDouble(text)) return;
    const shown = text.length > 40 ? `${text.slice(0, 39)}…` : text;
    this.#add(
      'precision',
      start,
      `the number ${shown} is read as ${String(Number(text))}; write it as a text to keep its digits`,
    );
  }

  #takeDigits(expected: string): void {
    const from = this.#at;
    while (isDigit(this.#text[this.#at])) this.#at++;
    if (this.#at === from) this.#fail(expected);
  }

  #readWord(): void {
    for (const word of ['true', 'false', 'null']) {
      if (this.#text.startsWith(word, this.#at)) {
        this.#at += word.length;
        return;
      }
    }
    this.#fail('a value');
  }

  #skipSpace(): void {
    for (let code = this.#text.charCodeAt(this.#at); isSpace(code); code = this.#text.charCodeAt(++this.#at));
  }

  #take(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at++;
    return true;
  }

  #fail(expected: string, start?: number): never {
    const from = start === undefined ? '' : ` column ${start + 1}`;
    this.#add('syntax', this.#at, `expected ${expected}${from}, found ${foundAt(this.#text, this.#at)}`, false);
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

function foundAt(text: string, at: number): string {
  const code = text.codePointAt(at);
  if (code === undefined) return 'the end of the line';
  const word = /^[\p{L}\p{N}_.+-]+/u.exec(text.slice(at, at + 40))?.[0];
  return quote(word ?? String.fromCodePoint(code));
}

function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= '0' && character <= '9';
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d;
}

/** Neither a quote, nor a backslash, nor a control character, nor (NaN) the end. */
function isPlain(code: number): boolean {
  return code >= 0x20 && code !== 0x22 && code !== 0x5c;
}
