import { defineRule } from '../../core/rule.ts';
import { draftFaults } from '../drafts.ts';
import type { DatasetFacts } from '../facts.ts';

export const rule = defineRule<DatasetFacts>()({
  id: 'json-paired-surrogates',
  subject: 'datasets',
  level: 'error',
  requirement: 'No string holds half of a surrogate pair.',
  why: 'A lone surrogate cannot be written as UTF-8; a tokenizer gets a replacement character instead.',
  bad: '{"concept": "\\ud83d"}',
  good: '{"concept": "\\ud83d\\ude00"}',
  options: {},
  check: (facts) => draftFaults(facts, 'surrogate'),
});
