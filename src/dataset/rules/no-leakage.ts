import { defineRule, option } from '../../core/rule.ts';
import { draftPairs } from '../drafts.ts';
import type { DatasetFacts, Pair } from '../facts.ts';

const ways: Record<Pair['kind'], (similarity: number) => string> = {
  exact: () => 'is',
  key: () => 'has the key of',
  near: (similarity) => `is ${Math.floor(similarity * 100)} % the same text as`,
};

export const rule = defineRule<DatasetFacts>()({
  id: 'no-leakage',
  subject: 'datasets',
  level: 'error',
  requirement: 'No training record is, resembles, or has the key of a held-out one (eval, val, gold, test).',
  why: 'A score on examples that the program was tuned on says nothing.',
  bad: 'The same concept in ba_train.jsonl and ba_eval.jsonl.',
  good: 'Every example in one split alone.',
  options: {
    threshold: option.number(0.6, 'Jaccard similarity of 3-word shingles from which a training record leaks.', {
      minimum: 0.4,
      maximum: 1,
      stricter: 'lower',
    }),
  },
  check: (facts, { threshold }) =>
    draftPairs(
      facts,
      ({ kind, leak, similarity }) => leak && (kind !== 'near' || similarity >= threshold),
      ({ kind, similarity }, heldOut) =>
        `this training record ${ways[kind](similarity)} the held-out record ${heldOut}; remove one`,
    ),
});
