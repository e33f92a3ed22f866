import { defineRule, option } from '../../core/rule.ts';
import type { DatasetFacts } from '../facts.ts';

export const rule = defineRule<DatasetFacts>()({
  id: 'completeness',
  subject: 'datasets',
  level: 'error',
  requirement: 'Of the required fields of all ba records, enough are complete.',
  why: 'A role is held to the completeness of the examples that it learns from.',
  bad: 'Constraints without `priority` in one record of ten.',
  good: 'Each list has items, each item `id`, `description` and `priority`.',
  options: {
    minimum: option.number(0.98, 'Complete required fields / required fields, over all ba records.', {
      minimum: 0,
      maximum: 1,
    }),
  },
  *check({ files }, { minimum }) {
    const required = files.reduce((sum, { fields }) => sum + fields.required, 0);
    const complete = files.reduce((sum, { fields }) => sum + fields.complete, 0);
    if (required === 0 || complete / required >= minimum) return;
    const worst = files.reduce((a, b) => (gap(b) > gap(a) ? b : a));
    const message = `completeness is ${percent(complete / required)} (${complete} of ${required} required fields), at least ${percent(minimum)} is asked; most of the gap is here`;
    const related = files
      .filter((file) => file !== worst && file.fields.required > 0)
      .map(({ path }) => ({ path, line: 1 }));
    yield { path: worst.path, line: 1, related, message, identity: 'completeness' };
  },
});

const gap = ({ fields }: DatasetFacts['files'][number]) => fields.required - fields.complete;
const percent = (share: number) => `${(Math.floor(share * 1000) / 10).toFixed(1)} %`;
