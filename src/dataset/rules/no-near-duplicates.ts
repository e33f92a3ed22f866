import { defineRule, option } from '../../core/rule.ts';
import { draftPairs } from '../drafts.ts';
import type { DatasetFacts } from '../facts.ts';

export const rule = defineRule<DatasetFacts>()({
  id: 'no-near-duplicates',
  subject: 'datasets',
  level: 'error',
  requirement: 'No two records of a role are nearly the same text.',
  why: 'A copy with a few words changed adds nothing but weight.',
  bad: 'Two records that differ in one word of forty.',
  good: 'Examples that differ in what they ask for.',
  options: {
    threshold: option.number(0.85, 'Jaccard similarity of 3-word shingles from which two records are near.', {
      minimum: 0.5,
      maximum: 1,
      stricter: 'lower',
    }),
  },
  check: (facts, { threshold }) =>
    draftPairs(
      facts,
      ({ kind, leak, similarity }) => kind === 'near' && !leak && similarity >= threshold,
      ({ similarity }, earlier) =>
        `${Math.floor(similarity * 100)} % the same text as ${earlier}; keep one, or make them differ`,
    ),
});
