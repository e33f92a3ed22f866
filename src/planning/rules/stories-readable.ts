// A story that cannot be read has no criteria, and so nothing that could go untested.

import { defineRule } from '../../core/rule.ts';
import type { PlanningFacts } from '../facts.ts';

export const rule = defineRule<PlanningFacts>()({
  id: 'stories-readable',
  subject: 'planning',
  level: 'error',
  requirement: 'The stories are valid YAML: a list of objects, each with an `id` of its own.',
  why: 'Stories that are not read are not held against their test cases.',
  bad: '- id: S1\n  acceptance: [Shows an error\n- id: S1',
  good: '- id: S1\n  acceptance: [Shows an error]\n- id: S2',
  options: {},
  *check({ stories, testcases }) {
    if (!testcases.present || !stories) return;
    const { path, problems } = stories;
    for (const { line, message } of problems) yield { path, line, message, identity: message };
  },
});
