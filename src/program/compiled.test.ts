// That Python's DSPy reads and writes the same files is shown in test/real.

import { expect, test } from 'vitest';
import { parseProgram, renderProgram } from './compiled.ts';
import type { Demo, Program } from './program.ts';
import { declareRole } from './roles.ts';

const metric = () => ({ name: 'none', score: () => ({ score: 0, weight: 1, reasons: [] }) });
const typed = declareRole(
  'mood',
  {
    ...{ metric: '', module: 'ChainOfThought', instructions: 'Judge.', inputs: { text: 'The text' } },
    outputs: { share: { type: 'float' }, words: { type: 'list[str]' } },
  },
  metric,
);
const bare = declareRole('qa', { module: 'Predict' }, metric);
const withDemos = ({ role, predictors }: Program, ...demos: Demo[]): Program => ({
  ...{ role, predictors: predictors.map((predictor) => ({ ...predictor, demos })) },
});
const demos: Demo[] = [
  { augmented: true, values: { text: 'a «b»\n', reasoning: 'r', share: 1, words: ['x'] } },
  { augmented: false, values: { text: ['one', 'two'], share: 0.25 } },
];

test('the layout is that of DSPy', () => {
  const text = renderProgram(withDemos(typed.program, ...demos), { goldgate: { run: 'r' } });
  expect(text).toBe(`{
  "generate.predict": {
    "traces": [],
    "train": [],
    "demos": [
      {
        "augmented": true,
        "text": "a «b»\\n",
        "reasoning": "r",
        "share": 1.0,
        "words": [
          "x"
        ]
      },
      {
        "text": [
          "one",
          "two"
        ],
        "share": 0.25
      }
    ],
    "signature": {
      "instructions": "Judge.",
      "fields": [
        {
          "prefix": "Text:",
          "description": "The text"
        },
        {
          "prefix": "Reasoning:",
          "description": "\${reasoning}"
        },
        {
          "prefix": "Share:",
          "description": "\${share}"
        },
        {
          "prefix": "Words:",
          "description": "\${words}"
        }
      ]
    },
    "lm": null
  },
  "metadata": {
    "dependency_versions": {}
  },
  "goldgate": {
    "run": "r"
  }
}
`);
});

test.each([typed, bare, declareRole('ba', undefined, metric)])('what is written is read back: $name', (role) => {
  const [predictor] = role.program.predictors;
  const values = Object.fromEntries([...(predictor?.signature.inputs ?? [])].map(({ name }) => [name, `- ${name}`]));
  const program = withDemos(role.program, { augmented: true, values }, { augmented: false, values });
  expect(parseProgram(renderProgram(program, { goldgate: {} }), role, 'program.json')).toEqual(program);
});

test('a bare Predict is the file itself', () => {
  expect(Object.keys(JSON.parse(renderProgram(bare.program)))).toEqual([
    'traces',
    'train',
    'demos',
    'signature',
    'lm',
    'metadata',
  ]);
});

interface Saved {
  [key: string]: unknown;
  demos?: unknown[];
  signature?: { instructions: string; fields?: { prefix?: string; description?: string }[] };
}

const state = (change: (state: Saved) => void) => {
  const parsed = JSON.parse(renderProgram(withDemos(typed.program, ...demos)));
  change(parsed['generate.predict']);
  return JSON.stringify(parsed);
};
const read = (text: string) => parseProgram(text, typed, 'runs/program.json');

test('instructions, descriptions and demos come from the file; what nobody knows stays out', () => {
  const text = state((predictor) => {
    const [text, reasoning, ...rest] = predictor.signature?.fields ?? [];
    const prefix = "Reasoning: Let's think step by step in order to";
    const fields = [{ ...text, description: 'Changed' }, { ...reasoning, prefix }, ...rest];
    predictor.signature = { instructions: 'Tuned.', fields };
    Object.assign(predictor, { lm: { model: 'x' }, traces: [1], train: [{}], fields: {}, unknown: 1 });
    predictor.demos = [
      { augmented: true, text: [{ id: 'FR001' }, { id: 'FR002' }], reasoning: null, share: 2, words: [1], notes: 'x' },
      { augmented: 'yes', text: true, __proto__: 1 },
    ];
  });
  const program = read(text);
  expect(program.predictors[0]?.signature).toMatchObject({
    instructions: 'Tuned.',
    inputs: [{ description: 'Changed' }],
  });
  expect(program.predictors[0]?.demos).toEqual([
    { augmented: true, values: { text: '- id: FR001\n- id: FR002', share: 2, words: '- 1' } },
    { augmented: false, values: { text: true } },
  ]);
});

test.each<[string, string | ((predictor: Saved) => void), RegExp]>([
  ['no JSON', '{', /^runs\/program.json: it is not valid JSON: /],
  ['a list', '[]', /no JSON object/],
  ['too deep', `{"x": ${'['.repeat(200)}${']'.repeat(200)}}`, /nests more than 64 levels/],
  [
    'another role',
    renderProgram(bare.program),
    /`generate.predict` is missing; was it saved by a program of another role/,
  ],
  [
    'a further predictor',
    `{"critic": {"signature": {"fields": []}}, ${state(() => {}).slice(1)}`,
    /holds the predictor `critic`, but the role mood has generate.predict/,
  ],
  ['no signature', (predictor) => delete predictor.signature, /no text in `signature.instructions`/],
  ['no fields', (predictor) => delete predictor.signature?.fields, /no list in `signature.fields`/],
  ['no demos', (predictor) => delete predictor.demos, /no list of objects in `demos`/],
  ['a demo that is a list', (predictor) => predictor.demos?.push([]), /no list of objects in `demos`/],
  [
    'a field too few',
    (predictor) => predictor.signature?.fields?.pop(),
    /has 3 fields, but the role’s signature has 4: text, reasoning, share, words/,
  ],
  [
    'fields in another order',
    (predictor) => predictor.signature?.fields?.reverse(),
    /has the prefix "Words:" at field 1, where `text` is expected/,
  ],
  [
    'a field without description',
    (predictor) => delete predictor.signature?.fields?.[2]?.description,
    /no description of `share`/,
  ],
])('%s is a broken file', (_, change, words) => {
  const text = typeof change === 'string' ? change : state(change);
  expect(() => read(text)).toThrow(
    expect.objectContaining({ name: 'SetupError', message: expect.stringMatching(words) }),
  );
});
