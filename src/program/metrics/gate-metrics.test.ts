import { expect, test } from 'vitest';
import type { Values } from '../values.ts';
import { completeness } from './completeness.ts';
import { negativeCoverage } from './negative-coverage.ts';

const judging = { model: null, signal: new AbortController().signal, sample: '' };
const place = { key: 'S1', path: 'data.jsonl', line: 1, labels: {} };
const item = (id: string) => `- id: ${id}\n  description: Sends mail\n  priority: High\n`;
const whole: Values = {
  ...{ title: 'Mail', description: 'Sends mail', functional_requirements: item('FR001') },
  ...{ non_functional_requirements: item('NFR001'), constraints: `\`\`\`yaml\n${item('C001')}\`\`\`` },
};
const complete = (outputs: Values, concept = 'mail') =>
  completeness.score({ ...place, inputs: { concept }, record: {} }, outputs, judging);

test('completeness counts as the gate does, six fields an example', () => {
  expect(complete(whole)).toEqual({ score: 1, weight: 6, reasons: ['all 6 fields are complete'] });
  const { constraints, ...rest } = whole;
  expect(complete({ ...rest, title: ' ' })).toEqual({
    ...{ score: 4 / 6, weight: 6 },
    reasons: ['`title` is empty', '`constraints` is empty'],
  });
  expect(
    complete({ ...whole, constraints: '- id: C001\n  description: x', functional_requirements: 'a: b: c' }, ' '),
  ).toEqual({
    ...{ score: 0.5, weight: 6 },
    reasons: [
      '`concept` is empty',
      '`functional_requirements` is no valid YAML: "Nested mappings are not allowed in compact mappings"',
      '`constraints` has no item, or one without id, description or priority',
    ],
  });
  expect(complete({})).toMatchObject({ score: 1 / 6 });
});

test('the concept may come from the record alone', () => {
  const example = { ...place, inputs: {}, record: { concept: 'mail' } };
  expect(completeness.score(example, whole, judging)).toMatchObject({ score: 1 });
});

const cover = (record: unknown, outputs: Values) =>
  negativeCoverage.score({ ...place, inputs: {}, record }, outputs, judging);
const cases = '## Happy Path\n\n1. retry\n\n## Unhappy Path\n\n1. Inválid address\n';

test.each([
  [
    'none covered',
    ['retry'],
    cases,
    0,
    1,
    'the unhappy part of `test_cases_md` lacks 1 of 1 required mentions: "retry"',
  ],
  [
    'half',
    ['invalid', 'retry'],
    cases,
    0.5,
    2,
    'the unhappy part of `test_cases_md` lacks 1 of 2 required mentions: "retry"',
  ],
  ['all', ['INVALID'], cases, 1, 1, '`test_cases_md` mentions all 1 that are required'],
  [
    'in a fence',
    ['invalid'],
    `\`\`\`markdown\n${cases}\`\`\``,
    1,
    1,
    '`test_cases_md` mentions all 1 that are required',
  ],
  ['nothing required', [], cases, 0, 0, 'the record requires no mention'],
])('negative coverage: %s', (_, required_mentions, test_cases_md, score, weight, reason) => {
  expect(cover({ required_mentions }, { test_cases_md })).toEqual({ score, weight, reasons: [reason] });
});

test('negative coverage of records that are none, and of no answer', () => {
  for (const record of [null, 3, {}, { required_mentions: 'x' }, { required_mentions: [1, null, ''] }]) {
    expect(cover(record, { test_cases_md: cases })).toMatchObject({ weight: 0 });
  }
  expect(cover({ required_mentions: [...'abcdefg', 'h'.repeat(999)] }, {})).toEqual({
    ...{ score: 0, weight: 8 },
    reasons: ['the unhappy part of `test_cases_md` lacks 8 of 8 required mentions: "a", "b", "c", "d", "e" and 3 more'],
  });
});
