// A finding is one fault of the data, at one place. Everything Goldgate prints is made of these.

export const levels = ['error', 'warning', 'notice'] as const;
export type Level = (typeof levels)[number];

/** A place in a file: `path` relative to the root with `/`, `line` counted from 1. */
export interface Place {
  path: string;
  line: number;
}

/** What a rule's check yields: a finding before the configuration has given it a level. */
export interface Draft extends Place {
  message: string;
  /** Counted from 1, in UTF-16 code units of the line. */
  column?: number;
  /** RFC 6901 pointer into the record of that line. */
  pointer?: string;
  /** Other places that the fault is about: the second record of a pair, the expectation that is not met. */
  related?: Place[];
  /** What makes this the same fault tomorrow: a hash of the record, a name. Line numbers move; this does not. */
  identity: string;
}

export interface Finding extends Draft {
  rule: string;
  level: Level;
}

/** Errors first, then by path, line, column, rule: the one order of every report. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    levels.indexOf(a.level) - levels.indexOf(b.level) ||
    compareText(a.path, b.path) ||
    a.line - b.line ||
    (a.column ?? 0) - (b.column ?? 0) ||
    compareText(a.rule, b.rule) ||
    compareText(naturally(a.pointer), naturally(b.pointer))
  );
}

/** `/items/2` before `/items/10`. */
const naturally = (pointer = '') => pointer.replace(/\d+/g, (digits) => digits.padStart(9, '0'));

/** By code unit, so the order is the same on every machine and in every locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
