import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseExpectations } from './expectations.ts';

const parse = (yaml: string) => parseExpectations(yaml, 'qa_eval.yaml');
const problems = (yaml: string) => parse(yaml).problems.map(({ line, message }) => `${line}: ${message}`);

test('cases with the lines of their mentions', () => {
  const yaml = `# QA
cases:
  - story_id: S010
    owner: ada
    required_mentions: ["invalid", 503, 1_0]
  - story_id: 007
    required_mentions:
      - retry   # twice
      - "Tiempo de espera"
  - story_id: S3
    required_mentions: |
      - down
      locked
`;
  expect(parse(yaml)).toEqual({
    path: 'qa_eval.yaml',
    problems: [],
    cases: [
      {
        ...{ line: 3, story: 'S010', description: '' },
        mentions: ['invalid', '503', '1_0'].map((text) => ({ line: 5, text })),
      },
      {
        ...{ line: 6, story: '007', description: '' },
        mentions: [
          { line: 8, text: 'retry' },
          { line: 9, text: 'Tiempo de espera' },
        ],
      },
      {
        ...{ line: 10, story: 'S3', description: '' },
        mentions: [
          { line: 12, text: 'down' },
          { line: 13, text: 'locked' },
        ],
      },
    ],
  });
});

test.each([
  ['', ['1: Expected a list, or a list under `cases:`.']],
  ['cases: 3', ['1: Expected a list, or a list under `cases:`.']],
  ['cases: []', []],
  ['- story_id: S1', []],
  ['\uFEFFcases:\r\n  - story_id: S1\r\n', []],
  ['cases:\n  - S1', ['2: An entry of `cases` is no object.']],
  ['cases:\n  - description: x', ['2: A case has no `story_id`.']],
  ['cases:\n  - story_id: [S1]', ['2: `story_id` is a list, expected a text.', '2: A case has no `story_id`.']],
  ['cases:\n  - story_id: S1\n    required_mentions: {a: b}', ['3: `required_mentions` is a map, expected a text.']],
  ['cases:\n  - story_id: S1\n    required_mentions:\n      - null', ['4: An entry of `required_mentions` is empty.']],
  ['cases: []\n---\n- story_id: S1', [expect.stringMatching(/^2: Not valid YAML: Source contains multiple documents/)]],
  ['cases: []\ncases: []', ['2: Not valid YAML: Map keys must be unique']],
])('%j', (yaml, expected) => {
  expect(problems(yaml)).toEqual(expected);
});

test('what is bad does not hide what is good', () => {
  expect(parse('cases:\n  - x\n  - story_id: S2').cases.map(({ story }) => story)).toEqual(['S2']);
});

test('a bomb of aliases stays small, and too many aliases are a problem', () => {
  const laughs = Array.from({ length: 9 }, (_, level) => {
    const items = level === 0 ? Array(9).fill('x') : Array(9).fill(`*a${level - 1}`);
    return `a${level}: &a${level} [${items.join(', ')}]`;
  }).join('\n');
  const yaml = `${laughs}\ncases:\n  - story_id: S1\n    required_mentions: *a8\n`;
  expect(problems(yaml)).toHaveLength(9);
  const many = `x: &x text\ncases:\n  - story_id: S1\n    required_mentions: [${Array(200).fill('*x').join(', ')}]\n`;
  expect(problems(many)).toEqual(['4: More than 100 aliases.']);
});

test.each([
  ['[', /^1: Nested too deeply.$/],
  ['- ', /^1: Nested too deeply.$/],
  ['{a: ', /^1: Nested too deeply.$/],
  ['&a ', /anchor/],
  ['x'.repeat(1024), /characters/],
])('hostile: %j', (text, message) => {
  const found = problems(text.repeat(text.length > 100 ? 2000 : 50_000));
  expect(found.length).toBeLessThanOrEqual(101);
  expect(found.join('\n')).toMatch(message);
});

test('never throws', () => {
  const piece = fc.constantFrom(
    ...[
      'cases:',
      '\n',
      '\n  ',
      '- ',
      'story_id',
      ': ',
      'S1',
      '[',
      ']',
      '{',
      '}',
      '&a',
      '*a',
      '"',
      "'",
      '|',
      '>',
      '#',
      '\t',
    ],
    ...['? ', '!!set', '---', '...', '%', 'required_mentions', '<<', '~'],
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      for (const { line } of parse(pieces.join('')).problems) expect(line).toBeGreaterThan(0);
    }),
    { numRuns: 3000, seed: 7 },
  );
});

test('the mentions of a story beyond a thousand are a problem, over all its cases, told once', () => {
  const yaml = (counts: number[]) =>
    counts.map((count) => `- { story_id: S1, required_mentions: [${Array(count).fill('x').join(', ')}] }\n`).join('');
  expect(problems(yaml([600, 400]))).toEqual([]);
  expect(problems(yaml([600, 401, 9]))).toEqual(['2: S1 has more than 1000 required mentions: divide the story.']);
  expect(parse(yaml([600, 401, 9])).cases.map(({ mentions }) => mentions.length)).toEqual([600, 400, 0]);
});
