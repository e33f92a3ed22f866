// For the tests alone: one small failing report.

import type { Finding } from '../core/finding.ts';
import type { Report } from '../core/report.ts';
import type { RenderContext } from './context.ts';
import { countByLevel } from './order.ts';

export const sampleContext: RenderContext = {
  version: '0.1.0',
  color: false,
  rules: [
    {
      id: 'record-schema',
      level: 'error',
      requirement: 'Every record has the shape of its role.',
      why: 'A record of another shape teaches the model nothing.',
      bad: '{"concept": 3}',
      good: '{"concept": "A shop"}',
    },
    {
      id: 'no-leakage',
      level: 'error',
      requirement: 'No training record stands in a held-out split.',
      why: 'A model that has seen the exam passes it.',
      bad: 'the same concept in train and eval',
      good: 'a concept in one split alone',
    },
    {
      id: 'balance',
      level: 'warning',
      requirement: 'No domain prevails.',
      why: 'It would be all it knows.',
      bad: '',
      good: '',
    },
  ],
  targets: { completeness: 0.98, 'negative-coverage': 0.95 },
};

export function finding(changes: Partial<Finding> = {}): Finding {
  const path = changes.path ?? 'data/production/ba_train.jsonl';
  return {
    rule: 'record-schema',
    level: 'error',
    path,
    line: 6,
    message: 'found 3, expected a string',
    identity: 'a1',
    ...changes,
  };
}

export function reportOf(findings: Finding[], changes: Partial<Report> = {}): Report {
  const counts = countByLevel(findings);
  return {
    version: 1,
    verdict: counts.error > 0 ? 'fail' : 'pass',
    files: 6,
    records: 1412,
    counts,
    metrics: { completeness: 0.97969, 'negative-coverage': 1 },
    findings,
    notes: [],
    ...changes,
  };
}

export const sampleReport = reportOf([
  finding({ column: 113, pointer: '/constraints/0/priority' }),
  finding({
    rule: 'no-leakage',
    line: 21,
    message: 'the same concept as a held-out record',
    related: [{ path: 'data/production/ba_eval.jsonl', line: 2 }],
    identity: 'b2',
  }),
  finding({
    rule: 'balance',
    level: 'warning',
    path: 'data/production/qa train.jsonl',
    line: 1,
    message: 'domain web has 71 % of the records',
    identity: 'c3',
  }),
]);
