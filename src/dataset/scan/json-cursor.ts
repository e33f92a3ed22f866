// A place in a line of JSON, and the small steps from there. What stands there, it says in words for a message.

import { quote } from './quote.ts';

export class JsonCursor {
  readonly text: string;
  at = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** The character here; `undefined` at the end. */
  get here(): string | undefined {
    return this.text[this.at];
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** Steps over a character, if it is this one. */
  take(character: string): boolean {
    if (this.here !== character) return false;
    this.at++;
    return true;
  }

  /** Steps over a word, if it stands here. */
  takeWord(word: string): boolean {
    if (!this.text.startsWith(word, this.at)) return false;
    this.at += word.length;
    return true;
  }

  /** Steps over digits; returns how many there were. */
  takeDigits(): number {
    const from = this.at;
    while (isDigit(this.here)) this.at++;
    return this.at - from;
  }

  /** Steps over everything that a text may hold as it is, and returns it. */
  takePlain(): string {
    const from = this.at;
    while (isPlain(this.text.charCodeAt(this.at))) this.at++;
    return this.text.slice(from, this.at);
  }

  skipSpace(): void {
    while (isSpace(this.text.charCodeAt(this.at))) this.at++;
  }

  /** The word or character here, quoted. */
  found(): string {
    const code = this.text.codePointAt(this.at);
    if (code === undefined) return 'the end of the line';
    const word = /^[\p{L}\p{N}_.+-]+/u.exec(this.text.slice(this.at, this.at + 40))?.[0];
    return quote(word ?? String.fromCodePoint(code));
  }
}

export function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= '0' && character <= '9';
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d;
}

/** Neither a quote, nor a backslash, nor a control character, nor (NaN) the end. */
function isPlain(code: number): boolean {
  return code >= 0x20 && code !== 0x22 && code !== 0x5c;
}
