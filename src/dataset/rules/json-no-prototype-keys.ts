import { defineRule } from '../../core/rule.ts';
import { draftFaults } from '../drafts.ts';
import type { DatasetFacts } from '../facts.ts';

export const rule = defineRule<DatasetFacts>()({
  id: 'json-no-prototype-keys',
  subject: 'datasets',
  level: 'error',
  requirement: 'No object has a key such as `__proto__`.',
  why: 'Such keys can change the objects of a program that copies records.',
  bad: '{"__proto__": {"reviewed": true}}',
  good: '{"reviewed": true}',
  options: {},
  check: (facts) => draftFaults(facts, 'prototype-key'),
});
