// A task that means nothing and scores exactly: ten words from an input, the score the share of words in their place.
import { unit } from './chance.ts';

const words = [
  'amber',
  'birch',
  'cedar',
  'delta',
  'ember',
  'fjord',
  'grove',
  'heron',
  'inlet',
  'jetty',
  'knoll',
  'larch',
];
const length = 10;

const word = (...parts: (string | number)[]) => words[Math.floor(unit(...parts) * words.length)] as string;

export function genericOutput(input: string): string[] {
  return Array.from({ length }, (_, place) => word('output', input, place));
}

export function genericExamples(count: number, seed: number): { input: string; output: string }[] {
  return Array.from({ length: count }, (_, index) => {
    const input = `case ${index + 1}: ${word(seed, 'input', index)} ${word(seed, 'more', index)}`;
    return { input, output: genericOutput(input).join(' ') };
  });
}

/** 0–1; `bench/dspy/metric.py` is the same in Python. */
export function genericScore(expected: string, answer: string): number {
  const given = answer.split(/\s+/).filter((part) => part !== '');
  const wanted = expected.split(' ');
  return wanted.filter((part, place) => part === given[place]).length / Math.max(wanted.length, given.length);
}
