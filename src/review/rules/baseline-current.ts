import { defineRule } from '../../core/rule.ts';
import type { BaselineFacts } from '../change.ts';

export const rule = defineRule<BaselineFacts>()({
  id: 'baseline-current',
  subject: 'baseline',
  level: 'warning',
  requirement: 'Each entry of the baseline still answers to a finding.',
  why: 'A stale entry lets the same fault come back unseen.',
  bad: 'An entry for a record that was mended last month.',
  good: 'Run `goldgate check --write-baseline` after mending: it only ever gets shorter.',
  options: {},
  check: ({ stale }) => stale,
});
