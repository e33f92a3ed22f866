import { defineRule } from '../../core/rule.ts';
import { draftPairs } from '../drafts.ts';
import type { DatasetFacts } from '../facts.ts';

export const rule = defineRule<DatasetFacts>()({
  id: 'no-exact-duplicates',
  subject: 'datasets',
  level: 'error',
  requirement: 'No two records of a role are equal as canonical JSON (RFC 8785).',
  why: 'A repeated example weighs double in training and in the score.',
  bad: '{"input": {"q": "a"}, "output": {"r": "b"}} and {"output": {"r": "b"}, "input": {"q": "a"}}',
  good: 'Each example once.',
  options: {},
  check: (facts) =>
    draftPairs(
      facts,
      ({ kind, leak }) => kind === 'exact' && !leak,
      (_, earlier) => `the same record as ${earlier}; keep one`,
    ),
});
