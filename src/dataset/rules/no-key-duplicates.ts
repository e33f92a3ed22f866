import { defineRule } from '../../core/rule.ts';
import { draftPairs } from '../drafts.ts';
import type { DatasetFacts } from '../facts.ts';

export const rule = defineRule<DatasetFacts>()({
  id: 'no-key-duplicates',
  subject: 'datasets',
  level: 'error',
  requirement:
    'No two records of a role answer the same question: concept, story, or input (case, accents and spaces folded).',
  why: 'Two answers to one question teach the model to guess.',
  bad: 'Two records with the concept "Clinic booking", one "clinic  bóoking".',
  good: 'One record a concept, with the better answer.',
  options: {},
  check: (facts) =>
    draftPairs(
      facts,
      ({ kind, leak }) => kind === 'key' && !leak,
      (_, earlier) => `the same key as ${earlier}, with other content; keep one`,
    ),
});
