// Where each row of the review's semantics is tested: a title that begins with its number says so.

import { readdirSync, readFileSync } from 'node:fs';
import { rows } from './scenarios.ts';

/** Rows on how GitHub behaves, which plain facts can only suppose. */
export const atGitHub: ReadonlySet<number> = new Set([
  ...[4, 6, 7, 9, 10, 11, 12, 13, 16, 17, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28],
  ...[30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48],
  ...[50, 51, 52, 53, 54, 55, 56, 57, 59, 61, 64, 65],
]);

export interface CoveredRow {
  number: number;
  subject: string;
  expected: string;
  /** Files below `test`, as `app/reconcile` or `app/reconcile (2)`. */
  fakehub: readonly string[];
  elsewhere: readonly string[];
}

/** One for each row; the files are read from the folder of the project. */
export function coverage(): CoveredRow[] {
  const files = readdirSync('test', { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.test.ts') && !name.startsWith('real/'))
    .sort();
  const told = files.map((name) => ({ name, numbers: numbersIn(readFileSync(`test/${name}`, 'utf8')) }));
  return rows.map(([number, subject, expected]) => {
    const places = (fakehub: boolean) =>
      told
        .filter(({ name, numbers }) => numbers.includes(number) && name.startsWith('app/') === fakehub)
        .map(({ name, numbers }) => {
          const count = numbers.filter((one) => one === number).length;
          return `${name.replace('.test.ts', '')}${count > 1 ? ` (${count})` : ''}`;
        });
    return { number, subject, expected, fakehub: places(true), elsewhere: places(false) };
  });
}

/** Of titles such as `42, 43: renames and removals`, of tests or of groups of them. */
function numbersIn(text: string): number[] {
  const titles = text.matchAll(/\(\s*'(\d{1,2}(?:, \d{1,2})*): [^']+',/g);
  return [...titles].flatMap(([, numbers = '']) => numbers.split(', ').map(Number));
}

/** In one line. */
export const shown = (text: string): string => text.replaceAll('\n', ' ⏎ ');
