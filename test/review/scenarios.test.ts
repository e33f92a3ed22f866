// Runs the numbered scenarios on plain facts, and prints the table of all: which of them hold here, and where else.

import { afterAll, expect, test } from 'vitest';
import { atGitHub, coverage, shown } from './coverage.ts';
import { rows } from './scenarios.ts';

const held = new Map<number, boolean>();

test.each(rows)('%i. %s', (number, _, expected, seen) => {
  held.set(number, false);
  expect(seen()).toBe(expected);
  held.set(number, true);
});

test('every row has a test, those of GitHub’s own behaviour one on a GitHub that behaves so', () => {
  const table = coverage();
  expect(table.map(({ number }) => number)).toEqual(Array.from({ length: 65 }, (_, index) => index + 1));
  const bare = table.filter(({ number, fakehub }) => atGitHub.has(number) && fakehub.length === 0);
  expect(bare.map(({ number, subject }) => `${number} ${subject}`)).toEqual([]);
});

afterAll(() => {
  const sign = (number: number) => (held.get(number) ? '✓' : '✗');
  const line = ({ number, subject, expected, fakehub, elsewhere }: ReturnType<typeof coverage>[number]) =>
    `${String(number).padStart(2)} ${sign(number)} ${subject}: ${shown(expected)} — fakehub: ${fakehub.join(', ') || '–'}; elsewhere: ${elsewhere.join(', ') || '–'}`;
  console.log(coverage().map(line).join('\n'));
});
