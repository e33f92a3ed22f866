import { defineRule } from '../../core/rule.ts';
import { draftFaults } from '../drafts.ts';
import type { DatasetFacts } from '../facts.ts';

export const rule = defineRule<DatasetFacts>()({
  id: 'record-schema',
  subject: 'datasets',
  level: 'error',
  requirement: 'Each record has the shape of its role.',
  why: 'A record without its fields teaches the model to leave them out.',
  bad: '{"concept": "A till", "requirements": {"title": "Till"}}',
  good: '{"concept": "A till", "requirements": {"title": "Till", "description": "…", "functional_requirements": [], "non_functional_requirements": [], "constraints": []}}',
  options: {},
  // Without a split the name tells no role either: `named-split` alone is said then.
  check: ({ files, pairs }) => draftFaults({ files: files.filter(({ split }) => split !== null), pairs }, 'schema'),
});
