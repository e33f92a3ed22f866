// The metric of a declared role that names none: how near its outputs come to the labels, whatever they are about.

import { quote } from '../../dataset/scan/quote.ts';
import { fold, wordsOf } from '../../testcases/fold.ts';
import type { Metric } from '../metric.ts';
import { textIn } from './answer-field.ts';

const fewWords = 3;

/**
 * The mean over the labelled fields: 1 for a text equal to its label but for case, accents and white space; else the
 * F1 of the words they share, as SQuAD scores answers (Rajpurkar et al. 2016, section 6.1). A label of at most three
 * words is a choice or a name, and an answer is that or not.
 */
export const similarity: Metric = {
  name: 'similarity',
  score({ labels }, outputs) {
    const reasons: string[] = [];
    const scores = Object.keys(labels).map((field) => {
      const [answer, label] = [textIn(outputs, field), textIn(labels, field) ?? ''];
      const near = answer === null ? 0 : nearness(fold(answer), fold(label));
      if (answer === null) reasons.push(`\`${field}\` is missing`);
      else if (near < 1) {
        reasons.push(`\`${field}\` is ${quote(answer)}, expected ${quote(label)} (${near.toFixed(2)} alike)`);
      }
      return near;
    });
    if (scores.length === 0) return { score: 0, weight: 0, reasons: ['the example has no labels'] };
    const score = scores.reduce((sum, near) => sum + near, 0) / scores.length;
    return { score, weight: 1, reasons: reasons.length > 0 ? reasons : ['every field equals its label'] };
  },
};

function nearness(answer: string, label: string): number {
  if (answer === label) return 1;
  const [given, wanted] = [wordsOf(answer), wordsOf(label)];
  if (wanted.length <= fewWords) return 0;
  const left = new Map<string, number>();
  for (const word of wanted) left.set(word, (left.get(word) ?? 0) + 1);
  let shared = 0;
  for (const word of given) {
    const count = left.get(word) ?? 0;
    if (count > 0) shared++;
    left.set(word, count - 1);
  }
  return (2 * shared) / (given.length + wanted.length);
}
