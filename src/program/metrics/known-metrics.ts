// The one list of metrics that a configuration can name. Their settings' schema and checks are made from it.

import type { Metric } from '../metric.ts';
import { baQuality } from './ba-quality.ts';
import { completeness } from './completeness.ts';
import { contains } from './contains.ts';
import { exact } from './exact.ts';
import { jsonSchema } from './json-schema.ts';
import { judge } from './judge.ts';
import { negativeCoverage } from './negative-coverage.ts';
import { qaQuality } from './qa-quality.ts';
import { regex } from './regex.ts';
import { similarity } from './similarity.ts';

/** In JSON Schema's terms. */
export interface MetricOption {
  type: 'string' | 'number' | 'object';
  minLength?: number;
  minimum?: number;
  description: string;
}

export interface KnownMetric {
  description: string;
  options: Readonly<Record<string, MetricOption>>;
  required: readonly string[];
  /** `where` names the setting, for errors. */
  // biome-ignore lint/suspicious/noExplicitAny: the options have been held against their schemas.
  make(options: any, where: string): Metric;
}

const text = (description: string): MetricOption => ({ type: 'string', minLength: 1, description });
const field = text('The output field; without it the first one.');
const label = text('What the field is held against; without it the example’s own label.');
const plain = (metric: Metric, description: string): KnownMetric => ({
  ...{ description, options: {}, required: [] },
  make: () => metric,
});

export const knownMetrics: Readonly<Record<string, KnownMetric>> = {
  completeness: plain(completeness, 'The share of required ba fields that are complete, as the gate counts them.'),
  'negative-coverage': plain(
    negativeCoverage,
    'The share of required mentions in the unhappy part of `test_cases_md`, as the gate counts them.',
  ),
  'ba-quality': plain(baQuality, 'Fields, lists, ids, priorities and lengths of a ba answer, with partial credit.'),
  'qa-quality': plain(
    qaQuality,
    'Mentions, sections, numbering and expected results of a qa answer, with partial credit.',
  ),
  similarity: plain(similarity, 'How near the outputs are to the labels: equal, or by the words they share.'),
  exact: {
    description: 'The field equals the text.',
    ...{ options: { field, text: label }, required: [], make: exact },
  },
  contains: {
    description: 'The field holds the text; case and accents do not matter.',
    ...{ options: { field, text: label }, required: [], make: contains },
  },
  regex: {
    description: 'The pattern (RE2) is found in the field.',
    ...{ options: { field, pattern: text('RE2’s syntax.') }, required: ['pattern'], make: regex },
  },
  'json-schema': {
    description: 'The field holds JSON that fits the schema (draft 2020-12), with partial credit by top-level key.',
    options: { field, schema: { type: 'object', description: 'The schema.' } },
    ...{ required: ['schema'], make: jsonSchema },
  },
  judge: {
    description: 'What a model says, 0–1, by a rubric.',
    options: {
      field: text('The output field; without it all of them.'),
      rubric: text('What to look at, and what it counts.'),
    },
    ...{ required: ['rubric'], make: judge },
  },
};
