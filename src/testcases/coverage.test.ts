import { expect, test } from 'vitest';
import { negativeCoverage, storyCoverage } from './coverage.ts';
import { parseExpectations } from './expectations.ts';
import { parseTestcases } from './parse.ts';

const unhappy = (text: string) => `## Unhappy Path\n\n1. ${text}\n`;

test('a story: required mentions in the unhappy part, case and accents folded', () => {
  const markdown = `## Happy Path\n\n1. export\n\n${unhappy('Conexión “perdida” — non\u2011stop')}`;
  expect(storyCoverage(markdown, ['conexion', 'CONEXIÓN', '"Perdida"', 'non-stop', 'export'])).toEqual({
    ...{ required: 4, covered: 3, score: 0.75, missing: ['export'] },
  });
  expect(storyCoverage(markdown, [])).toEqual({ required: 0, covered: 0, score: null, missing: [] });
  expect(storyCoverage('', ['error']).score).toBe(0);
});

test('over all: a missing file and a stub cover nothing, cases of one story are taken together', () => {
  const expectations = parseExpectations(
    `cases:
  - { story_id: S1, required_mentions: [error, retry] }
  - { story_id: S2, required_mentions: [error] }
  - { story_id: S3, required_mentions: [error] }
  - { story_id: S4 }
  - { story_id: S1, required_mentions: [Error, offline] }
`,
    'qa_eval.yaml',
  );
  const files = [
    parseTestcases(unhappy('error, retry'), 'cases/S1.md'),
    parseTestcases(`<!-- goldgate:stub -->\n${unhappy('error')}`, 'cases/S2.md'),
  ];
  expect(negativeCoverage({ files, expectations })).toEqual({
    ...{ required: 5, covered: 2, score: 0.4, stubs: 1 },
    stories: [
      { story: 'S1', required: 3, covered: 2, score: 2 / 3, missing: ['offline'] },
      { story: 'S2', required: 1, covered: 0, score: 0, missing: ['error'] },
      { story: 'S3', required: 1, covered: 0, score: 0, missing: ['error'] },
      { story: 'S4', required: 0, covered: 0, score: null, missing: [] },
    ],
  });
  expect(negativeCoverage({ files, expectations: null }).score).toBe(null);
});
